// Everything the engine can do, in a browser: for those who write policies, ask the past or watch for outages.

import { deciding } from "../deciding.mjs";
import { loadable } from "../loading.mjs";
import { triaging } from "../triage.mjs";
import load, * as glue from "./web/andon.mjs";

const { init, guarded } = loadable(load, "andon/full.wasm");

deciding(glue);
triaging(glue.Policy);

export { init };
export const Policy = guarded(glue.Policy);
export const History = guarded(glue.History);
export const Calendar = glue.Calendar;
export const Watch = guarded(glue.Watch);
