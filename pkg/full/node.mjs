// The same instance as `require("andon")` gives.

export { Calendar, History, init, Policy, Watch } from "../node.mjs";
