// Builds the page: www/ -> www/dist/page.
//
//     node pkg/build/page.mjs          builds once
//     node pkg/build/page.mjs --watch  builds with every change

import path from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle } from "vite";
import { build } from "./build.mjs";
import { main, root, say } from "./console.mjs";

const configFile = path.join(root, "www", "vite.config.mjs");

/** Bundles the page and the package it imports; the package has to be built. */
export async function buildPage({ watch = false } = {}) {
  const started = Date.now();
  await bundle({ configFile, logLevel: "warn", build: { watch: watch ? {} : null } });
  say(`built www/dist/page in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await build();
    await buildPage({ watch: process.argv.includes("--watch") });
  });
}
