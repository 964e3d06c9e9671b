// A worker of the page, seen from the page: each call a promise, progress as events.

export class Link extends EventTarget {
  #worker;
  #open = new Map();
  #last = 0;
  #ended;

  /**
   * @param {Worker} worker answers as `answering.mjs` does
   * @param {string[]} calls the methods that it has
   */
  constructor(worker, calls) {
    super();
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#settle(data);
    worker.onerror = ({ message }) => this.#end(new Error(message ?? "the worker could not be started"));
    for (const call of calls) this[call] = (...args) => this.#ask(call, args);
  }

  #ask(call, args) {
    if (this.#ended) return Promise.reject(this.#ended);
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

  #end(error) {
    this.#ended = error;
    for (const { reject } of this.#open.values()) reject(error);
    this.#open.clear();
  }
}
