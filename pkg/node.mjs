// The same instance as `require("andon")` gives. Required and not imported, which would read the file once more to find out its names.

import { createRequire } from "node:module";

export const { Calendar, History, init, Policy, Watch } = createRequire(import.meta.url)("./node.cjs");
