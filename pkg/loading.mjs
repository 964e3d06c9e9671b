// A WebAssembly engine that is loaded once, and refuses to be used before that.

/**
 * @param {Function} load what the generated glue exports as its default
 * @param {string} name of the WebAssembly among the package's exports
 */
export function loadable(load, name) {
  let loaded = false;
  const ways =
    `Pass the address of \`${name}\` to \`init\`, or import \`andon/inline\`; under a content security policy, ` +
    "allow 'wasm-unsafe-eval' in script-src.";

  return {
    /**
     * Loads the engine; later calls wait for the first.
     * @param {import("./index.d.mts").EngineSource} [source] where the WebAssembly is; beside this file if absent
     */
    async init(source) {
      try {
        await load({ module_or_path: source });
      } catch (cause) {
        throw new Error(`andon could not load its WebAssembly (${cause.message}). ${ways}`, { cause });
      }
      loaded = true;
    },

    /** Without this, a static method or constructor called too early fails on an undefined variable of the generated glue. */
    guarded(type) {
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
    },
  };
}

/** A class that another entry has: every use of it says where. */
export function elsewhere(name, entry) {
  const refuse = () => {
    throw new Error(`\`${name}\` is not in this build of andon: import it from \`${entry}\``);
  };
  // A static method is asked for by a name that nobody here has to know.
  return new Proxy(class {}, {
    construct: refuse,
    get: (target, key) => (typeof key === "symbol" || key in target ? target[key] : refuse),
  });
}

/** Gives a class the methods that another entry has; each says where. */
export function without(type, names, entry) {
  for (const name of names)
    type.prototype[name] = () => {
      throw new Error(`\`${name}\` is not in this build of andon: import \`${type.name}\` from \`${entry}\``);
    };
}
