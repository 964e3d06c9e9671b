// Takes the picture of the replay for docs/watch.md; the page has to be built (node pkg/build/page.mjs).
//
//     node tests/browser/picture.mjs docs/replay.png

import { serve } from "../../www/serve.mjs";
import { launch } from "./chromium.mjs";

const [path] = process.argv.slice(2);
const { server, url } = await serve({ port: 0 });
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 }, colorScheme: "light" });
  await page.goto(url);
  await page.getByRole("tab", { name: "Outages, replayed" }).click();
  await page.locator(".replay[data-state=ready][data-day]").waitFor({ timeout: 300_000 });
  await page.locator(".lane rect[data-member]").first().waitFor({ state: "attached" });
  await page.locator(".replay .panel", { has: page.locator(".lanes") }).screenshot({ path });
} finally {
  await browser.close();
  server.close();
}
