// How the page is built: two documents, the engine in a worker, nothing that a strict content policy would refuse.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const inWww = (name) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  root: inWww("."),
  // The page may lie in any folder of a server.
  base: "./",
  worker: { format: "es" },
  build: {
    outDir: inWww("dist/page"),
    emptyOutDir: true,
    target: "es2022",
    // `data:` addresses and inline scripts are what the content policy forbids.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: [inWww("index.html"), inWww("ticket.html")] },
    chunkSizeWarningLimit: 1000,
  },
});
