// Where WebAssembly may run under a page's content policy, and that the panel finds the place or says plainly that
// there is none.

import assert from "node:assert/strict";
import path from "node:path";
import { after, test } from "node:test";
import { build } from "../../pkg/build/build.mjs";
import { root } from "../../pkg/build/console.mjs";
import { bundleOf } from "../../www/plugin/build.mjs";
import { serve } from "../../www/serve.mjs";
import { launch } from "../browser/chromium.mjs";
import { policyFiles } from "../suite.mjs";
import { PanelOnPage } from "./panel.mjs";
import { FRAME, WORKER } from "./policies/places.mjs";

await build();
const FOLDERS = [
  ["/andon/", path.join(root, "pkg", path.sep)],
  ["/desk/", path.join(root, "tests", "hosts", "policies", path.sep)],
  ["/", path.join(root, "www", path.sep)],
];
const desk = await serve({ port: 0, folders: FOLDERS });
const elsewhere = await serve({ port: 0, folders: FOLDERS });
const other = elsewhere.url.replace("127.0.0.1", "localhost");
const browser = await launch();
after(async () => {
  await browser.close();
  desk.server.close();
  elsewhere.server.close();
});

const NO_WASM = "default-src 'self'; script-src 'self' 'unsafe-inline'; worker-src 'self' blob:; frame-src * blob:";
const PIECES = {
  "/desk/policy.json": ["application/json", await bundleOf(path.join(root, "tests", "policies", "workshop"))],
  "/try/worker.js": ["text/javascript", WORKER],
  "/try/frame.html": ["text/html", FRAME],
};

/** Opens an address; `policies` says which addresses are served with which content policy. */
async function under(policies, address, work) {
  const page = await browser.newPage();
  await page.route("**", async (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const [contentType, body] = PIECES[pathname] ?? [];
    const response = body === undefined ? await route.fetch() : undefined;
    const policy = policies.find(([part]) => pathname.includes(part) || searchParams.has(part))?.[1];
    const headers = { ...(response?.headers() ?? { "content-type": contentType }) };
    if (policy) headers["content-security-policy"] = policy;
    await route.fulfill({ response, body, headers });
  });
  await page.goto(`${desk.url}${address}`);
  await work(page);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.close();
}

test("a page's policy binds whatever inherits it, and nothing that has an answer of its own", async () => {
  const strict = [
    ["form.html", NO_WASM],
    ["strict", NO_WASM],
  ];
  await under(strict, "desk/form.html", async (page) => {
    const found = await page.evaluate(
      async ([addresses]) => (await import("/desk/places.mjs")).places(addresses),
      [
        {
          workers: { "worker file": "/try/worker.js", "worker file with the policy": "/try/worker.js?strict" },
          frames: {
            "frame of the desk": "/try/frame.html",
            "frame of the desk with the policy": "/try/frame.html?strict",
            "frame from elsewhere": `${other}try/frame.html`,
          },
        },
      ],
    );
    console.table(found);
    assert.deepEqual(found, {
      page: "CompileError",
      "blob worker": "CompileError",
      "srcdoc frame": "CompileError",
      "sandboxed srcdoc frame": "CompileError",
      "blob frame": "CompileError",
      "worker file": "works",
      "worker file with the policy": "CompileError",
      "frame of the desk": "works",
      "frame of the desk with the policy": "CompileError",
      "frame from elsewhere": "works",
    });
  });
});

const ALLOWS = "script-src 'self' 'wasm-unsafe-eval'";
const CASES = {
  "no policy": [[], "page"],
  "a page without WebAssembly, files without a policy": [[["form.html", NO_WASM]], "worker"],
  "'wasm-unsafe-eval' everywhere": [[["", `default-src 'self'; ${ALLOWS}`]], "page"],
  "'wasm-unsafe-eval' and no workers": [[["form.html", `${ALLOWS}; worker-src 'none'`]], "page"],
  "no WebAssembly in page and worker": [
    [
      ["form.html", NO_WASM],
      ["worker.mjs", NO_WASM],
    ],
    "frame",
  ],
  "no workers, no WebAssembly in the page": [[["form.html", `${NO_WASM.replace("'self' blob:", "'none'")}`]], "frame"],
};

for (const [name, [policies, place]] of Object.entries(CASES)) {
  test(`${name}: the engine runs in the ${place}`, async () => {
    await under(policies, "desk/form.html", async (page) => {
      const panel = new PanelOnPage(page);
      assert.equal(await panel.decided(), place);
      await page.getByLabel("Subject").fill("SAP down, line 4 stopped");
      await page.locator("andon-panel .suggestions li").first().waitFor();
    });
  });
}

const FILES = { contentType: "application/json", body: JSON.stringify(policyFiles("tests/policies/workshop")) };

for (const [places, place] of [
  ["", "worker"],
  ["page", "page"],
  ["frame", "frame"],
]) {
  test(`a policy in files is compiled, ${places === "" ? "by itself in a worker" : `if asked in the ${place}`}`, async () => {
    const page = await browser.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.route("**/desk/policy.json", (route) => route.fulfill(FILES));
    await page.goto(`${desk.url}desk/form.html${places && `?places=${places}`}`);
    assert.equal(await new PanelOnPage(page).decided(), place);
    assert.deepEqual(
      [asked.includes("/andon/web/andon_bg.wasm"), asked.some((name) => name.includes("runtime"))],
      [true, false],
    );
    await page.close();
  });
}

test("a frame from elsewhere serves where every answer of the desk forbids it", async () => {
  const policies = [
    ["frame.html", ""],
    ["plugin/frame.mjs", ""],
    ["", NO_WASM],
  ];
  const query = new URLSearchParams({ frame: `${other}plugin/frame.html` });
  await under(policies, `desk/form.html?${query}`, async (page) => {
    assert.equal(await new PanelOnPage(page).decided(), "frame");
  });
});

test("where nothing may run it, the panel says so in one sentence", async () => {
  await under([["", NO_WASM.replace("frame-src *", "frame-src 'none'")]], "desk/form.html", async (page) => {
    const said = await new PanelOnPage(page).refused();
    assert.match(said, /content policy forbids WebAssembly.*'wasm-unsafe-eval' in script-src/);
    await page.locator("andon-panel .priority:visible").waitFor({ state: "detached" });
  });
});
