// The plugin, for a binding to import.

export { wordsOf } from "./described.mjs";
export { attach } from "./desk.mjs";
export { AndonPanel } from "./panel.mjs";

/** Where the engines' files are when they lie beside a script of the built plugin. */
export function addressesBeside(script) {
  const beside = (name) => new URL(name, script).href;
  const engine = (prefix) => ({
    wasm: beside(`${prefix}andon.wasm`),
    worker: beside(`${prefix}worker.js`),
    frame: beside(`${prefix}frame.html`),
  });
  return { ...engine(""), compiler: engine("compiler-") };
}
