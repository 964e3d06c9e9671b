// The clock of a replay: where in the day it stands, and how fast it runs.

export class Clock extends EventTarget {
  #at = Number.POSITIVE_INFINITY;
  #frame;
  #last;
  /** Minutes of the day: where the clock changes, there are more or fewer than 1,440. */
  length = 1440;
  /** Minutes of the day that pass in a second. */
  speed = 60;

  /** Minutes since the day began. */
  get at() {
    return this.#at;
  }

  get runs() {
    return this.#frame !== undefined;
  }

  /** Puts it to a minute of the day. */
  set(at) {
    this.#at = Math.min(this.length, Math.max(0, at));
    this.dispatchEvent(new Event("moved"));
  }

  toggle() {
    if (this.runs) this.stop();
    else this.start();
  }

  /** Runs on; from the beginning, if the day is over. */
  start() {
    if (this.runs) return;
    if (this.#at >= this.length) this.set(0);
    this.#last = undefined;
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
    this.dispatchEvent(new Event("switched"));
  }

  stop() {
    if (!this.runs) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.dispatchEvent(new Event("switched"));
  }

  #tick(now) {
    const passed = Math.min(250, now - (this.#last ?? now));
    this.#last = now;
    this.#frame = requestAnimationFrame((later) => this.#tick(later));
    this.set(this.#at + (passed / 1000) * this.speed);
    if (this.#at >= this.length) this.stop();
  }
}
