// The what-if page in headless Chromium: edit a rule and see what it would have done, under the strictest content policy.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { root } from "../../pkg/build/console.mjs";
import { eventually } from "../eventually.mjs";
import { site, strictly } from "./site.mjs";

const REAL = path.join(root, "..", "shared", "data", "incidents", "tickets_manufacturing.csv.gz");
/** A rule that many tickets of the sample meet, and another priority for it. */
const FILE = "62-priority-floor";
const RULE = "label-printer-on-line";

const here = await site();

/** Opens the page on so many tickets of the sample, waits until they are decided and does `work` there. */
const onPage = (work, { tickets = 400, hash = `#tickets=${tickets}`, ...options } = {}) =>
  strictly(
    here,
    async (page) => {
      await page.goto(`${here.url}${hash}`);
      await decided(page);
      await work(page);
    },
    { viewport: { width: 1400, height: 900 }, ...options },
  );

/** Waits until all tickets have been decided by what the editor holds. */
const decided = (page) => page.locator(".consequences[data-state=whole]").waitFor({ state: "attached" });

/** Puts the cursor behind the priority of a rule and types another. */
async function setPriority(page, rule, digit) {
  await page.getByRole("tab", { name: FILE }).click();
  const line = await eventually(async () => {
    const lines = await page.locator(".cm-line").allInnerTexts();
    const at = lines.findIndex((text) => text.includes(`rule("${rule}"`));
    assert.ok(at >= 0, `the editor does not show ${rule}`);
    return at + lines.slice(at).findIndex((text) => /priority: "P\d"/.test(text));
  });
  await page.locator(".cm-line").nth(line).click();
  await page.keyboard.press("Home");
  for (let step = 0; step < 'priority: "P'.length; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Delete");
  await page.keyboard.type(String(digit));
}

/** Waits until the page says this. */
const says = (page, selector, pattern) =>
  eventually(async () => assert.match(await page.locator(selector).innerText(), pattern));

const raised = (page) => page.locator(".matrix [data-kind=raised]").first().waitFor();

test("a rule is edited and the flows change", async () => {
  await onPage(async (page) => {
    await says(page, ".sums", /^0 /);
    await setPriority(page, RULE, 1);
    await raised(page);
    await decided(page);
    await eventually(async () =>
      assert.match(await page.locator(".sankey svg").getAttribute("aria-label"), /\d+ from P2 to P1/),
    );
    await says(page, "#escalation, #escalations", /line-stands/);
    await page.locator(".delay:not(:empty)").waitFor();
    const times = await page.evaluate(() => performance.getEntriesByType("measure").map(({ duration }) => duration));
    console.log(
      `key press to drawn difference, 400 tickets: ${times.map((time) => `${time.toFixed(0)} ms`).join(", ")}`,
    );
    await page.getByRole("button", { name: "Take back" }).click();
    await page.locator(".sums", { hasText: /^0 / }).waitFor();
  });
});

test("a change that leads nowhere yet is marked where it is, and the last answer stays", async () => {
  await onPage(async (page) => {
    await setPriority(page, RULE, 9);
    await page.locator(".consequences[data-state=refused]").waitFor();
    await page.locator(".standing", { hasText: "does not compile: one problem" }).waitFor();
    await says(page, ".wrong-list", /62-priority-floor\.rhai:\d+/);
    await page.locator(".cm-lintRange-error").first().waitFor();
    await page.keyboard.press("Backspace");
    await page.keyboard.type("3");
    await page.locator(".matrix [data-kind=lowered]").first().waitFor();
    await page.locator(".cm-lintRange-error").waitFor({ state: "detached" });
  });
});

test("the editor completes fields, values and words, and says what they mean", async () => {
  await onPage(async (page) => {
    await page.getByRole("tab", { name: FILE }).click();
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("ru");
    await page.locator(".cm-tooltip-autocomplete", { hasText: "rule" }).waitFor();
    await page.keyboard.type('le("new", #{ when: |t| t.users_b');
    await page.locator(".cm-tooltip-autocomplete", { hasText: "users_blocked" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("tab", { name: FILE }).focus();
    await page.locator(".cm-line span", { hasText: "is_failure" }).first().hover();
    await page.locator(".meaning", { hasText: "60-priority-frame.rhai" }).waitFor();
  });
});

test("a changed ticket is opened, both ways, with its clocks", async () => {
  await onPage(async (page) => {
    await setPriority(page, RULE, 1);
    await raised(page);
    await decided(page);
    await page.locator(".change").first().click();
    await page.locator(".parting", { hasText: "Priority" }).waitFor();
    await page.locator(".priority", { hasText: "P1" }).waitFor();
    await says(page, "#accounts", /response.*counted/s);
    await page.getByRole("button", { name: "As it was" }).click();
    await page.locator(".priority", { hasText: "P2" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".consequences").waitFor();
  });
});

test("a ticket says which conditions held, and what would have made it another priority", async () => {
  await onPage(async (page) => {
    await setPriority(page, RULE, 1);
    await raised(page);
    await decided(page);
    await page.locator(".change").first().click();
    const asked = page.locator("#considered details", { hasText: RULE });
    await asked.locator(".conditions [data-truth=true]").first().waitFor();
    const wanted = page.locator("#wanted");
    await wanted.getByLabel("It should have been").selectOption({ label: "P2" });
    await wanted.getByText("What stands in the way").waitFor();
    await wanted.locator("li", { hasText: `${RULE} says P1` }).waitFor();
    await wanted.getByText(/changed tickets were decided/).waitFor();
    await page.getByRole("button", { name: "As it was" }).click();
    await wanted.getByText("It is decided so.").waitFor();
  });
});

test("the address holds the edits", async () => {
  await onPage(async (page) => {
    await setPriority(page, RULE, 1);
    await raised(page);
    await page.waitForFunction(() => location.hash.includes("edits="));
    await page.reload();
    await raised(page);
    await page.getByRole("tab", { name: "62-priority-floor (edited)", selected: true }).waitFor();
  });
});

test("differences and policy are handed out", async () => {
  await onPage(async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await setPriority(page, RULE, 1);
    await raised(page);
    await decided(page);
    const handed = async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
    };
    const csv = await handed("CSV");
    assert.match(csv.text, /^index,id,aspects,before priority,.*\r\n\d+,INC-\d+,priority/);
    const json = JSON.parse((await handed("JSON")).text);
    assert.equal(json.changes.length, json.changed);
    assert.equal(csv.text.trim().split("\r\n").length, json.changed + 1);
    assert.match((await handed("Policy")).text, /rule\("label-printer-on-line"/);
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await page.getByText("copied").waitFor();
    assert.match(
      await page.evaluate(() => navigator.clipboard.readText()),
      /^## manufacturing: \d+ of 400 tickets change/,
    );
  });
});

test("a table becomes tickets by a mapping that the form guesses", async () => {
  await onPage(async (page) => {
    const table = [
      "Number;Opened;Short description;Location",
      "A-1;02.03.2026 09:00;SAP geht nicht, Linie 4 steht;MTY",
      "A-2;someday;no date;MTY",
      "A-3;02.03.2026 10:30;Laptop is slow;MTY",
      "A-4;02.03.2026 10:45;a cell too few",
    ].join("\r\n");
    const file = { name: "export.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
    await page.locator("#open-tickets").setInputFiles(file);
    await page.locator(".mapping-check", { hasText: '"subject": "SAP geht nicht' }).waitFor();
    await page.getByRole("button", { name: "Read the tickets" }).click();
    await page.locator(".source-said", { hasText: "2 tickets of export.csv, 2 rows could not be read" }).waitFor();
    await decided(page);
  });
});

const absent = existsSync(REAL) ? false : `the real tickets are not here: ${path.relative(root, REAL)}`;
if (absent) console.log(absent);
test("the real tickets of a manufacturer are read, and an edit changes their flows", { skip: absent }, async () => {
  await onPage(
    async (page) => {
      const buffer = gunzipSync(readFileSync(REAL));
      await page.locator("#open-tickets").setInputFiles({ name: "tickets.csv", mimeType: "text/csv", buffer });
      await page.getByRole("button", { name: "Read the tickets" }).click();
      await page.locator(".source-said", { hasText: "5,100 tickets of tickets.csv" }).waitFor();
      await page.locator(".standing", { hasText: "5,100 tickets are decided" }).waitFor({ timeout: 120_000 });
      await setPriority(page, "floor-terminal-down", 1);
      await raised(page);
      await page.locator(".standing", { hasText: "all 5,100 decided" }).waitFor({ timeout: 120_000 });
      const times = await page.evaluate(() => performance.getEntriesByType("measure").map(({ duration }) => duration));
      console.log(
        `key press to drawn difference, 5,100 real tickets: ${times.map((time) => `${time.toFixed(0)} ms`).join(", ")}`,
      );
    },
    { tickets: 50 },
  );
});

test("a phone shows all of it, one below the other", async () => {
  await onPage(
    async (page) => {
      await setPriority(page, RULE, 1);
      await raised(page);
      await page.waitForFunction(() => document.documentElement.scrollWidth <= 390);
    },
    { viewport: { width: 390, height: 844 } },
  );
});
