// A help desk on this machine: installed if it is not there, started on a free port, ended with all its processes.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { npm, output, run, say } from "../../pkg/build/console.mjs";

/** Milliseconds a desk may take until it answers. */
const PATIENCE = 120_000;
const LATE = Symbol("late");
// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg fills it in
const STATUS = "${db:Status-Status}";

const CACHE = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), "andon", "desks");

/** The desk cannot be had on this machine: a test skips, but not in continuous integration. */
export class Unavailable extends Error {}

/** Debian packages, installed if we may. */
export async function debianPackages(names) {
  const missing = [];
  for (const name of names) {
    const status = await output("dpkg-query", ["-W", "-f", STATUS, name]);
    if (status !== "installed") missing.push(name);
  }
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || (await output("apt-get", ["--version"])) === undefined)
    throw new Unavailable(
      `Debian's packages ${missing.join(", ")} are missing, and only root on Debian can install them`,
    );
  say(`installing ${missing.join(", ")} (half a minute to two)`);
  const quiet = { env: { DEBIAN_FRONTEND: "noninteractive" } };
  try {
    await run("apt-get", ["update", "-qq"], quiet);
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], quiet);
  } catch (error) {
    throw new Unavailable(error.message);
  }
}

/**
 * A Python environment with these packages, kept in the reader's cache so that it is made once.
 * @returns {Promise<(program: string) => string>} the path of one of its programs
 */
export async function environment(name, requirements) {
  const folder = path.join(CACHE, name);
  const program = (name) => path.join(folder, "bin", name);
  const made = path.join(folder, ".andon-requirements");
  const wanted = requirements.join("\n");
  if (existsSync(made) && readFileSync(made, "utf8") === wanted) return program;
  if ((await output("python3", ["-c", "import ensurepip"])) === undefined) await debianPackages(["python3-venv"]);
  say(`installing ${requirements.join(", ")} from PyPI (half a minute)`);
  try {
    await run("python3", ["-m", "venv", folder]);
    await run(program("python"), ["-m", "pip", "install", "-q", "--disable-pip-version-check", ...requirements]);
  } catch (error) {
    throw new Unavailable(error.message);
  }
  writeFileSync(made, wanted);
  return program;
}

/**
 * A folder with these npm packages, kept in the reader's cache so that it is made once.
 * @param {string} name
 * @param {string[]} packages with their versions
 */
export async function nodePackages(name, packages) {
  const folder = path.join(CACHE, name);
  const wanted = packages.join("\n");
  const made = path.join(folder, ".andon-requirements");
  if (existsSync(made) && readFileSync(made, "utf8") === wanted) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), '{ "private": true }');
  try {
    await npm(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], { cwd: folder });
  } catch (error) {
    throw new Unavailable(error.message);
  }
  writeFileSync(made, wanted);
  return folder;
}

/** A port that nobody uses now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts a desk's server and waits until it answers.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, log: string, url: string }} options `url` answers once the desk is up
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function startServer(program, args, { env = {}, log, url }) {
  const out = openSync(log, "a");
  // A process group of its own, so that its workers end with it.
  const child = spawn(program, args, { detached: true, stdio: ["ignore", out, out], env: { ...process.env, ...env } });
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  const stop = async () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    process.kill(-child.pid, "SIGTERM");
    if ((await Promise.race([ended, pause(5000, LATE)])) === LATE) process.kill(-child.pid, "SIGKILL");
  };
  const started = Date.now();
  while (!(await answers(url))) {
    if (child.exitCode !== null || child.pid === undefined || Date.now() - started > PATIENCE) {
      await stop();
      throw new Error(`the desk did not start:\n${readFileSync(log, "utf8").slice(-2000)}`);
    }
    await pause(200);
  }
  return stop;
}

async function answers(url) {
  try {
    return (await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) })).status < 500;
  } catch {
    return false;
  }
}

/** Runs a desk's own tool; what it says is shown only if it fails. */
export function tool(program, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, timeout: PATIENCE });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said += chunk;
      });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0
        ? resolve(said)
        : reject(new Error(`${program} ${args.join(" ")} failed (${code}):\n${said.slice(-2000)}`)),
    );
  });
}
