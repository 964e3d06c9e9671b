// The package in browsers and bundlers: fetches the WebAssembly that lies beside the glue.

export { Calendar, History, init, Policy, Watch } from "./engine.mjs";
