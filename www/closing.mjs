// When a calendar is closed, asked of the engine and remembered: the stretches in which its clocks stand still.

/** No timeline shows more; a calendar that opens every minute must not keep the worker busy. */
const MOST = 40;

export class Closing {
  #policy;
  #calendars = new Map();
  #stretches = new Map();

  constructor(policy) {
    this.#policy = policy;
  }

  /** A calendar of the policy. */
  calendar(name) {
    if (!this.#calendars.has(name)) this.#calendars.set(name, this.#policy.calendar(name));
    return this.#calendars.get(name);
  }

  /**
   * The stretches between two instants in which the calendar is closed.
   * @returns {Promise<{ from: string, to: string }[]>}
   */
  async between(name, from, to) {
    if (name === "always") return [];
    const key = `${name} ${from} ${to}`;
    if (!this.#stretches.has(key)) {
      if (this.#stretches.size > 200) this.#stretches.clear();
      this.#stretches.set(key, this.#walk(await this.calendar(name), from, to));
    }
    return this.#stretches.get(key);
  }

  async #walk(calendar, from, to) {
    const closed = [];
    let at = from;
    while (at !== null && Date.parse(at) < Date.parse(to) && closed.length < MOST) {
      const opens = (await calendar.nextOpen(at)) ?? to;
      if (Date.parse(opens) > Date.parse(at)) closed.push({ from: at, to: opens });
      at = await calendar.nextClose(opens);
    }
    return closed;
  }
}
