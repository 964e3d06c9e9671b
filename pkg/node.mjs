// The same instance as `require("andon")` gives.

import andon from "./node.cjs";

export const { Calendar, History, init, Policy, Watch } = andon;
