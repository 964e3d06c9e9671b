// The little server of `npm start`.

import assert from "node:assert/strict";
import { request } from "node:http";
import path from "node:path";
import { after, test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { serve } from "../../www/serve.mjs";

/** The page as it is written, so that this test needs no bundle. */
const folders = Object.entries({ "/andon/": "pkg", "/rules/": "rules", "/": "www" }).map(([prefix, folder]) => [
  prefix,
  path.join(root, folder, path.sep),
]);
const { server, url } = await serve({ port: 0, folders });
after(() => server.close());

/** Asks for a path as it is written, without the tidying that `fetch` does. */
function get(path) {
  return new Promise((resolve) => {
    request(url, { path }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, type: response.headers["content-type"] });
    }).end();
  });
}

test("WebAssembly has the type that lets a browser compile it while it loads", async () => {
  assert.deepEqual(await get("/andon/web/andon_bg.wasm"), { status: 200, type: "application/wasm" });
});

test("modules and policies have theirs", async () => {
  assert.match((await get("/andon/browser.mjs?again")).type, /^text\/javascript/);
  assert.match((await get("/rules/manufacturing/samples.ndjson")).type, /^application\/x-ndjson/);
});

test("a folder without a page of its own is the names of its files", async () => {
  const names = await (await fetch(`${url}rules/manufacturing/`)).json();
  assert.ok(names.includes("00-policy.rhai"));
  assert.deepEqual(names, [...names].sort());
  assert.match((await get("/")).type, /^text\/html/);
});

test("nothing outside the folders is served", async () => {
  for (const path of [
    "/../Cargo.toml",
    "/andon/../../Cargo.toml",
    "/andon/..%2f..%2fCargo.toml",
    "/%00",
    "/%zz",
    "//etc/passwd",
    "/andon/cli",
  ]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test("a port that is taken leads to the next", async () => {
  const port = Number(new URL(url).port);
  const second = await serve({ port, folders });
  assert.ok(Number(new URL(second.url).port) > port);
  second.server.close();
});
