// Real exports, decided through the command line. The data is not part of the repository.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { root } from "../../pkg/build/console.mjs";

/** Where the data lies, beside the repository. */
export const FOLDER = path.join(root, "..", "shared", "data", "incidents");
const CLI = path.join(root, "pkg", "cli.mjs");

/** The exports, each with its bundled mapping. */
export const EXPORTS = {
  helpdesk: { map: "helpdesk-tickets", file: path.join(FOLDER, "tickets_manufacturing.csv.gz") },
  servicenow: { map: "servicenow-events", file: path.join(FOLDER, "uci_servicenow_events.csv.gz") },
};

/** Why the real exports cannot be read here; `undefined` if they can. */
export function absence() {
  const lacking = Object.values(EXPORTS).filter(({ file }) => !existsSync(file));
  if (lacking.length === 0) return undefined;
  return `the real exports are not here: ${lacking.map(({ file }) => path.relative(root, file)).join(", ")}`;
}

/** The decisions of an export by a pack of `rules/`, each ticket as of its opening. */
export function decided({ map, file }, pack) {
  return records(["decide", "--policy", path.join(root, "rules", pack), "--map", map, "--now", "opened", file]);
}

/** The canonical tickets of an export. */
export function converted({ map, file }) {
  return records(["convert", "--map", map, file]);
}

/** The event log as its first rows have it: every incident as it was logged. */
export function asLogged({ map, file }) {
  const mapping = JSON.parse(readFileSync(path.join(root, "pkg", "adapters", `${map}.json`), "utf8"));
  mapping.group = { by: mapping.group.by, take: "first" };
  const variant = path.join(mkdtempSync(path.join(tmpdir(), "andon-real-")), `${map}-first.json`);
  writeFileSync(variant, JSON.stringify(mapping));
  return { map: variant, file };
}

/** A ticket of the ServiceNow log with its location as plant and its subcategory as system. */
export function placed(ticket) {
  const { location, subcategory } = ticket.fields;
  return { ...ticket, plant: location, system: subcategory };
}

async function* records(words) {
  const child = spawn(process.execPath, [CLI, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = new Promise((resolve) => child.on("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
  const status = await closed;
  if (status > 1) throw new Error(`\`andon ${words.join(" ")}\` ended with status ${status}`);
}
