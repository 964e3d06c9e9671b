// The apps for desks that run elsewhere, against what their vendors publish: Atlassian's validator, policy and bridge,
// Zendesk's SDK. The desks around them are stand-ins.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { after, test } from "node:test";
import { rolldown } from "rolldown";
import { buildPlugin } from "../../www/plugin/build.mjs";
import { launch } from "../browser/chromium.mjs";
import { eventually } from "../eventually.mjs";
import { nodePackages, Unavailable } from "./host.mjs";
import { PanelOnPage } from "./panel.mjs";
import { bridge } from "./vendors/jira-bridge.mjs";
import { parent } from "./vendors/zendesk-parent.mjs";

const PACKAGES = [
  "@forge/bridge@7.2.0",
  "@forge/csp@6.3.2",
  "@forge/manifest@13.7.0",
  "cheerio@1",
  "tslib@2",
  "typescript@5",
  "zendesk_app_framework_sdk@2.0.11",
];
const STANDING = "SAP geht nicht, Linie 4 steht";
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

let absent = false;
const vendors = await nodePackages("vendors", PACKAGES).catch((error) => {
  if (!(error instanceof Unavailable) || process.env.CI) throw error;
  absent = `the vendors' packages cannot be had: ${error.message}`;
});
const options = { skip: absent };
const built = await buildPlugin({ desks: ["zendesk", "jira-forge", "servicenow"] });
const require = createRequire(path.join(vendors ?? ".", "package.json"));
const browser = await launch();
const servers = [];
after(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

/** Serves a folder; `extra` are files that are not in it. */
async function serving(folder, { policy, extra = {} } = {}) {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    if (policy) response.setHeader("content-security-policy", policy);
    response.setHeader("content-type", TYPES[path.extname(pathname)] ?? "text/html");
    try {
      response.end(extra[pathname] ?? readFileSync(path.join(folder, pathname)));
    } catch {
      response.writeHead(404).end();
    }
  });
  servers.push(server);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

async function bundle(input, format, name) {
  const made = await rolldown({
    input,
    resolve: { modules: [path.join(vendors, "node_modules")] },
    logLevel: "silent",
  });
  const { output } = await made.generate({ format, name, entryFileNames: "binding.js", chunkFileNames: "[name].js" });
  await made.close();
  return Object.fromEntries(output.map(({ fileName, code }) => [`/${fileName}`, code]));
}

/** The policy that Atlassian's own code puts on a Custom UI with these permissions. */
function forgePolicy(scripts) {
  const { CSPProcessingService, CSPInjectionService } = require("@forge/csp");
  const quiet = { info() {}, warn() {}, error() {}, debug() {} };
  const page = readFileSync(path.join(built["jira-forge"], "static", "main", "index.html"), "utf8");
  const details = new CSPProcessingService(quiet, require("cheerio").load).getCspDetails(page, {
    content: { scripts },
  });
  const where = { microsEnv: "prod", hostname: "https://example.atlassian.net" };
  return new CSPInjectionService().getInjectableCSP({ existingCSPDetails: details, ...where }).join("; ");
}

async function forgeApp(scripts) {
  const extra = await bundle(path.join(built["jira-forge"], "src", "binding.js"), "esm");
  const url = await serving(path.join(built["jira-forge"], "static", "main"), { policy: forgePolicy(scripts), extra });
  const page = await browser.newPage();
  await page.addInitScript(bridge);
  await page.goto(`${url}/index.html`);
  return { page, panel: new PanelOnPage(page) };
}

test("Atlassian's validator takes the Forge app's manifest, and no 'wasm-unsafe-eval'", options, async () => {
  const { validate } = require("@forge/manifest");
  const before = process.cwd();
  process.chdir(built["jira-forge"]);
  const { success, errors = [] } = await validate();
  process.chdir(before);
  assert.deepEqual([success, errors.filter(({ level }) => level === "error")], [true, []]);
  const { CSPProcessingService } = require("@forge/csp");
  const quiet = { info() {}, warn() {}, error() {}, debug() {} };
  const refused = (scripts) =>
    new CSPProcessingService(quiet, require("cheerio").load).getInvalidCspPermissions({ scripts });
  assert.equal(refused(["unsafe-eval"]).length, 0);
  assert.equal(refused(["wasm-unsafe-eval"]).length, 1);
});

test(
  "under Atlassian's policy with 'unsafe-eval' the panel decides on an issue and writes to it",
  options,
  async () => {
    const { page, panel } = await forgeApp(["unsafe-eval"]);
    await panel.decided();
    await page.evaluate((summary) => window.edit({ summary }), STANDING);
    await panel.priority("P1");
    await panel.apply("Priority");
    await panel.apply("Line");
    await eventually(async () => {
      const issue = await page.evaluate(() => window.issue);
      assert.deepEqual([issue.priority, issue.customfield_10030], [{ name: "Highest" }, { value: "MTY-L4" }]);
    });
  },
);

test("under Atlassian's policy without it the panel says so", options, async () => {
  const { panel } = await forgeApp([]);
  assert.match(await panel.refused(), /content policy forbids WebAssembly/);
});

test("in Zendesk's sidebar the panel follows the ticket and sets what is applied", options, async () => {
  const sdk = await bundle(require.resolve("zendesk_app_framework_sdk"), "iife", "ZAFClient");
  const html = readFileSync(path.join(built.zendesk, "assets", "iframe.html"), "utf8");
  // The SDK comes from Zendesk's own address; here from the package.
  const extra = {
    "/zaf.js": sdk["/binding.js"],
    "/assets/iframe.html": html.replace(/https:[^"]*zaf_sdk[^"]*/, "/zaf.js"),
  };
  const app = await serving(built.zendesk, { extra });
  const around = await serving(".", { extra: { "/": "<!doctype html><body>" } });
  const page = await browser.newPage();
  await page.goto(around.replace("127.0.0.1", "localhost"));
  await page.evaluate(parent, app);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  const panel = new PanelOnPage(frame);
  await panel.decided();
  await page.evaluate((subject) => window.edit("ticket.subject", subject), STANDING);
  await panel.priority("P1");
  await panel.apply("Priority");
  await panel.apply("Line");
  await eventually(async () => {
    const ticket = await page.evaluate(() => window.ticket);
    const held = [ticket["ticket.priority"], ticket["ticket.customField:custom_field_1"]];
    assert.deepEqual(held, ["urgent", "line_mty_l4"]);
  });
});

test("from a frame of ServiceNow's incident form the panel reads and writes the form around it", options, async () => {
  const form = `<!doctype html><html lang="en"><form name="incident.do">
    <input name="incident.short_description"><textarea name="incident.description"></textarea><input name="incident.u_line">
    <select name="incident.impact"><option value="1">1 - High<option value="2">2 - Medium<option value="3" selected>3 - Low</select>
    <select name="incident.urgency"><option value="1">1 - High<option value="2">2 - Medium<option value="3" selected>3 - Low</select>
    </form><iframe src="/andon.html" width="400" height="700"></iframe>`;
  const url = await serving(built.servicenow, { extra: { "/incident.html": form } });
  const page = await browser.newPage();
  await page.goto(`${url}/incident.html`);
  const panel = new PanelOnPage(await (await page.waitForSelector("iframe")).contentFrame());
  await panel.decided();
  await page.locator("[name='incident.short_description']").pressSequentially(STANDING);
  await panel.priority("P1");
  await panel.apply("Line");
  await panel.apply("Impact");
  const held = (name) => page.locator(`[name='incident.${name}']`).inputValue();
  await eventually(async () => assert.deepEqual([await held("u_line"), await held("impact")], ["MTY-L4", "1"]));
});
