// A stretch of the past as a watch goes through it, with the host's words where they fall.

/**
 * What the host said of a suggestion. Its number depends on what was said before, and on the setting of the knob; a ticket of it
 * does not.
 * @typedef {{ at: number, id: string, ticket: string, verdict: "confirm" | "dismiss" | "resolve" }} Word
 */

export class Course {
  #past;
  /** Words that have still to be said, the first first. @type {Word[]} */
  said = [];

  /**
   * @param {import("../past/past.mjs").Past} past
   * @param {object} watch has seen all tickets before `index`
   * @param {number} index
   * @param {Map<string, string>} [ids] the last suggestion that each ticket was in, as far as they were seen
   */
  constructor(past, watch, index, ids = new Map()) {
    this.#past = past;
    this.watch = watch;
    this.index = index;
    this.ids = new Map(ids);
  }

  /** Goes on up to an instant; gives what the watch says on the way, each event with when it was seen. */
  to(end) {
    const events = [];
    for (; this.index < this.#past.length && this.#past.at(this.index).seen <= end; this.index += 1) {
      const { seen, line } = this.#past.at(this.index);
      events.push(...this.#speak(seen - 1), ...this.#seen(observed(this.watch, line), seen));
    }
    events.push(...this.#speak(end));
    return events;
  }

  #speak(until) {
    const events = [];
    while (this.said.length > 0 && this.said[0].at <= until) {
      const [word, ...rest] = this.said;
      this.said = rest;
      const id = this.ids.get(word.ticket) ?? word.id;
      events.push(...this.#seen(judged(this.watch, { ...word, id }), word.at));
    }
    return events;
  }

  #seen(events, seen) {
    for (const { kind, id, tickets } of events)
      if (kind === "major") for (const ticket of tickets) this.ids.set(ticket, id);
    return events.map((event) => ({ ...event, seen }));
  }
}

/** Events of a ticket; none of one that the engine refuses, which the page has told already. */
export function observed(watch, line) {
  try {
    const events = watch.observeLine(line);
    return events === undefined ? [] : events.split("\n").map((text) => JSON.parse(text));
  } catch (error) {
    if (error.name === "TicketError") return [];
    throw error;
  }
}

/** A word about a suggestion that is not known under this setting changes nothing. */
function judged(watch, { at, id, verdict }) {
  try {
    return watch[verdict](id, { now: instant(at) });
  } catch (error) {
    if (error.name === "ArgumentError") return [];
    throw error;
  }
}

export function instant(milliseconds) {
  return new Date(milliseconds).toISOString();
}
