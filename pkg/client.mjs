// The package in a worker, seen from the page: the same methods, each with a promise.

import { heaps } from "./heaps.mjs";
import { Shortcut } from "./shortcut.mjs";

/**
 * Starts a worker and loads the engine in it.
 * @param {object} [options]
 * @param {Worker} [options.worker] a worker that runs `andon/worker`, if the one started here does not suit; or
 *   `andon/runtime/worker`, which only loads bundles
 * @param {string} [options.engine] address of the worker's WebAssembly, if it does not lie where the package expects it
 */
export async function connect({ worker, engine } = {}) {
  // The address stands inside `new Worker` because that is the form bundlers recognise.
  const link = new Link(worker ?? new Worker(new URL("./full/worker.mjs", import.meta.url), { type: "module" }));
  await link.ask(0, "init", engine === undefined ? [] : [String(engine)]);
  return new Client(link);
}

/** The package, in a worker. */
class Client {
  #link;

  constructor(link) {
    this.#link = link;
  }

  /** `Policy.load`. */
  async load(bundle) {
    return new RemotePolicy(this.#link, await this.#link.ask(0, "load", [bundle]));
  }

  /** `Policy.compile`. */
  async compile(files) {
    return new RemotePolicy(this.#link, await this.#link.ask(0, "compile", [files]));
  }

  /** A `History` without tickets; `append` fills it. */
  async history() {
    return new RemoteHistory(this.#link, await this.#link.ask(0, "history", []));
  }

  /** A `Watch` in the worker that knows nothing yet, or goes on from a snapshot. */
  async watch(policy, snapshot) {
    return new RemoteWatch(this.#link, await this.#link.ask(0, "watch", [policy, snapshot]));
  }

  /** Ends the worker, and every promise still open with an error. */
  terminate() {
    this.#link.close();
  }
}

/** An object that lives in the worker, with a copy of its fixed properties. */
class Remote {
  constructor(link, { object, properties }) {
    Object.assign(this, properties);
    Object.defineProperty(this, "object", { value: object });
    Object.defineProperty(this, "call", { value: (name, args) => link.ask(object, name, args) });
    Object.defineProperty(this, "adopt", { value: (Type, reply) => new Type(link, reply) });
  }

  /** Gives `Type` methods that ask the worker for the method of the same name. */
  static forward(Type, names) {
    for (const name of names) {
      Type.prototype[name] = function (...args) {
        return this.call(name, args);
      };
    }
  }
}

class RemotePolicy extends Remote {
  async recompile(files) {
    return this.adopt(RemotePolicy, await this.call("recompile", [files]));
  }

  async calendar(name) {
    return this.adopt(RemoteCalendar, await this.call("calendar", [name]));
  }

  async triage() {
    return this.adopt(RemoteTriage, await this.call("triage", []));
  }
}

class RemoteTriage extends Remote {}

class RemoteCalendar extends Remote {}

class RemoteHistory extends Remote {
  /** How many tickets there are. */
  size() {
    return this.call("length", []);
  }
}

class RemoteWatch extends Remote {
  /** What the watch has to say of tickets as they come: those that came meanwhile go to the worker together. */
  async *events(tickets, { most = 500, refused } = {}) {
    for await (const heap of heaps(tickets, most)) {
      for (const [at, { events, error }] of (await this.observeBatch(heap)).entries()) {
        if (error === undefined) yield* events;
        else if (refused) refused(heap[at], error);
        else throw asError(error);
      }
    }
  }
}

Remote.forward(RemotePolicy, [
  "decide",
  "decideBatch",
  "explain",
  "fields",
  "vocabulary",
  "test",
  "lint",
  "exercise",
  "calendars",
  "coverage",
  "free",
]);
Remote.forward(RemoteTriage, ["decide", "explain", "free"]);
Remote.forward(RemoteCalendar, [
  "isOpen",
  "nextOpen",
  "nextClose",
  "prevClose",
  "shiftAt",
  "add",
  "between",
  "addDays",
  "stretches",
  "month",
  "local",
  "free",
]);

Remote.forward(RemoteHistory, [
  "append",
  "problems",
  "ticket",
  "decide",
  "compare",
  "report",
  "recurrences",
  "memory",
  "free",
]);

Remote.forward(RemoteWatch, [
  "observe",
  "observeBatch",
  "observeLine",
  "confirm",
  "dismiss",
  "resolve",
  "link",
  "levels",
  "snapshot",
  "free",
]);

/** Arguments for a message: what lives in the worker goes as its number, and by its place. */
function packed(args) {
  const places = [...args.keys()].filter((place) => args[place] instanceof Remote);
  if (places.length === 0) return { args };
  return {
    args: args.map((arg) => (arg instanceof Remote ? undefined : arg)),
    objects: places.map((place) => [place, args[place].object]),
  };
}

/** Numbered questions to a worker and the answers to them. */
class Link {
  #worker;
  #open = new Map();
  #last = 0;
  #ended;
  #shortcut;

  constructor(worker) {
    this.#worker = worker;
    this.#shortcut = new Shortcut((answer) => this.#settle(answer));
    worker.addEventListener("message", ({ data }) => this.#settle(data));
    // A worker that fails to load says only so.
    worker.addEventListener("error", (event) =>
      this.#end(new Error(`andon's worker failed: ${event.message ?? "it could not be loaded"}`)),
    );
  }

  ask(target, call, args) {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#last += 1;
      this.#worker.postMessage({ id: this.#last, target, call, ...packed(args), ...this.#shortcut.of(call) });
      this.#open.set(this.#last, { resolve, reject });
    });
  }

  close() {
    this.#worker.terminate();
    this.#end(new Error("andon's worker was terminated"));
  }

  #settle({ id, error, object, properties, value }) {
    const { resolve, reject } = this.#open.get(id);
    this.#open.delete(id);
    if (error !== undefined) reject(asError(error));
    else resolve(object === undefined ? value : { object, properties });
  }

  #end(error) {
    this.#ended = error;
    this.#shortcut.close();
    for (const { reject } of this.#open.values()) reject(error);
    this.#open.clear();
  }
}

/** Plain data from the worker as the error that it was there. */
function asError({ name, message, problems }) {
  return Object.assign(new Error(message), { name, problems });
}
