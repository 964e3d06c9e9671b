// The browser extension in Request Tracker, under a policy that lets the page itself run no WebAssembly.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import { buildPlugin } from "../../www/plugin/build.mjs";
import { ensureChromium } from "../browser/chromium.mjs";
import { eventually } from "../eventually.mjs";
import { openDesk } from "./desk.mjs";
import { PanelOnPage } from "./panel.mjs";
import { customField, openForm, read, submit } from "./request-tracker/drive.mjs";
import { startRequestTracker } from "./request-tracker/start.mjs";

const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; frame-src 'none'; worker-src 'none'";
const desk = await openDesk("request-tracker", (extension) => startRequestTracker({ extension }));
const options = { skip: desk === undefined };
const folder = mkdtempSync(path.join(tmpdir(), "andon-extension-"));
const browser = desk && (await withExtension(await unpacked()));
after(async () => {
  await browser?.close();
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The built extension, allowed for this machine from the start: nobody is here to answer the browser's question. */
async function unpacked() {
  const built = await buildPlugin({ desks: ["browser-extension"] });
  const copy = path.join(folder, "extension");
  cpSync(built["browser-extension"], copy, { recursive: true });
  const file = path.join(copy, "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  const scripts = [{ matches: ["http://127.0.0.1/*"], js: ["content.js"], run_at: "document_idle" }];
  writeFileSync(file, JSON.stringify({ ...manifest, content_scripts: scripts }));
  return copy;
}

async function withExtension(extension) {
  const args = [
    "--headless=new",
    "--no-sandbox",
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
  ];
  return chromium.launchPersistentContext(path.join(folder, "profile"), {
    executablePath: await ensureChromium(),
    // Playwright's own arguments switch extensions off.
    ignoreDefaultArgs: ["--disable-extensions"],
    args,
    locale: "en-GB",
    viewport: { width: 1600, height: 900 },
  });
}

async function formWithFrame() {
  const page = await browser.newPage();
  await browser.clearCookies();
  await page.route(/\/Ticket\/Create\.html|\/static\//, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
  });
  await openForm(page, desk.host);
  await page.locator("#andon-frame").waitFor();
  const frame = await (await page.locator("#andon-frame").elementHandle()).contentFrame();
  return { page, frame, panel: new PanelOnPage(frame) };
}

test("where the page may not run it, the extension's own frame does", options, async () => {
  const { page, frame, panel } = await formWithFrame();
  const inPage = new PanelOnPage({ locator: (selector) => page.locator(selector) });
  assert.match(await inPage.refused(), /content policy forbids WebAssembly/);
  await panel.decided();
  await page.locator("input[name=Subject]").pressSequentially("SAP geht nicht, Linie 4 steht", { delay: 20 });
  await panel.priority("P1");
  for (const label of ["Plant", "Line", "System", "Production stopped"]) await panel.apply(label);
  await panel.find("Users blocked");
  await page.keyboard.type("12");
  const choices = frame.locator("#mapping");
  await choices.locator("summary").click();
  await eventually(async () =>
    assert.equal(await choices.locator("[data-key=system] option:checked").innerText(), "System"),
  );
  const ticket = await read(desk.host, `ticket/${await submit(page)}`);
  const filled = ticket.CustomFields.filter(({ values }) => values.length > 0);
  const said = Object.fromEntries(filled.map(({ name, values }) => [name, values[0]]));
  assert.deepEqual(said, {
    Plant: "MTY",
    Line: "MTY-L4",
    System: "ERP",
    "Production stopped": "yes",
    "Users blocked": "12",
  });
  await page.close();
});

test("which field is which is the user's to choose, and is kept", options, async () => {
  const first = await formWithFrame();
  await first.panel.decided();
  await first.frame.locator("#mapping summary").click();
  await first.frame.locator("#mapping [data-key=system]").selectOption("");
  await customField(first.page, "System").locator("select").selectOption("ERP");
  await first.page.locator("input[name=Subject]").fill("nothing works");
  await first.page.close();
  const second = await formWithFrame();
  await second.panel.decided();
  await second.frame.locator("#mapping summary").click();
  await eventually(async () => assert.equal(await second.frame.locator("#mapping [data-key=system]").inputValue(), ""));
  await second.page.close();
});
