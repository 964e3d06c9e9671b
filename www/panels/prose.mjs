// A sentence in which backticks mark what was written by others, as the engine's messages have them.

import { element } from "../element.mjs";

/** @param {string} text */
export function prose(text) {
  return text.split("`").map((part, at) => (at % 2 === 0 ? part : element("code", {}, part)));
}
