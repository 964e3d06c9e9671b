// The validator for your own server: `import { openValidator } from "andon/node"`.

export { ConfigError } from "./problems.mjs";
export { sign } from "./signature.mjs";
export { openValidator } from "./validator.mjs";
