// The engine in a browser: what deciding needs, the compiler included.

import { deciding } from "./deciding.mjs";
import { elsewhere, loadable, without } from "./loading.mjs";
import { triaging } from "./triage.mjs";
import load, * as glue from "./web/andon.mjs";

const FULL = "andon/full";
const { init, guarded } = loadable(load, "andon/engine.wasm");

deciding(glue);
triaging(glue.Policy);
without(glue.Policy, ["coverage", "exercise", "lint", "vocabulary"], FULL);

export { init };
export const Policy = guarded(glue.Policy);
export const Calendar = glue.Calendar;
// In Node these names are in `andon` itself: here they say where they are, instead of failing to link.
export const History = elsewhere("History", FULL);
export const Watch = elsewhere("Watch", FULL);
