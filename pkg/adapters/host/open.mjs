// The description of a help desk -> a `Host`, or all mistakes of the description.

import { readMapping } from "../mapping/mapping.mjs";
import { at, kindOf, MappingError, Mistakes } from "../mapping/mistakes.mjs";
import { Host } from "./host.mjs";
import { PARTS } from "./outcome.mjs";
import { rowReader } from "./row.mjs";
import { compileBody } from "./slots.mjs";

const MAPPING = ["name", "about", "missing", "dates", "ticket", "drop"];
const KEYS = [...MAPPING, "samples", "key", "unfold", "webhook", "api", "tables", "changes"];
const WEBHOOK = ["record", "extra", "actor", "delivery", "signature"];
const API = ["record", "extra", "read", "etag", "headers", "session"];
const CHANGE = ["name", "method", "path", "ifMatch", "look", "body"];
const SIGNATURE = ["header", "prefix", "algorithm", "encoding", "signed", "timestamp"];
const UNFOLD = ["list", "name", "value"];
const METHODS = ["PUT", "PATCH", "POST"];
/** What differs from site to site; `ticket` and `tables` are added to those of the definition. */
const SITE = ["ticket", "tables", "apply", "dates", "missing", "drop", "webhook", "api", "changes"];

/**
 * Makes a host of its description.
 * @param {object} definition one of `hosts`, or one of your own
 * @param {object} [site] what differs at this site. `ticket` and `tables` are added to those of the definition, `apply` says
 *   which parts of a decision are written, anything else takes the place of the definition's
 * @throws {MappingError} with all mistakes
 */
export function openHost(definition, site = {}) {
  const mistakes = new Mistakes();
  const spec = merged(definition, site, mistakes);
  const host = spec && compile(spec, site.apply, mistakes);
  if (mistakes.problems.length > 0) throw new MappingError(mistakes.problems);
  return host;
}

function merged(definition, site, mistakes) {
  if (mistakes.object(definition, "", KEYS) === undefined) return undefined;
  if (mistakes.object(site, "site", SITE) === undefined) return undefined;
  const { apply: _, ticket, tables, ...rest } = site;
  const all = { ...definition.tables };
  for (const [name, table] of Object.entries(tables ?? {})) all[name] = { ...all[name], ...table };
  return { ...definition, ...rest, ticket: { ...definition.ticket, ...ticket }, tables: all };
}

function compile(spec, apply = PARTS, mistakes) {
  const mapping = mappingOf(spec, mistakes);
  const webhook = mistakes.object(spec.webhook ?? {}, "webhook", WEBHOOK) ?? {};
  const api = mistakes.object(spec.api ?? {}, "api", API) ?? {};
  for (const [index, part] of (mistakes.texts(apply, "site.apply") ?? []).entries())
    mistakes.oneOf(part, `site.apply[${index}]`, PARTS);
  if (webhook.signature !== undefined) checkSignature(webhook.signature, "webhook.signature", mistakes);
  const context = { tables: spec.tables, zone: spec.dates?.zone, mistakes };
  const changes = listOf(spec.changes, "changes", mistakes).map((change, index) =>
    compileChange(change, `changes[${index}]`, context),
  );
  const words = changes.flatMap((change) => slotsIn(change?.body)).map((slot) => compileWord(slot, context));
  const unfold = listOf(spec.unfold, "unfold", mistakes);
  for (const [index, one] of unfold.entries()) mistakes.object(one, `unfold[${index}]`, UNFOLD);
  const row = rowReader([api, webhook], unfold);
  return new Host({ ...spec, webhook, api }, { mapping, changes, words, row, unfold, apply });
}

function listOf(value, path, mistakes) {
  if (value === undefined || Array.isArray(value)) return value ?? [];
  mistakes.note("wrong-type", path, `a list must stand here, not ${kindOf(value)}`, "write [ ... ]");
  return [];
}

function checkSignature(signature, path, mistakes) {
  if (mistakes.object(signature, path, SIGNATURE) === undefined) return;
  mistakes.text(signature.header, at(path, "header"), "name the header, in small letters");
  mistakes.texts(signature.signed, at(path, "signed"), 'say what is signed: ["timestamp", ".", "body"]');
  if (signature.timestamp === undefined) return;
  if (mistakes.object(signature.timestamp, at(path, "timestamp"), ["header", "form"]) === undefined) return;
  mistakes.oneOf(signature.timestamp.form, `${path}.timestamp.form`, ["epochSeconds", "iso"]);
}

function mappingOf(spec, mistakes) {
  try {
    return readMapping(
      Object.fromEntries(MAPPING.filter((key) => spec[key] !== undefined).map((key) => [key, spec[key]])),
    );
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    mistakes.problems.push(...error.problems);
    return undefined;
  }
}

function compileChange(change, path, context) {
  const { mistakes } = context;
  if (mistakes.object(change, path, CHANGE) === undefined) return undefined;
  mistakes.text(change.name, at(path, "name"), "name the request, for logs");
  mistakes.text(change.path, at(path, "path"), "write the address below the host's own: `/api/tickets/{key}`");
  mistakes.oneOf(change.method, at(path, "method"), METHODS);
  return { ...change, fill: compileBody(change.body, at(path, "body"), context) };
}

/** A slot by itself. Its mistakes have been told already, with the change that it stands in. */
function compileWord(slot, context) {
  const [part] = slot.from.split(".");
  return { part, fill: compileBody(slot, "", { ...context, mistakes: new Mistakes() }) };
}

function slotsIn(body) {
  if (body === null || typeof body !== "object") return [];
  if (typeof body.from !== "string") return Object.values(body).flatMap(slotsIn);
  return PARTS.includes(body.from.split(".")[0]) ? [body] : [];
}
