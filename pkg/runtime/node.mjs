// The same instance as `require("andon/runtime")` gives.

import andon from "./node.cjs";

export const { Calendar, init, Policy } = andon;
