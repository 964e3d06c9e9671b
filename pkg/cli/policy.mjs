// A folder of .rhai files, or a bundle -> a compiled policy.

import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { Policy } from "../node.mjs";
import { Refusal } from "./refusal.mjs";

/** Compiles the policy in a folder, with `more` files, or loads a bundle; a bad one is a `Refusal` with all its problems. */
export async function openPolicy(folder, more = {}) {
  const isBundle = folder.endsWith(".json") && (await stat(folder).catch(() => undefined))?.isFile();
  const source = await (isBundle ? readFile(folder, "utf8") : withMore(folder, more));
  try {
    return isBundle ? Policy.load(source) : Policy.compile(source);
  } catch (error) {
    if (error.name === "ArgumentError" && isBundle) throw new Refusal(`\`${folder}\` is no bundle: ${error.message}`);
    if (error.name !== "PolicyError") throw error;
    const place = isBundle ? { file: folder } : {};
    const text = (problem) => problemText({ ...place, ...problem }, isBundle ? "" : folder);
    throw new Refusal(error.problems.map(text).join("\n"));
  }
}

/** The answer, or a refusal with the engine's own words. */
export function asked(question) {
  try {
    return question();
  } catch (error) {
    if (error.name !== "ArgumentError") throw error;
    throw new Refusal(error.message);
  }
}

/** Makes sure that `now` is an instant before the first ticket is read. */
export function checkedNow(policy, now = new Date().toISOString()) {
  try {
    policy.decideBatch([], { now });
    return now;
  } catch (error) {
    throw new Refusal(`--now: ${error.message}`);
  }
}

/** `FOLDER/FILE:LINE:COLUMN: what is wrong [code]`, a form that editors make a link of, and the way out below it. */
export function problemText({ code, message, help, path: inside, ...at }, folder = "") {
  const where = [placeText(at, folder), inside].filter(Boolean).join(": ");
  return `${where && `${where}: `}${message} [${code}]${help ? `\n    help: ${help}` : ""}`;
}

/** `FOLDER/FILE:LINE:COLUMN` */
export function placeText({ file, line, column }, folder = "") {
  return [file && path.join(folder, file), line, column].filter(Boolean).join(":");
}

async function withMore(folder, more) {
  return { ...(await policyFiles(folder)), ...more };
}

async function policyFiles(folder) {
  const names = (await listed(folder)).filter((name) => name.endsWith(".rhai")).sort();
  if (names.length === 0) throw new Refusal(`no .rhai file in \`${folder}\``);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  return Object.fromEntries(names.map((name, at) => [name, texts[at]]));
}

async function listed(folder) {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error.code === "ENOENT")
      throw new Refusal(`no folder \`${folder}\`; name that of the policy's .rhai files, or a bundle (.json)`);
    if (error.code === "ENOTDIR")
      throw new Refusal(`\`${folder}\` is a file; --policy names the folder, or a bundle (.json)`);
    throw error;
  }
}
