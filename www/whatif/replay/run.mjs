// The watch over a past, by one policy: once through all of it, keeping snapshots; then any day of it again, hour by hour, with
// what the host has said until then.

import { Course, instant, observed } from "./course.mjs";

/** @typedef {import("./course.mjs").Word} Word */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Snapshots of a past at most. */
const SNAPSHOTS = 60;
/** Snapshots of courses with words of the host. */
const HEARD = 12;
/** Tickets after which others get their turn. */
const BREATH = 300;

export class Run {
  #open;
  #past;
  #snapshots = [];
  #suggestions = new Map();
  #problems = new Map();
  #heard = [];

  /**
   * @param {(snapshot?: string) => object} open gives a watch, new or going on from a snapshot
   * @param {import("../past/past.mjs").Past} past
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
   * @param {{ begin: number, end: number }} day its first instant, and that of the next
   * @param {Word[]} words what the host said, on this day and on earlier ones
   * @returns {{ events: object[], levels: object[][], tickets: object[] }} events with `seen`; levels hour by hour
   */
  day({ begin, end }, words = []) {
    const said = words.filter(({ at }) => at < end).sort((a, b) => a.at - b.at);
    const first = this.#past.from(begin);
    const course = this.#courseTo(
      first,
      begin,
      said.filter(({ at }) => at < begin),
    );
    course.said = said.filter(({ at }) => at >= begin);
    const [events, levels] = [[], []];
    for (let from = begin; from < end; from += HOUR) {
      const until = Math.min(from + HOUR, end);
      events.push(...course.to(until));
      levels.push(course.watch.levels(instant(from), instant(until)));
    }
    const { index } = course;
    course.watch.free();
    return { events, levels, tickets: this.#tickets(first, index, events) };
  }

  /** The course of things up to a ticket, as it would have been with what the host had said by then. */
  #courseTo(first, begin, said) {
    const key = JSON.stringify(said);
    const kept = this.#heard.findLast((one) => one.key === key && one.index <= first);
    const since = said.length === 0 ? first : Math.min(first, this.#past.from(said[0].at));
    const from = kept ?? this.#snapshots.findLast(({ index }) => index <= since) ?? { index: 0 };
    const course = new Course(this.#past, this.#open(from.text), from.index, from.ids);
    if (kept === undefined) course.said = said;
    course.to(begin - 1);
    if (said.length > 0) this.#keep({ key, index: course.index, text: course.watch.snapshot(), ids: course.ids });
    return course;
  }

  #keep(one) {
    this.#heard = [...this.#heard.filter(({ key, index }) => key !== one.key || index !== one.index), one].slice(
      -HEARD,
    );
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
