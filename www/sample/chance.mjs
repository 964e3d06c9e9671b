// Dice that fall the same way on every machine: splitmix32, seeded.

export class Chance {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to and without 1. */
  number() {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state ^ (this.#state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  /** Whether something with this probability happens. */
  happens(probability) {
    return this.number() < probability;
  }

  /** A whole number, both ends included. */
  between(low, high) {
    return low + Math.floor(this.number() * (high - low + 1));
  }

  /** One of a list. */
  of(list) {
    return list[Math.floor(this.number() * list.length)];
  }

  /** One of a list whose entries have a `weight`. */
  weighted(list) {
    let left = this.number() * list.reduce((sum, { weight }) => sum + weight, 0);
    for (const one of list) {
      left -= one.weight;
      if (left < 0) return one;
    }
    return list.at(-1);
  }

  /** A length of time spread as repairs are: many short, few very long. `spread` 1 puts nine of ten below 3.6 medians. */
  around(median, spread = 0.8) {
    const radius = Math.sqrt(-2 * Math.log(1 - this.number()));
    return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * this.number()));
  }
}
