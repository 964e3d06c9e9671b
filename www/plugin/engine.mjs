// Where the engine runs: in a worker, in the page or in a frame of its own, whichever the page's content policy allows.
//
// The worker comes first although the page would be nearer: compiling a policy takes long enough to be felt while typing.

import { RemoteWindow } from "./remote-window.mjs";

/** Milliseconds after which a frame that says nothing has been refused: a blocked frame gives no other sign. */
const PATIENCE = 8000;
/** The smallest module there is: an 8 byte question instead of a megabyte. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** No place of the page may run WebAssembly. */
export class NoEngine extends Error {
  /** @param {{ place: string, error: Error }[]} refusals */
  constructor(refusals) {
    super(refusals.map(({ place, error }) => `${place}: ${error.message}`).join("; "));
    this.name = "NoEngine";
    this.refusals = refusals;
    /** Whether the content policy is to blame, and not a file that is missing. */
    this.isForbidden = refusals.some(({ error }) => error instanceof WebAssembly.CompileError);
  }
}

/**
 * Compiles a policy in the first place that allows it.
 * @param {Record<string, string>} files the policy
 * @param {object} options
 * @param {Addresses} options.addresses where the engine's files are
 * @param {string[]} [options.places] which places to try, in order
 * @returns {Promise<{ place: string, policy: object }>} the policy, with the methods of `Policy`, each with a promise
 * @throws {NoEngine} if all of them refuse; what is wrong with the policy itself is thrown as it comes
 */
export async function startEngine(files, { addresses, places = ["worker", "page", "frame"] }) {
  const refusals = [];
  for (const place of places) {
    try {
      return { place, policy: await PLACES[place](files, addresses) };
    } catch (error) {
      if (error.name === "PolicyError") throw error;
      refusals.push({ place, error });
    }
  }
  throw new NoEngine(refusals);
}

/** @typedef {{ wasm: string, worker: string, frame: string }} Addresses */

const PLACES = {
  async worker(files, { worker, wasm }) {
    return compileAfar(() => new Worker(worker, { type: "module" }), files, wasm);
  },

  async page(files, { wasm }) {
    new WebAssembly.Module(EMPTY);
    const { init, Policy } = await import("../andon/browser.mjs");
    await init(await bytes(wasm));
    return Policy.compile(files);
  },

  async frame(files, { frame, wasm }) {
    return compileAfar(() => RemoteWindow.open(frame, PATIENCE), files, wasm);
  },
};

async function compileAfar(open, files, wasm) {
  // First of all: a worker that is refused says so once, and somebody has to listen by then.
  const { connect } = await import("../andon/client.mjs");
  const worker = await open();
  try {
    const andon = await connect({ worker, engine: wasm });
    return await andon.compile(files);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** Some desks serve WebAssembly as text, which a browser refuses to compile while it loads. */
async function bytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`\`${address}\` is not there (${response.status})`);
  return response.headers.get("content-type") === "application/wasm" ? response : response.arrayBuffer();
}
