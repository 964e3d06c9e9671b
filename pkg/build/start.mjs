// npm start: builds, decides the sample tickets in the terminal, bundles and serves the page.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { serve } from "../../www/serve.mjs";
import { build } from "./build.mjs";
import { main, root, run, Stop, say, style } from "./console.mjs";

const PACK = path.join("rules", "manufacturing");
const SAMPLES = path.join(PACK, "samples.ndjson");

await main(async () => {
  await build();
  await showSamples();
  // Vite is there only after the first run of `build` on a fresh machine.
  const { buildPage } = await import("./page.mjs");
  await buildPage();
  const { url } = await serve();
  say(`the page is at ${style("bold", url)} (Ctrl-C ends it)`);
});

/** Decides the samples as of the moment the last of them came in, as a desk would have seen them. */
async function showSamples() {
  if (!existsSync(path.join(root, SAMPLES))) throw new Stop(`${SAMPLES} is missing`);
  const tickets = readFileSync(path.join(root, SAMPLES), "utf8").trim().split("\n").map(JSON.parse);
  const now = new Date(Math.max(...tickets.map(({ openedAt }) => Date.parse(openedAt)))).toISOString();
  const command = ["decide", "--policy", PACK, "--now", now, "--format", "table", SAMPLES];
  say(`andon ${command.join(" ")}`);
  await run(process.execPath, [path.join("pkg", "cli.mjs"), ...command]);
}
