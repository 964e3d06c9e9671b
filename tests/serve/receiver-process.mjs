// `andon serve` as a process that can be killed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { root } from "../../pkg/build/console.mjs";
import { ended } from "../eventually.mjs";

/** Milliseconds until it has to be ready. */
const PATIENCE = 60_000;

/** The command, started again after each kill. */
export class ReceiverProcess {
  kills = 0;
  #file;
  #policy;
  #env;

  constructor({ folder, config, policy, env = {} }) {
    this.#file = path.join(folder, "andon.json");
    this.#policy = policy;
    this.#env = env;
    this.url = `http://127.0.0.1:${config.listen.port}`;
    writeFileSync(this.#file, JSON.stringify(config));
  }

  async start() {
    const words = ["serve", "--policy", this.#policy, "--config", this.#file];
    this.errors = "";
    this.child = spawn(process.execPath, [path.join(root, "pkg", "cli.mjs"), ...words], {
      env: { ...process.env, ...this.#env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.child.stderr.on("data", (chunk) => {
      this.errors += chunk;
    });
    const late = Date.now() + PATIENCE;
    while (!(await isReady(this.url))) {
      const hasEnded = this.child.exitCode !== null || this.child.signalCode !== null;
      if (hasEnded) throw new Error(`andon serve ended: ${this.errors}`);
      if (Date.now() > late) throw new Error(`andon serve was not ready within ${PATIENCE} ms: ${this.errors}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** No time to tidy up. */
  async kill() {
    this.kills += 1;
    this.child.kill("SIGKILL");
    await ended(this.child);
  }

  /** As an operator stops it. @returns {Promise<number>} exit status */
  async stop() {
    this.child.kill("SIGTERM");
    return ended(this.child);
  }
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    return false;
  }
}

/** A port that nobody listens at. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
