// The replay in headless Chromium: a day runs, suggestions come, somebody says what they are, the knob is turned.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../eventually.mjs";
import { site, strictly } from "./site.mjs";

const PATIENCE = { timeout: 120_000 };

const here = await site();

/** Opens the replay of so many tickets of the sample and does `work` there. */
const onReplay = (work, { tickets = 3000, ...options } = {}) =>
  strictly(
    here,
    async (page) => {
      await page.goto(`${here.url}#tickets=${tickets}`);
      await page.getByRole("tab", { name: "Outages, replayed" }).click();
      await page.locator(".replay[data-state=ready][data-day]").waitFor(PATIENCE);
      await page.locator(".suggestions button").first().waitFor(PATIENCE);
      await work(page);
    },
    { viewport: { width: 1400, height: 1000 }, ...options },
  );

const clock = (page) => page.getByRole("slider", { name: "Time of the day" });

/** Puts the clock back to midnight. */
async function toMidnight(page) {
  await clock(page).focus();
  await page.keyboard.press("Home");
  await page.locator(".play-said", { hasText: /^00:00 · 0 tickets · 0 suggested/ }).waitFor();
}

test("a day runs, and suggestions come as they came", async () => {
  await onReplay(async (page) => {
    await toMidnight(page);
    await eventually(async () => assert.equal(await page.locator(".flag:visible").count(), 0));
    await page.getByLabel("Time that passes in a second").selectOption("360");
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.locator(".flag:visible").first().waitFor();
    await page.locator(".play-said", { hasText: /^24:00/ }).waitFor();
    await page.getByRole("button", { name: "Play" }).waitFor();
    await eventually(async () =>
      assert.match(await page.locator(".lane svg").first().getAttribute("aria-label"), /MI-\d+ suggested at \d\d:\d\d/),
    );
    await page.locator(".lane rect[data-member]").first().waitFor({ state: "attached" });
  });
});

test("the keyboard does all of it", async () => {
  await onReplay(async (page) => {
    await toMidnight(page);
    await page.keyboard.press("l");
    await page.locator(".suggestions button").first().waitFor();
    const said = page.locator(".play-said", { hasText: /· [1-9]\d* suggested/ });
    const suggested = await said.innerText();
    await page.keyboard.press(".");
    await page.waitForFunction((was) => document.querySelector(".play-said").textContent !== was, suggested);
    await page.keyboard.press("j");
    await page.locator(".play-said", { hasText: suggested }).waitFor();
    await page.keyboard.press("k");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.keyboard.press("k");
    await page.getByRole("button", { name: "Play" }).waitFor();
    const day = await page.locator(".replay").getAttribute("data-day");
    await page.getByRole("slider", { name: "Day", exact: true }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction((was) => document.querySelector(".replay").dataset.day !== was, day);
    await page.getByRole("tab", { name: "Outages, replayed" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.locator("#aspect-changes .consequences").waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.locator("#aspect-faults .returning").waitFor();
  });
});

test("a suggestion is confirmed: the policy's plan, and a timeline to take along", async () => {
  await onReplay(async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await toMidnight(page);
    await page.keyboard.press("l");
    await page.locator(".suggestions button").first().click();
    await page.locator(".evidence", { hasText: "independent reports of" }).waitFor();
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.locator(".planned", { hasText: "Name an incident lead" }).waitFor();
    await page.locator(".suggestions button[data-turn=confirmed]").first().waitFor();
    await page.getByRole("button", { name: "Copy the timeline as Markdown" }).click();
    await page.getByText("copied").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^## MI-\d+: .*\| confirmed: \d+ tickets.*### Tickets.*### Tasks/s);
    await page.getByRole("button", { name: "It is over" }).click();
    await page.locator(".suggestions button[data-turn=resolved]").first().waitFor();
  });
});

test("a word is kept over days, until it is taken back", async () => {
  await onReplay(async (page) => {
    await toMidnight(page);
    await page.keyboard.press("l");
    await page.getByRole("button", { name: "Dismiss" }).click();
    const dismissed = page.locator(".suggestions button[data-turn=dismissed]").first();
    await dismissed.waitFor();
    const said = page.getByRole("region", { name: "What you have said" });
    await said.getByText(/\d\d:\d\d: MI-\d+ dismissed/).waitFor();
    const day = () => page.locator(".replay").getAttribute("data-day");
    const other = async (key, isThere) => {
      const was = await day();
      await page.getByRole("slider", { name: "Day", exact: true }).focus();
      await page.keyboard.press(key);
      await eventually(async () => assert.ok(isThere(await day(), was)));
    };
    await other("ArrowLeft", (is, was) => Number(is) === Number(was) - 1);
    await other("ArrowRight", (is, was) => Number(is) === Number(was) + 1);
    await dismissed.waitFor();
    await said.getByRole("button", { name: /^Take back/ }).click();
    await dismissed.waitFor({ state: "detached" });
    await said.waitFor({ state: "hidden" });
  });
});

test("the knob says what another setting would have suggested of the same tickets", async () => {
  await onReplay(async (page) => {
    const knob = page.getByRole("slider", { name: "False alarms a month" });
    await eventually(async () => assert.equal(await knob.getAttribute("aria-valuetext"), "2 (as declared)"));
    await knob.focus();
    await page.keyboard.press("End");
    const all = page.locator(".knob-table tr", { hasText: /^all/ });
    await page.waitForFunction(
      () => /\d/.test([...document.querySelectorAll(".knob-table tr:last-child td")].at(-2)?.textContent ?? ""),
      undefined,
      PATIENCE,
    );
    await eventually(async () => {
      const [was, is] = (await all.locator("td").allInnerTexts()).map(Number);
      assert.ok(is > was && was > 0, `${was} a week as declared, ${is} with eight a month`);
    });
  });
});

test("an edit of the policy is taken up", async () => {
  await onReplay(async (page) => {
    const before = await page.locator(".replay .standing").innerText();
    await page.locator(".files select").selectOption("87-major.rhai");
    const line = page.locator(".cm-line", { hasText: "false_alarms_per_month" });
    await line.click();
    await page.keyboard.press("End");
    // 2.0 becomes 29.0.
    for (let step = 0; step < ".0 });".length; step += 1) await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("9");
    await page.locator(".knob-label", { hasText: "29 (as declared)" }).waitFor(PATIENCE);
    await page.waitForFunction(
      (was) => {
        const now = document.querySelector(".replay .standing").textContent;
        return /suggestions/.test(now) && now !== was;
      },
      before,
      PATIENCE,
    );
  });
});

test("a phone shows all of it", async () => {
  await onReplay(
    async (page) => {
      const widest = () => document.documentElement.scrollWidth <= 390;
      await page.waitForFunction(widest);
    },
    { viewport: { width: 390, height: 844 } },
  );
});
