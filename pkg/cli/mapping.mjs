// --map: tickets from an export of a help desk.

import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { hosts, openHost } from "../adapters/hosts.mjs";
import { formatOf, MappingError, readMapping, readTickets } from "../adapters/index.mjs";
import { nearest } from "../adapters/mapping/nearest.mjs";
import { openBytes } from "./input.mjs";
import { problemText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";

const BUNDLED = new URL("../adapters/", import.meta.url);

/**
 * Opens an export.
 * @param {string} [file] absent or `-`: standard input
 * @param {string} map file of a mapping, or the name of a bundled one
 * @returns {AsyncGenerator<{ line: number, ticket: unknown } | { line: number, error: Error }>}
 */
export async function* mappedTickets(file, map) {
  if (Object.hasOwn(hosts, map)) {
    yield* readTickets(await openBytes(file), exportOf(openHost(hosts[map])), "json");
    return;
  }
  const { name, text } = await mappingText(map);
  try {
    const mapping = readMapping(parsed(text, name));
    yield* readTickets(await openBytes(file), mapping, formatOfSource(file, mapping, name));
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    throw new Refusal(error.problems.map((problem) => problemText({ ...problem, file: name })).join("\n"));
  }
}

/** An export of a help desk is a list of what its API gives one by one, with or without the wrapping. */
function exportOf(host) {
  const wraps = (host.api.record ?? "").split(".").filter(Boolean);
  const wrapped = (row) =>
    Object.hasOwn(row, wraps[0]) ? row : wraps.reduceRight((part, key) => ({ [key]: part }), row);
  return { source: { encoding: "utf-8" }, columns: [], ticket: (row) => host.ticket(wrapped(row)) };
}

async function mappingText(map) {
  const bundled = /^[\w-]+$/.test(map);
  const file = bundled ? fileURLToPath(new URL(`${map}.json`, BUNDLED)) : map;
  try {
    return { name: bundled ? map : file, text: await readFile(file, "utf8") };
  } catch (error) {
    if (error.code === "ENOENT" && bundled) {
      throw new Refusal(
        `--map: there is no mapping \`${map}\`; name a file, or: ${nearest(map, await bundledNames())}`,
      );
    }
    if (error.code === "ENOENT") throw new Refusal(`--map: no file \`${map}\``);
    throw new Refusal(`--map: \`${map}\` cannot be read: ${error.message}`);
  }
}

async function bundledNames() {
  const names = await readdir(BUNDLED);
  const mappings = names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length));
  return [...mappings, ...Object.keys(hosts)];
}

function parsed(text, name) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${name}: the mapping is not JSON: ${error.message}`);
  }
}

function formatOfSource(file, mapping, name) {
  const format = mapping.source.format ?? (file === undefined ? undefined : formatOf(file));
  if (format !== undefined) return format;
  const source = file === undefined || file === "-" ? "standard input" : `\`${file}\``;
  throw new Refusal(`${name}: the format of ${source} is not known; add "source": { "format": "csv" }, json or ndjson`);
}
