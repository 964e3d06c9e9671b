// A site of this repository's folders and a Chromium that looks at it, for as long as the tests of a file take.

import assert from "node:assert/strict";
import { after } from "node:test";
import { serve } from "../../www/serve.mjs";
import { launch } from "./chromium.mjs";

/** The page's own policy, sent for every file, so that it holds in workers too. */
const CONTENT_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'";

/**
 * Starts both; they end with the file's tests.
 * @param {[string, string][]} [folders] as `serve` takes them; without, the built page
 */
export async function site(folders) {
  const { server, url } = await serve({ port: 0, folders });
  const browser = await launch();
  after(async () => {
    await browser.close();
    server.close();
  });
  return { url, browser };
}

/**
 * Does `work` on a page under the strictest content policy, and holds it to no error and no foreign address.
 * @param {Awaited<ReturnType<typeof site>>} site
 * @param {(page: import("playwright-core").Page) => Promise<void>} work
 * @param {import("playwright-core").BrowserContextOptions & { files?: Record<string, string> }} [options]
 *   `files`: what is answered for a path in place of the file there
 */
export async function strictly({ url, browser }, work, { files = {}, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.route("**", (route) => answer(route, url, files));
  await work(page);
  assert.deepEqual(errors, []);
  // A worker may still be fetching.
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await context.close();
}

async function answer(route, url, files) {
  const address = route.request().url();
  assert.ok(address.startsWith(url), `${address} is not the page's own`);
  const body = files[new URL(address).pathname];
  if (body !== undefined) return route.fulfill({ body });
  const response = await route.fetch();
  const headers = { ...response.headers(), "content-security-policy": CONTENT_POLICY };
  return route.fulfill({ response, headers });
}
