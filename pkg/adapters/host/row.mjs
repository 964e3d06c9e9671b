// What a help desk sends -> a row that a mapping can read: the ticket itself, with its lists of custom fields as objects.

import { kindOf } from "../mapping/mistakes.mjs";
import { RowError } from "../mapping/row.mjs";
import { valueAt } from "./slots.mjs";

/**
 * Compiles where the ticket stands in what a help desk sends.
 * @param {{ record?: string, extra?: Record<string, string> }[]} places `record` is the path of the ticket (the whole, if
 *   absent), `extra` what else belongs to it, by the name it gets
 * @param {{ list: string, name: string, value: string }[]} unfold lists of named values
 */
export function rowReader(places, unfold) {
  // The deepest place first: `data.attributes` is in `data`, and everything is in the whole.
  const byDepth = [...places].sort((a, b) => depth(b.record) - depth(a.record));
  return (json, webhook) => {
    const row = { ...extrasOf(webhook, byDepth), ...taken(json, byDepth) };
    for (const one of unfold) row[one.list] = unfolded(row[one.list], one);
    return row;
  };
}

function depth(record = "") {
  return record === "" ? 0 : record.split(".").length;
}

function taken(json, places) {
  const place = places.find((one) => isObject(recordOf(json, one)));
  if (place === undefined) {
    const help = `the ticket is expected under ${places.map(({ record }) => `\`${record || "."}\``).join(" or ")}`;
    throw new RowError([{ code: "no-ticket", message: `there is no ticket in it: it is ${kindOf(json)}`, help }]);
  }
  return { ...extras(json, place), ...recordOf(json, place) };
}

/** What only the webhook says, such as the text of the message. */
function extrasOf(webhook, places) {
  const place = webhook === undefined ? undefined : places.find((one) => isObject(recordOf(webhook, one)));
  return place === undefined ? {} : extras(webhook, place);
}

function recordOf(json, { record = "" }) {
  return record === "" ? json : valueAt(json, record);
}

function extras(json, { extra = {} }) {
  const found = Object.entries(extra).map(([name, path]) => [name, valueAt(json, path)]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** `[{ name: "Plant", values: ["Graz"] }]` -> `{ Plant: "Graz" }`. A list of one is that one, an empty one nothing. */
function unfolded(list, { name, value }) {
  if (!Array.isArray(list)) return isObject(list) ? { ...list } : list;
  const object = Object.create(null);
  for (const item of list.filter(isObject)) {
    const said = Array.isArray(item[value]) && item[value].length <= 1 ? item[value][0] : item[value];
    if (said !== undefined && said !== null && item[name] !== undefined) object[item[name]] = said;
  }
  return object;
}

/**
 * Puts what the mapping did not take out of an unfolded list beside the other fields: `fields.Plant`, where a policy finds
 * it. A name that is taken already stays within the list.
 */
export function spread(fields, unfold, used) {
  for (const { list } of unfold) {
    const values = fields[list];
    if (!isObject(values)) continue;
    for (const [name, value] of Object.entries(values)) {
      if (!used.has(`${list}.${name}`)) {
        if (Object.hasOwn(fields, name)) continue;
        fields[name] = value;
      }
      delete values[name];
    }
    if (Object.keys(values).length === 0) delete fields[list];
  }
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
