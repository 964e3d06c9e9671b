// Which engine a policy needs, and where it runs: in the page, in a worker or in a frame of its own, whichever the page's
// content policy allows.

import { RemoteWindow } from "./remote-window.mjs";

/** Milliseconds after which a frame that says nothing has been refused: a blocked frame gives no other sign. */
const PATIENCE = 8000;
/** Milliseconds to wait for a pause in a page that is always busy. */
const RESTLESS = 500;
/** The smallest module there is: an 8 byte question instead of a megabyte. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** A bundle is decided by the runtime. The page is the nearest place, and to load a bundle is not felt there. */
const RUNTIME = {
  places: ["page", "worker", "frame"],
  glue: () => import("../andon/runtime/browser.mjs"),
  open: (andon, bundle) => andon.load(bundle),
};

/** A policy's files take the whole engine. To compile them takes long enough to be felt while typing: the page comes later. */
const COMPILER = {
  places: ["worker", "page", "frame"],
  glue: () => import("../andon/browser.mjs"),
  open: (andon, files) => andon.compile(files),
};

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
 * Opens a policy in the first place that allows it.
 * @param {string} text the policy as JSON: a bundle, or file names and their text
 * @param {object} options
 * @param {Addresses & { compiler?: Addresses }} options.addresses where the runtime's files are; where those of the whole
 *   engine are, for a policy in files
 * @param {string[]} [options.places] which places to try, in order
 * @returns {Promise<{ place: string, policy: object }>} the policy, with the methods of `Policy`, each with a promise
 * @throws {NoEngine} if all of them refuse; what is wrong with the policy itself is thrown as it comes
 */
export async function startEngine(text, { addresses, places }) {
  const files = JSON.parse(text);
  const isBundle = typeof files.andon === "number";
  const engine = isBundle ? RUNTIME : COMPILER;
  const where = isBundle ? addresses : addresses.compiler;
  if (where === undefined)
    throw new Error("a policy in files needs `addresses.compiler`; `andon bundle` makes it one that does not");
  return inFirst(places ?? engine.places, (place) => PLACES[place](engine, isBundle ? text : files, where));
}

/** @typedef {{ wasm: string, worker: string, frame: string }} Addresses of an engine's files */

async function inFirst(places, start) {
  const refusals = [];
  for (const place of places) {
    try {
      return { place, policy: await start(place) };
    } catch (error) {
      if (error.name === "PolicyError") throw error;
      refusals.push({ place, error });
    }
  }
  throw new NoEngine(refusals);
}

const PLACES = {
  async page({ glue, open }, rules, { wasm }) {
    new WebAssembly.Module(EMPTY);
    const { init, Policy } = await glue();
    await init(await bytes(wasm));
    await calm();
    return open(Policy, rules);
  },

  async worker({ open }, rules, { worker, wasm }) {
    return openAfar(
      () => new Worker(worker, { type: "module" }),
      (andon) => open(andon, rules),
      wasm,
    );
  },

  async frame({ open }, rules, { frame, wasm }) {
    return openAfar(
      () => RemoteWindow.open(frame, PATIENCE),
      (andon) => open(andon, rules),
      wasm,
    );
  },
};

async function openAfar(start, open, wasm) {
  // First of all: a worker that is refused says so once, and somebody has to listen by then.
  const { connect } = await import("../andon/client.mjs");
  const worker = await start();
  try {
    return await open(await connect({ worker, engine: wasm }));
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** To load a bundle takes the page a tenth of a second, once: not while somebody types, unless they never rest. */
function calm() {
  // Not in Safari.
  if (!window.requestIdleCallback) return new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => window.requestIdleCallback(resolve, { timeout: RESTLESS }));
}

/** Some desks serve WebAssembly as text, which a browser refuses to compile while it loads. */
async function bytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`\`${address}\` is not there (${response.status})`);
  return response.headers.get("content-type") === "application/wasm" ? response : response.arrayBuffer();
}
