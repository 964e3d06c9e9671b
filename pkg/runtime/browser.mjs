// The engine without its compiler, in a browser: it decides bundles.

import { deciding } from "../deciding.mjs";
import { loadable } from "../loading.mjs";
import { triaging } from "../triage.mjs";
import load, * as glue from "./web/andon.mjs";

const { init, guarded } = loadable(load, "andon/runtime.wasm");

deciding(glue);
triaging(glue.Policy);

export { init };
export const Policy = guarded(glue.Policy);
export const Calendar = glue.Calendar;
