// Faults that come back, in headless Chromium: found among the tickets, opened by keyboard, told to a screen reader, handed on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../eventually.mjs";
import { site, strictly } from "./site.mjs";

const PATIENCE = { timeout: 120_000 };

const here = await site();

/** Opens the faults of so many tickets of the sample and does `work` there. */
const onFaults = (work, { tickets = 3000, ...options } = {}) =>
  strictly(
    here,
    async (page) => {
      await page.goto(`${here.url}#tickets=${tickets}`);
      await page.getByRole("tab", { name: "Faults that come back" }).click();
      await page.locator(".returning[data-state=ready]").waitFor(PATIENCE);
      await work(page);
    },
    { viewport: { width: 1400, height: 1000 }, ...options },
  );

const fault = (page, thing) => page.locator(".faults > li", { hasText: thing }).first();

test("the printer of every Monday night is found, on the plant's clock", async () => {
  await onFaults(async (page) => {
    const printer = fault(page, "LP-L3-1");
    await eventually(async () =>
      assert.match(await printer.innerText(), /LP-L3-1\s+MTY.*every Monday about 22:(30|45)/s),
    );
    const drawn = printer.getByRole("img");
    assert.match(await drawn.getAttribute("aria-label"), /^\d+ tickets, from 2026-\d\d-\d\d to 2026-\d\d-\d\d$/);
    assert.match(await page.locator(".returning .standing").innerText(), /faults? comes? back in 3,000 tickets/i);
  });
});

test("a fault is opened by keyboard, and its tickets from there", async () => {
  await onFaults(async (page) => {
    const printer = fault(page, "LP-L3-1");
    await printer.locator("summary").focus();
    await page.keyboard.press("Enter");
    await printer.getByText("A problem record to begin with").waitFor();
    await printer.getByText("Look for what runs, starts or changes at that hour of the week").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const id = await page.evaluate(() => document.activeElement.textContent);
    assert.match(id, /^INC-\d+$/);
    await page.keyboard.press("Enter");
    await page.locator(".one-ticket h2", { hasText: id }).waitFor();
    await page.getByRole("tab", { name: "What changes", selected: true }).waitFor();
    await page.getByRole("tab", { name: "Faults that come back" }).click();
    await printer.getByText("A problem record to begin with").waitFor();
  });
});

test("a problem record is taken along as Markdown", async () => {
  await onFaults(async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const printer = fault(page, "LP-L3-1");
    await printer.locator("summary").click();
    await printer.getByRole("button", { name: "Copy the problem record as Markdown" }).click();
    await page.getByText("copied").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^## LP-L3-1 failed \d+ times.*### Incidents\n\n(- INC-\d+, 2026-.*: .*\n?){5}/s);
  });
});

test("what chance makes as well is folded away, and there on demand", async () => {
  const work = async (page) => {
    const summary = page.locator(".perhaps > summary");
    await summary.click();
    await page.locator(".perhaps .faults > li").first().waitFor();
    const many = Number((await summary.innerText()).match(/^[\d,]+/)[0].replace(",", ""));
    assert.equal(await page.locator(".perhaps .faults > li").count(), many);
  };
  await onFaults(work, { tickets: 12_000 });
});

test("a phone shows all of it", async () => {
  const work = async (page) => {
    await fault(page, "LP-L3-1").locator("summary").click();
    await fault(page, "LP-L3-1").getByText("A problem record to begin with").waitFor();
    await page.waitForFunction(() => document.documentElement.scrollWidth <= 390);
  };
  await onFaults(work, { viewport: { width: 390, height: 844 } });
});
