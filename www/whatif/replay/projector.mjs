// The worker that replays, seen from the page: each call a promise, progress as events.

const CALLS = ["empty", "append", "settle", "survey", "wind", "day"];

export class Projector extends EventTarget {
  #worker = new Worker(new URL("./replay.worker.mjs", import.meta.url), { type: "module" });
  #open = new Map();
  #last = 0;

  constructor() {
    super();
    this.#worker.onmessage = ({ data }) => this.#settle(data);
    this.#worker.onerror = ({ message }) => this.#fail(new Error(message ?? "the replay could not be started"));
  }

  static {
    for (const call of CALLS) {
      Projector.prototype[call] = function (...args) {
        return this.#ask(call, args);
      };
    }
  }

  #ask(call, args) {
    return new Promise((resolve, reject) => {
      this.#last += 1;
      this.#open.set(this.#last, { resolve, reject });
      this.#worker.postMessage({ id: this.#last, call, args });
    });
  }

  #settle({ id, value, error, progress }) {
    if (progress) {
      this.dispatchEvent(new CustomEvent("progress", { detail: progress }));
      return;
    }
    const { resolve, reject } = this.#open.get(id);
    this.#open.delete(id);
    if (error) reject(Object.assign(new Error(error.message), error));
    else resolve(value);
  }

  #fail(error) {
    for (const { reject } of this.#open.values()) reject(error);
    this.#open.clear();
  }
}
