// The package in browsers and bundlers: fetches the WebAssembly that lies beside the glue.

export { Calendar, init, Policy, Watch } from "./engine.mjs";
