// The engine in a browser.

import { loadable } from "./loading.mjs";
import { triaging } from "./triage.mjs";
import load, * as glue from "./web/andon.mjs";

const { init, guarded } = loadable(load, "andon/engine.wasm");

triaging(glue.Policy);

export { init };
export const Policy = guarded(glue.Policy);
export const History = guarded(glue.History);
export const Calendar = glue.Calendar;
export const Watch = guarded(glue.Watch);
