// The validator as a program of its own, beside a desk.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../pkg/build/console.mjs";
import { startServer } from "./host.mjs";

/**
 * @param {{ port: number, source: object }} options the desk, as the configuration has it under `sources`
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function startValidator({ port, source }) {
  const folder = mkdtempSync(path.join(tmpdir(), "andon-validator-"));
  const config = path.join(folder, "andon.json");
  const listen = { host: "127.0.0.1", port };
  writeFileSync(
    config,
    JSON.stringify({ listen, database: path.join(folder, "andon.sqlite"), sources: { desk: source } }),
  );
  const policy = path.join(root, "rules", "manufacturing");
  const args = [path.join(root, "pkg", "cli.mjs"), "serve", "--policy", policy, "--config", config];
  const env = { DESK_SECRET: "for-tests", DESK_PASSWORD: "rulesbot-pass" };
  const log = path.join(folder, "log");
  const url = `http://127.0.0.1:${port}/readyz`;
  const end = await startServer(process.execPath, args, { env, log, url });
  return async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
}
