// How long from a key press until the panel has changed and until it is painted, with the engine in each of its places;
// and what the plugin adds to a page.
//
//     node tests/bench/panel.mjs

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { root } from "../../pkg/build/console.mjs";
import { buildPlugin, bundleOf } from "../../www/plugin/build.mjs";
import { serve } from "../../www/serve.mjs";
import { launch } from "../browser/chromium.mjs";
import { PanelOnPage, share } from "../hosts/panel.mjs";

const TEXT =
  "SAP geht nicht, Linie 4 steht, alle Terminals eingefroren seit heute frueh um sechs, 12 Leute warten auf Auftraege. " +
  "Label printer on line 3 prints blank labels, shipping is blocked, the truck leaves at noon.";
const ROUNDS = 3;
/** Files that a page does not load when the engine runs in it. */
const ELSEWHERE = /^(frame|worker|compiler-)|-(client|compiler)\./;
const FOLDERS = [
  ["/andon/", path.join(root, "pkg", path.sep)],
  ["/desk/", path.join(root, "tests", "hosts", "policies", path.sep)],
  ["/", path.join(root, "www", path.sep)],
];

await weigh();
const body = await bundleOf(path.join(root, "rules", "manufacturing"));
const { server, url } = await serve({ port: 0, folders: FOLDERS });
const browser = await launch();
for (const place of ["worker", "page", "frame"]) await type(place);
await browser.close();
server.close();

async function type(place) {
  const changed = [];
  const painted = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await browser.newPage();
    await page.route("**/desk/policy.json", (route) => route.fulfill({ contentType: "application/json", body }));
    const began = Date.now();
    await page.goto(`${url}desk/form.html?places=${place}`);
    const panel = new PanelOnPage(page);
    await panel.decided();
    if (round === 0) console.log(`${place}: first decision ${Date.now() - began} ms after the page was asked for`);
    await page.evaluate(noteChanges);
    await page.getByLabel("Subject").pressSequentially(TEXT, { delay: 30 });
    changed.push(...(await page.evaluate(() => window.changes)));
    painted.push(...(await panel.times()));
    await page.close();
  }
  report(`${place}: key press to changed panel`, changed);
  report(`${place}: key press to painted panel`, painted);
}

/** Runs in the page. */
function noteChanges() {
  const panel = document.querySelector("andon-panel");
  const show = panel.show.bind(panel);
  let pressed;
  window.changes = [];
  const note = ({ timeStamp }) => {
    pressed ??= timeStamp;
  };
  // Before the form hears of it.
  addEventListener("input", note, { capture: true });
  panel.show = (view) => {
    show(view);
    if (pressed !== undefined) window.changes.push(performance.now() - pressed);
    pressed = undefined;
  };
}

function report(what, times) {
  times.sort((a, b) => a - b);
  console.log(`${what}: median ${share(times, 0.5)} ms, 95 % ${share(times, 0.95)} ms of ${times.length}`);
}

/** What a page with the plugin loads besides its own: as it lies there, and as a server could send it. */
async function weigh() {
  const built = (await buildPlugin({ desks: ["django-helpdesk"] }))["django-helpdesk"];
  const folder = path.join(built, "static", "andon");
  const loaded = readdirSync(folder).filter((name) => !ELSEWHERE.test(name));
  let [raw, sent] = [0, 0];
  for (const name of loaded) {
    const bytes = readFileSync(path.join(folder, name));
    const packed = brotliCompressSync(bytes).length;
    console.log(`${name.padEnd(20)} ${kilobytes(bytes.length)} ${kilobytes(packed)} brotli`);
    raw += bytes.length;
    sent += packed;
  }
  console.log(`${"together".padEnd(20)} ${kilobytes(raw)} ${kilobytes(sent)} brotli`);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}
