// The plugin, for a binding to import.

export { attach } from "./desk.mjs";
export { AndonPanel } from "./panel.mjs";

/** Where the engine's files are when they lie beside a script of the built plugin. */
export function addressesBeside(script) {
  const beside = (name) => new URL(name, script).href;
  return { wasm: beside("andon.wasm"), worker: beside("worker.js"), frame: beside("frame.html") };
}
