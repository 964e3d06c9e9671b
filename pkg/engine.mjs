// The engine in a browser: loaded once, and refusing to be used before that.

import load, * as glue from "./web/andon.mjs";

let loaded = false;

/**
 * Loads the engine; later calls wait for the first.
 * @param {import("./index.d.mts").EngineSource} [source] where the WebAssembly is; beside this file if absent
 */
export async function init(source) {
  try {
    await load({ module_or_path: source });
  } catch (cause) {
    throw new Error(`andon could not load its WebAssembly (${cause.message}). ${WAYS_OUT}`, { cause });
  }
  loaded = true;
}

const WAYS_OUT =
  "Pass the address of `andon/engine.wasm` to `init`, or import `andon/inline`; under a content security policy, " +
  "allow 'wasm-unsafe-eval' in script-src.";

export const Policy = guarded(glue.Policy);
export const History = guarded(glue.History);
export const Calendar = glue.Calendar;

/** Without this, a static method or constructor called too early fails on an undefined variable of the generated glue. */
function guarded(type) {
  return new Proxy(type, {
    get(target, key) {
      const isOwnMethod = Object.hasOwn(target, key) && typeof target[key] === "function" && key !== "prototype";
      if (!loaded && isOwnMethod)
        throw new Error(
          `andon was used before it was loaded: \`await init()\` before \`${target.name}.${String(key)}\``,
        );
      return target[key];
    },
    construct(target, words) {
      if (!loaded)
        throw new Error(`andon was used before it was loaded: \`await init()\` before \`new ${target.name}\``);
      return Reflect.construct(target, words);
    },
  });
}
