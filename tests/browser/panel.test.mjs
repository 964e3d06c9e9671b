// The panel by itself: by keyboard, for ears, in the desk's colours, and under hostile tickets.

import assert from "node:assert/strict";
import path from "node:path";
import { after, test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { bundleOf } from "../../www/plugin/build.mjs";
import { serve } from "../../www/serve.mjs";
import { PanelOnPage } from "../hosts/panel.mjs";
import { launch } from "./chromium.mjs";

const { server, url } = await serve({
  port: 0,
  folders: [
    ["/andon/", path.join(root, "pkg", path.sep)],
    ["/desk/", path.join(root, "tests", "hosts", "policies", path.sep)],
    ["/", path.join(root, "www", path.sep)],
  ],
});
const browser = await launch();
after(async () => {
  await browser.close();
  server.close();
});
const STANDING = "SAP geht nicht, Linie 4 steht";
const RULES = await bundleOf(path.join(root, "rules", "manufacturing"));

/** Opens the smallest desk and waits for the first decision. */
async function onForm(work, { rules = RULES, until = (panel) => panel.decided() } = {}) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.route("**/desk/policy.json", (route) => route.fulfill({ contentType: "application/json", body: rules }));
  await page.goto(`${url}desk/form.html`);
  const panel = new PanelOnPage(page);
  await until(panel);
  await work(page, panel);
  assert.deepEqual(errors, []);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.close();
}

/** Waits until what has the keyboard's focus within the panel says this: the form is set first, the panel drawn after. */
const focused = (page, text) =>
  page.waitForFunction(
    (text) => document.querySelector("andon-panel").shadowRoot.activeElement?.textContent === text,
    text,
    { timeout: 5_000 },
  );

test("everything can be done by keyboard, and the focus stays where it was", async () => {
  await onForm(async (page, panel) => {
    await page.getByLabel("Subject").fill(STANDING);
    await panel.priority("P1");
    await page.getByLabel("Priority").focus();
    await page.keyboard.press("Tab");
    await focused(page, "Apply Priority: P1");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.forms[0].elements.priority.value === "P1");
    await focused(page, "Undo Priority: P1");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.forms[0].elements.priority.value === "");
    await focused(page, "Apply Priority: P1");
  });
});

test("a screen reader is told once the typing rests, and not of every key", async () => {
  await onForm(async (page) => {
    await page.evaluate(() => {
      window.heard = [];
      const status = document.querySelector("andon-panel").shadowRoot.querySelector('[role="status"]');
      new MutationObserver(() => window.heard.push(status.textContent)).observe(status, { childList: true });
    });
    await page.getByLabel("Subject").pressSequentially(STANDING, { delay: 20 });
    await page.waitForFunction(() => window.heard.some((text) => text.startsWith("P1, ERP and MES operations")));
    assert.ok((await page.evaluate(() => window.heard.length)) <= 2);
    await page.getByRole("region", { name: "What the rules say" }).waitFor();
  });
});

test("a desk's own colours and font reach the panel", async () => {
  await onForm(async (page, panel) => {
    await page.getByLabel("Subject").fill(STANDING);
    await panel.priority("P1");
    const look = await page.evaluate(() => {
      const panel = document.querySelector("andon-panel");
      panel.style.setProperty("--andon-rank-0", "rgb(1, 2, 3)");
      panel.style.fontFamily = "monospace";
      const priority = getComputedStyle(panel.shadowRoot.querySelector(".priority"));
      return [priority.backgroundColor, priority.fontFamily];
    });
    assert.deepEqual(look, ["rgb(1, 2, 3)", "monospace"]);
  });
});

test("what a ticket says stays text, in every part of the panel", async () => {
  await onForm(async (page, panel) => {
    await page.getByLabel("Subject").fill(`<img src=x onerror="window.ran=1"><svg onload="window.ran=1"> ${STANDING}`);
    await panel.priority("P1");
    await page.waitForTimeout(200);
    const seen = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("andon-panel");
      return [window.ran, shadowRoot.querySelectorAll("img, svg, script").length];
    });
    assert.deepEqual(seen, [undefined, 0]);
  });
});

test("a policy that does not compile, and one that is not there, are each a sentence", async () => {
  const until = (panel) => panel.refused();
  const broken = JSON.stringify({ "a.rhai": "let x = ;" });
  const damaged = RULES.replace('"P1"', '"P9"');
  const says = (expected) => async (_, panel) => assert.match(await panel.refused(), expected);
  await onForm(says(/not loaded: they have \d+ problem/), { rules: broken, until });
  await onForm(says(/not loaded: they have \d+ problem/), { rules: damaged, until });
  await onForm(says(/could not be loaded/), { rules: "no JSON", until });
});
