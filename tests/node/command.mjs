// The command `andon` as a process.

import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "../../pkg/build/console.mjs";

/** Milliseconds after which it is ended: a status of null then fails the test that waits. */
const PATIENCE = 10 * 60_000;

/** Runs the command with `input` on standard input. */
export function andon(words, input = "") {
  const child = spawn(process.execPath, [path.join(root, "pkg", "cli.mjs"), ...words], { timeout: PATIENCE });
  const seen = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (seen.out += chunk));
  child.stderr.on("data", (chunk) => (seen.err += chunk));
  child.stdin.on("error", () => {}).end(input);
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...seen })));
}
