// A Chromium to test in: the one named, the one installed, or one fetched.

import { existsSync } from "node:fs";
import path from "node:path";
import { output, root, run, Stop, say } from "../../pkg/build/console.mjs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const MISSING = "no Chromium to test in: install chromium or Google Chrome, or name one in the variable CHROMIUM";

/** The path of a Chromium, if there is one. */
export async function findChromium() {
  const named = process.env.CHROMIUM;
  if (named && !existsSync(named)) throw new Stop(`CHROMIUM names \`${named}\`, which is not there`);
  if (named) return named;
  const { chromium } = await import("playwright-core");
  return [...PLACES, chromium.executablePath()].find((place) => existsSync(place));
}

/** The path of a Chromium; one is installed if there is none. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  await install().catch((error) => {
    if (!(error instanceof Stop)) throw error;
  });
  const installed = await findChromium();
  if (installed === undefined) throw new Stop(MISSING);
  return installed;
}

/** From Debian's packages where we may (containers, CI), else Playwright's own into its cache. */
async function install() {
  const mayInstall = process.getuid?.() === 0 && (await output("apt-get", ["--version"])) !== undefined;
  say("installing Chromium for the browser tests (once; about 150 MB)");
  if (mayInstall) {
    await run("apt-get", ["update", "-qq"]);
    return run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  }
  return run(process.execPath, [path.join(root, "node_modules", "playwright-core", "cli.js"), "install", "chromium"]);
}

/** Starts it without a window and without a life of its own. */
export async function launch() {
  const { chromium } = await import("playwright-core");
  const args = ["--no-sandbox", "--disable-background-networking"];
  return chromium.launch({ executablePath: await ensureChromium(), args });
}
