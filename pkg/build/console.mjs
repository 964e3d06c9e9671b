// What the build scripts say, and how they start other programs.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

/** The repository's root folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A failure that the reader can mend: printed as a sentence, without a stack. */
export class Stop extends Error {}

/** Announces a step. */
export function say(text) {
  process.stderr.write(`${style("bold", "andon")}  ${text}\n`);
}

/** `text` in a style, if a person is reading. */
export function style(format, text) {
  return process.stderr.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text;
}

/**
 * Runs a program to its end, its output shown as it comes.
 * @param {string} program name or path
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, missing?: string, minutes?: number }} [options]
 *   `missing`: what to say if there is no such program; `minutes`: how long it may take
 */
export async function run(program, args, { env = {}, cwd = root, missing, minutes } = {}) {
  const stdio = ["ignore", "inherit", "inherit"];
  const timeout = minutes === undefined ? undefined : minutes * 60_000;
  const { code, failure } = await finished(program, args, { env, cwd, stdio, timeout });
  if (failure?.code === "ENOENT") throw new Stop(missing ?? `\`${program}\` is not installed`);
  if (failure) throw failure;
  if (code !== 0) throw new Stop(`\`${[program, ...args].join(" ")}\` failed (${code})`);
}

/** What a program prints on stdout, or `undefined` if it is absent or fails. */
export async function output(program, args) {
  const { code, text } = await finished(program, args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
  return code === 0 ? text.trim() : undefined;
}

/** Runs `npm`, which on Windows is a script that only a shell can start. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath;
  const [program, before] = script ? [process.execPath, [script]] : ["npm", []];
  return run(program, [...before, ...args], {
    missing: "`npm` is not installed; it comes with Node (https://nodejs.org)",
    ...options,
  });
}

/** Runs a script's main function; a `Stop` becomes a sentence and exit status 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(style("red", error.message));
    process.exitCode = 1;
  }
}

function finished(program, args, { env, ...options }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, env: { ...process.env, ...env } });
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += chunk;
    });
    child.on("error", (failure) => resolve({ failure, text }));
    child.on("close", (code, signal) => resolve({ code: code ?? signal, text }));
  });
}
