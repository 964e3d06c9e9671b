// What every test of a desk needs: the desk or a reason why not, a browser, a page that has to stay free of errors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { buildPlugin } from "../../www/plugin/build.mjs";
import { launch } from "../browser/chromium.mjs";
import { Unavailable } from "./host.mjs";
import { PanelOnPage } from "./panel.mjs";

/**
 * Starts a desk with the plugin in it. A desk that cannot be had skips its tests, but in continuous integration fails.
 * @param {string} name the desk
 * @param {(folder: string) => Promise<{ url: string, stop: () => Promise<void> }>} start
 * @returns {Promise<Desk | undefined>}
 */
export async function openDesk(name, start) {
  const { [name]: folder } = await buildPlugin({ desks: [name] });
  const began = Date.now();
  try {
    const host = await start(folder);
    console.log(`${name} is up after ${((Date.now() - began) / 1000).toFixed(1)} s`);
    return new Desk(host, await launch());
  } catch (error) {
    if (!(error instanceof Unavailable) || process.env.CI) throw error;
    test(name, { skip: error.message }, () => {});
    return undefined;
  }
}

class Desk {
  host;
  #browser;

  constructor(host, browser) {
    this.host = host;
    this.#browser = browser;
  }

  /**
   * Does `work` on a page of its own, which must not throw.
   * @param {(page: import("playwright-core").Page, panel: PanelOnPage) => Promise<void>} work
   * @param {{ headers?: Record<string, string>, ignore?: RegExp, locale?: string }} [options] `headers` for every page
   *   of the desk, as a reverse proxy would add them; errors that are the desk's own to ignore
   */
  async onPage(work, { headers, ignore, locale = "en-GB", viewport = { width: 1280, height: 900 } } = {}) {
    const context = await this.#browser.newContext({ locale, viewport });
    const page = await context.newPage();
    const errors = [];
    const said = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => said.push(message.text()));
    if (headers) await page.route("**", (route) => withHeaders(route, headers));
    await work(page, new PanelOnPage(page)).catch((error) => {
      // What went wrong in the page is not in what did not happen here.
      console.log([`at ${page.url()}`, ...errors, ...said].join("\n"));
      throw error;
    });
    assert.deepEqual(
      errors.filter((message) => !ignore?.test(message)),
      [],
    );
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  }

  async close() {
    await this.#browser.close();
    await this.host.stop();
  }
}

/** Only documents: scripts, workers and frames of the plugin come with what the desk sends. */
async function withHeaders(route, headers) {
  const request = route.request();
  const isPage = request.resourceType() === "document" && request.frame().parentFrame() === null;
  if (!isPage || request.method() !== "GET") return route.continue();
  const response = await route.fetch({ maxRedirects: 0 });
  return route.fulfill({ response, headers: { ...response.headers(), ...headers } });
}
