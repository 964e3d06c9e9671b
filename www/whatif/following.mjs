// What a worker of its own makes of the study, only while somebody looks: all tickets read again when there are others, then
// asked of once more with every policy that has been left alone for a while.

import { read } from "./source/reading.mjs";

/** Milliseconds without an edit before it is asked again. */
const CALM = 1500;

/**
 * @typedef {object} Follower
 * @property {() => void} reading other tickets are being read
 * @property {(files: Record<string, string>, isNewest: () => boolean) => Promise<void>} asking all are read, or the policy is another
 */

export class Following {
  #study;
  #link;
  #follower;
  #isOpen = false;
  #isRead = false;
  #turn = 0;
  #calm;
  /** The tickets and the policy that were taken up last. */
  #source;
  #files;

  /**
   * @param {import("./study.mjs").Study} study
   * @param {import("./link.mjs").Link} link its worker takes tickets by `empty`, `append` and `settle`
   * @param {Follower} follower
   */
  constructor(study, link, follower) {
    [this.#study, this.#link, this.#follower] = [study, link, follower];
    study.addEventListener("loaded", () => this.#read());
    study.addEventListener("compiled", () => this.#soon());
  }

  /** Begins, or goes on, when it is looked at. */
  async open() {
    this.#isOpen = true;
    if (this.#study.source === this.#source) await this.#ask();
    else await this.#read();
  }

  close() {
    this.#isOpen = false;
  }

  async #read() {
    if (!this.#isOpen) return;
    const { source } = this.#study;
    [this.#source, this.#isRead] = [source, false];
    this.#follower.reading();
    await this.#link.empty();
    for await (const { bytes } of read(source)) {
      if (source !== this.#study.source) return;
      await this.#link.append(bytes);
    }
    await this.#link.settle();
    [this.#files, this.#isRead] = [undefined, true];
    await this.#ask();
  }

  #soon() {
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#ask(), CALM);
  }

  async #ask() {
    const files = this.#study.after;
    if (!this.#isOpen || !this.#isRead || this.#files === files) return;
    this.#files = files;
    this.#turn += 1;
    const mine = this.#turn;
    await this.#follower.asking(files, () => mine === this.#turn);
  }
}
