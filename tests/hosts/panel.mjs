// The panel as an agent sees it: waited for, read, clicked; and how long it takes from a key press.

import assert from "node:assert/strict";
import { eventually } from "../eventually.mjs";

const SLOW = 40_000;

export class PanelOnPage {
  #panel;
  page;

  /** @param {import("playwright-core").Page | import("playwright-core").Frame} page */
  constructor(page) {
    this.page = page;
    this.#panel = page.locator("andon-panel");
  }

  /** Waits for the first decision; gives the place in which the engine runs. */
  async decided() {
    const decided = this.page.locator('andon-panel[data-state="decided"]');
    await decided.waitFor({ timeout: SLOW }).catch(async (error) => {
      const said = await this.#panel.locator(".notice").innerText({ timeout: 1000 });
      throw new Error(`no decision; the panel says: ${said}`, { cause: error });
    });
    return this.#panel.getAttribute("data-place");
  }

  /** Waits for the sentence that says why there is none. */
  async refused() {
    await this.page.locator('andon-panel[data-state="refused"]').waitFor({ timeout: SLOW });
    return this.#panel.locator(".notice").innerText();
  }

  async priority(expected) {
    await this.#panel.locator(".priority", { hasText: expected }).waitFor();
  }

  /** Waits until a part of the panel says this. */
  says(part, pattern) {
    const text = async () => (await this.#panel.locator(`#${part}`).innerText()).replace(/\s+/g, " ");
    return eventually(async () => assert.match(await text(), pattern));
  }

  #suggestion(label) {
    return this.#panel.locator(".suggestions li").filter({ has: this.page.locator(`.label:text-is("${label}")`) });
  }

  /** Waits until the panel says this of one field of the form, and is in this state about it. */
  suggests(label, { state, text }) {
    const line = this.#suggestion(label);
    return eventually(async () => {
      if (state) assert.equal(await line.getAttribute("data-state"), state);
      if (text) assert.match((await line.innerText()).replace(/\s+/g, " "), text);
    });
  }

  async apply(label) {
    const line = this.#suggestion(label);
    await line.getByRole("button", { name: /^Apply/ }).click();
    await this.#panel.locator(`.suggestions li[data-state="applied"] .label:text-is("${label}")`).waitFor();
  }

  async undo(label) {
    await this.#suggestion(label).getByRole("button", { name: /^Undo/ }).click();
  }

  async find(label) {
    await this.#panel.locator("#asks").getByRole("button", { name: label }).click();
  }

  /** Milliseconds from key press to painted panel so far, sorted. */
  times() {
    return this.page.evaluate(() =>
      performance
        .getEntriesByType("measure")
        .map(({ duration }) => duration)
        .sort((a, b) => a - b),
    );
  }
}

/** A share of sorted times, for people. */
export function share(times, part) {
  return times[Math.floor(part * (times.length - 1))].toFixed(1);
}
