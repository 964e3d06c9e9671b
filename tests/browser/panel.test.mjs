// The panel by itself: by keyboard, for ears, in the desk's colours, and under hostile tickets.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { bundleOf } from "../../www/plugin/build.mjs";
import { PanelOnPage } from "../hosts/panel.mjs";
import { site } from "./site.mjs";

const { url, browser } = await site([
  ["/andon/", path.join(root, "pkg", path.sep)],
  ["/desk/", path.join(root, "tests", "hosts", "policies", path.sep)],
  ["/", path.join(root, "www", path.sep)],
]);
const STANDING = "SAP geht nicht, Linie 4 steht";
const RULES = await bundleOf(path.join(root, "rules", "manufacturing"));

/** Opens the smallest desk and waits for the first decision. */
async function onForm(work, { rules = RULES, majors, until = (panel) => panel.decided() } = {}) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.route("**/desk/policy.json", (route) => route.fulfill({ contentType: "application/json", body: rules }));
  if (majors) await page.route("**/desk/majors", (route) => majors(route, route.request().postDataJSON()));
  await page.goto(`${url}desk/form.html${majors ? "?majors" : ""}`);
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
    // By the time that an image of our own has failed to come, so would one of the ticket's.
    await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.own = 1">'));
    await page.waitForFunction(() => window.own === 1);
    const seen = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("andon-panel");
      return [window.ran, shadowRoot.querySelectorAll("img, svg, script").length];
    });
    assert.deepEqual(seen, [undefined, 0]);
  });
});

const SUGGESTED = {
  id: "M-1",
  state: "suggested",
  tickets: ["41", "42", "43", "44", "45", "46"],
  elsewhere: 2,
  scope: { level: "plant", plants: ["MTY"], areas: [], lines: ["MTY-L4"], systems: ["ERP"] },
  evidence: { text: "8 independent reports <b>where 0.4</b> are usual" },
  recommendation: "call the incident manager",
  plan: null,
};

/** A desk that knows of one major incident, and does what it is told; `heard` is what. */
function desk({ mayJudge = true, isDeaf = () => false } = {}) {
  const heard = [];
  let majors = [SUGGESTED];
  const answer = (route, { id, say }) => {
    if (say && isDeaf()) return route.fulfill({ status: 503 });
    if (say) heard.push({ id, say });
    if (say === "confirm") majors = [{ ...SUGGESTED, state: "confirmed", plan: { message: "line 4 stands" } }];
    if (say === "dismiss" || say === "resolve") majors = [];
    return route.fulfill({ json: { majors, mayJudge } });
  };
  return { heard, answer };
}

const button = (page, name) => page.locator("andon-panel #major").getByRole("button", { name });

test("a suggested major incident is shown with its evidence, confirmed and ended by an agent", async () => {
  const { heard, answer } = desk();
  const work = async (page, panel) => {
    await page.locator("andon-panel #major").waitFor({ state: "hidden" });
    await page.getByLabel("Subject").fill(STANDING);
    await panel.says(
      "major",
      /8 tickets look like one outage.*<b>where 0.4<\/b>.*ERP, MTY-L4.*incident manager.*and 3 more/,
    );
    await button(page, "It is one").focus();
    await page.keyboard.press("Enter");
    await panel.says("major", /Confirmed, with 8 tickets so far.*line 4 stands/);
    await button(page, "It is over").click();
    await page.locator("andon-panel #major").waitFor({ state: "hidden" });
    assert.deepEqual(heard, [
      { id: "M-1", say: "confirm" },
      { id: "M-1", say: "resolve" },
    ]);
  };
  await onForm(work, { majors: answer });
});

test("who may not judge a major incident only sees it, and a word that is lost is said to be", async () => {
  const onlySees = async (page, panel) => {
    await page.getByLabel("Subject").fill(STANDING);
    await panel.says("major", /8 tickets/);
    assert.equal(await page.locator("andon-panel #major button").count(), 0);
  };
  await onForm(onlySees, { majors: desk({ mayJudge: false }).answer });
  let isDeaf = true;
  const { heard, answer } = desk({ isDeaf: () => isDeaf });
  const isNotHeard = async (page, panel) => {
    await page.getByLabel("Subject").fill(STANDING);
    await button(page, "It is none").click();
    await panel.says("major", /This was not heard/);
    isDeaf = false;
    await button(page, "It is none").click();
    await page.locator("andon-panel #major").waitFor({ state: "hidden" });
    assert.deepEqual(heard, [{ id: "M-1", say: "dismiss" }]);
  };
  await onForm(isNotHeard, { majors: answer });
});

test("a major incident elsewhere is not this ticket's", async () => {
  const elsewhere = { ...SUGGESTED, scope: { ...SUGGESTED.scope, systems: ["MES"] } };
  const answer = (route) => route.fulfill({ json: { majors: [elsewhere], mayJudge: true } });
  const work = async (page, panel) => {
    await page.getByLabel("Subject").fill(STANDING);
    await panel.priority("P1");
    await page.locator("andon-panel #major").waitFor({ state: "hidden" });
  };
  await onForm(work, { majors: answer });
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
