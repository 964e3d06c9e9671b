// What stands on a track of the timeline: stretches and points of its axis.

import { element } from "../element.mjs";

/** A stretch between two instants; the kind is its look. */
export function bar(kind, axis, from, to) {
  return element("span", { class: `bar ${kind}`, "--from": axis.at(from), "--to": axis.at(to) });
}

/** A point in time; the kind is its look. */
export function point(kind, axis, at, settings = {}, ...content) {
  return element("span", { class: kind, "--at": axis.at(at), ...settings }, ...content);
}

/** The moment one looks at. */
export function nowLine(axis, now) {
  return point("now", axis, now);
}
