// The package in one piece, for pages that cannot fetch a second file: a third larger, nothing to serve.

import { init as load } from "./engine.mjs";
import text from "./inline/engine.mjs";

export { Calendar, History, Policy, Watch } from "./engine.mjs";

/** Loads the engine from the text in this package. */
export function init() {
  return load(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}
