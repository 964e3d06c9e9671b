// The watch over a past, by one policy: once through all of it, keeping snapshots; then any day of it again, hour by hour.

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Snapshots of a past at most. */
const SNAPSHOTS = 60;
/** Tickets after which others get their turn. */
const BREATH = 300;

export class Run {
  #open;
  #past;
  #snapshots = [];
  #suggestions = new Map();
  #problems = new Map();

  /**
   * @param {(snapshot?: string) => object} open gives a watch, new or going on from a snapshot
   * @param {import("./past.mjs").Past} past
   */
  constructor(open, past) {
    this.#open = open;
    this.#past = past;
  }

  /**
   * Goes through all tickets.
   * @param {(done: number) => Promise<boolean>} breathe is told the share done; false ends it
   * @returns {Promise<boolean>} whether it came to the end
   */
  async wind(breathe) {
    const watch = this.#open();
    try {
      return await this.#through(watch, breathe);
    } finally {
      watch.free();
    }
  }

  async #through(watch, breathe) {
    const past = this.#past;
    const step = Math.max(WEEK, this.#length / SNAPSHOTS);
    let next = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < past.length; index += 1) {
      const { seen, line } = past.at(index);
      if (seen >= next) {
        this.#snapshots.push({ index, text: watch.snapshot() });
        next = seen + step;
      }
      for (const event of observed(watch, line)) this.#note(event);
      if (index % BREATH === 0 && !(await breathe(index / past.length))) return false;
    }
    return true;
  }

  get #length() {
    return this.#past.length === 0 ? 0 : this.#past.at(this.#past.length - 1).seen - this.#past.at(0).seen;
  }

  #note(event) {
    if (event.kind === "problem") {
      this.#problems.set(event.pattern, (this.#problems.get(event.pattern) ?? 0) + 1);
      return;
    }
    const { id, at, event: turn, scope, tickets, evidence } = event;
    const known = this.#suggestions.get(id) ?? { id, at: Date.parse(at), pattern: evidence.pattern };
    const gone = turn === "merged" || turn === "withdrawn";
    this.#suggestions.set(id, { ...known, scope, tickets: tickets.length, gone });
  }

  /** What it suggested in all, a week and by reach; and every suggestion in short. */
  summary() {
    const suggestions = [...this.#suggestions.values()].filter(({ gone }) => !gone);
    const weeks = Math.max(this.#length / WEEK, 1 / 7);
    const levels = {};
    for (const { scope } of suggestions) levels[scope.level] = (levels[scope.level] ?? 0) + 1;
    return { suggestions, weeks, levels, problems: Object.fromEntries(this.#problems) };
  }

  /**
   * One day again.
   * @param {number} begin its first instant
   * @param {{ at: number, id: string, verdict: "confirm" | "dismiss" | "resolve" }[]} words what the host says, and when
   * @returns {{ events: object[], levels: object[][], tickets: object[] }} events with `seen`; levels hour by hour
   */
  day(begin, words = []) {
    const past = this.#past;
    const first = past.from(begin);
    const watch = this.#watchAt(first);
    const [events, levels] = [[], []];
    const said = [...words].sort((a, b) => a.at - b.at);
    let index = first;
    const take = (list, seen) => events.push(...list.map((event) => ({ ...event, seen })));
    const speak = (until) => {
      while (said.length > 0 && said[0].at <= until) take(judged(watch, said[0]), said.shift().at);
    };
    for (let end = begin + HOUR; end <= begin + DAY; end += HOUR) {
      for (; index < past.length && past.at(index).seen <= end; index += 1) {
        speak(past.at(index).seen - 1);
        take(observed(watch, past.at(index).line), past.at(index).seen);
      }
      speak(end);
      levels.push(watch.levels(instant(end - HOUR), instant(end)));
    }
    watch.free();
    return { events, levels, tickets: this.#tickets(first, index, events) };
  }

  /** A watch that has seen all tickets before this one. */
  #watchAt(first) {
    const { index, text } = this.#snapshots.findLast((snapshot) => snapshot.index <= first) ?? { index: 0 };
    const watch = this.#open(text);
    for (let at = index; at < first; at += 1) observed(watch, this.#past.at(at).line);
    return watch;
  }

  /** What is shown of the tickets of a day, and of older ones that its events name. */
  #tickets(first, last, events) {
    const named = new Set(events.flatMap(({ tickets }) => tickets));
    const found = [];
    for (let index = Math.max(0, this.#past.from(this.#past.at(first)?.seen - DAY)); index < last; index += 1) {
      const { line: _, ...ticket } = this.#past.at(index);
      if (index >= first || named.has(ticket.id)) found.push(ticket);
    }
    return found;
  }
}

/** Events of a ticket; none of one that the engine refuses, which the page has told already. */
function observed(watch, line) {
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

function instant(milliseconds) {
  return new Date(milliseconds).toISOString();
}
