// npm test: every check, the quick ones first. The first that fails ends the run.

import { main, run, Stop, say, style } from "../pkg/build/console.mjs";
import { ensureDependencies, ensureRust } from "../pkg/build/setup.mjs";
import { ensureChromium } from "../tests/browser/chromium.mjs";

const CHECKS = [
  "biome",
  "format",
  "clippy",
  "clippy-wasm",
  "docs",
  "rust",
  "build",
  "size",
  "node",
  "types",
  "serve",
  "packaging",
  "browser",
  "hosts",
];

/** A check that hangs is to be named while somebody still waits for it. */
const MINUTES = 30;

await main(async () => {
  await ensureDependencies();
  await ensureRust();
  await ensureChromium();
  const times = [];
  for (const [at, name] of CHECKS.entries()) {
    say(style("bold", `check ${at + 1} of ${CHECKS.length}: ${name}`));
    const started = Date.now();
    await check(name);
    times.push(`${name} ${Math.round((Date.now() - started) / 1000)} s`);
  }
  say(`all ${CHECKS.length} checks passed: ${times.join(", ")}`);
});

async function check(name) {
  try {
    await run(process.execPath, [`.ci/${name}.mjs`], { minutes: MINUTES });
  } catch (error) {
    if (error instanceof Stop)
      throw new Stop(`check \`${name}\` failed, or took ${MINUTES} minutes; \`node .ci/${name}.mjs\` runs it alone`);
    throw error;
  }
}
