// The TypeScript compiler as a judge.

import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "../../pkg/build/console.mjs";

const TSC = path.join(root, "node_modules", "typescript", "bin", "tsc");

/** What the compiler has against these files; nothing if they are sound. */
export function check(files, options, cwd = root) {
  const flags = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "false",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom",
    "--types",
    "",
  ];
  const { stdout, stderr } = spawnSync(process.execPath, [TSC, "--ignoreConfig", ...flags, ...options, ...files], {
    cwd,
    encoding: "utf8",
  });
  return stdout + stderr;
}
