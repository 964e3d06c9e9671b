// The study: a policy as it was, as it is being edited, and the tickets on which the two are held against each other.
//
// Two engines, each in a worker. The small one has a sample of the tickets and answers while somebody types; the large one
// has all of them and is asked when the typing pauses, or at once if it is quick enough.

import { latest } from "../latest.mjs";
import { Bench } from "./bench.mjs";
import { head } from "./source/ndjson.mjs";
import { read } from "./source/reading.mjs";

/** Tickets of the sample. */
const SAMPLE = 1000;
/** Milliseconds within which the large engine is quick enough to be asked with every key press. */
const QUICK = 120;
/** Milliseconds without a key press before the large engine is asked. */
const CALM = 350;
/** Bytes of a ticket, to guess how many a file holds. */
const LIKELY_LINE = 500;

export class Study extends EventTarget {
  #small;
  #large;
  #before = {};
  #after = {};
  #tickets = 0;
  #sampled = 0;
  #revision = 0;
  #took = Number.POSITIVE_INFINITY;
  #reading = 0;
  #ask = latest((revision) => this.#answer(revision));
  #askAll = latest((revision) => this.#answerWhole(revision));
  #calm;
  /** The last answer. */
  comparison;
  /** What keeps the policy from compiling. */
  problems = [];

  static async start() {
    const study = new Study();
    [study.#small, study.#large] = await Promise.all([Bench.start(), Bench.start()]);
    return study;
  }

  get before() {
    return this.#before;
  }

  get after() {
    return this.#after;
  }

  /** How many tickets there are. */
  get tickets() {
    return this.#tickets;
  }

  /** The engine with all tickets. */
  get bench() {
    return this.#large;
  }

  /** The files that differ. */
  get edited() {
    const names = new Set([...Object.keys(this.#before), ...Object.keys(this.#after)]);
    return [...names].filter((name) => this.#before[name] !== this.#after[name]).sort();
  }

  /** Takes up a policy; `edits` are files of it that are different already, null for one that is gone. */
  open(files, edits = {}) {
    this.#before = files;
    const after = Object.entries({ ...files, ...edits }).filter(([, text]) => text !== null);
    this.#after = Object.keys(edits).length === 0 ? files : Object.fromEntries(after);
    this.#changed("opened");
  }

  /** One file is edited. */
  edit(file, text) {
    if (this.#after[file] === text) return;
    const { [file]: _, ...others } = this.#after;
    const after = text === undefined ? others : { ...others, [file]: text };
    this.#after = this.#isBefore(after) ? this.#before : after;
    this.#changed("edited");
  }

  /** Makes what was edited what is compared with. */
  accept() {
    this.open(this.#after);
  }

  /** Takes back all edits. */
  revert() {
    this.open(this.#before);
  }

  /**
   * Reads tickets instead of those there are. A newer call ends an older one.
   * @param {import("./source/reading.mjs").Source} source
   */
  async load(source) {
    this.#reading += 1;
    const reading = this.#reading;
    await Promise.all([this.#small.empty(), this.#large.empty()]);
    [this.#tickets, this.#sampled, this.#took] = [0, 0, Number.POSITIVE_INFINITY];
    this.comparison = undefined;
    const unread = await this.#take(read(source), () => this.#reading === reading, sizeOf(source));
    if (this.#reading !== reading) return;
    this.#tell("loaded", { unread, problems: await this.#large.history.problems() });
    this.#changed("history");
  }

  async #take(pieces, isCurrent, expected) {
    for (;;) {
      const { value, done: ended } = await pieces.next();
      if (!isCurrent()) return pieces.return();
      if (ended) return value.problems;
      const { bytes, lines, done } = value;
      this.#tickets += lines;
      const wanted = Math.ceil((SAMPLE * Math.min(this.#tickets, expected)) / expected) - this.#sampled;
      if (wanted > 0) {
        await this.#small.history.append(head(bytes, Math.min(wanted, lines)));
        this.#sampled += Math.min(wanted, lines);
      }
      await this.#large.history.append(bytes);
      this.#tell("reading", { done, tickets: this.#tickets });
    }
  }

  /** A page of the changed tickets. */
  async changes(offset, limit) {
    return (await this.#large.compare({ offset, limit })).changes;
  }

  #isBefore(files) {
    const names = Object.keys(files);
    return (
      names.length === Object.keys(this.#before).length && names.every((name) => files[name] === this.#before[name])
    );
  }

  #changed(what) {
    this.#revision += 1;
    this.#tell(what);
    clearTimeout(this.#calm);
    if (this.#tickets > 0 || what !== "edited") this.#ask(this.#revision);
  }

  /** First the sample, unless all tickets are as quick; then all. */
  async #answer(revision) {
    const isQuick = this.#took < QUICK || this.#tickets <= this.#sampled;
    if (isQuick) return this.#askAll(revision);
    await this.#compare(this.#small, revision);
    clearTimeout(this.#calm);
    if (this.problems.length > 0 || this.#tickets === 0) return;
    const wait = this.comparison === undefined ? 0 : CALM;
    this.#calm = setTimeout(() => this.#askAll(this.#revision), wait);
  }

  async #answerWhole(revision) {
    const comparison = await this.#compare(this.#large, revision);
    if (comparison) this.#took = comparison.took;
  }

  /** Asks one engine; an answer to what has been edited since is dropped, unless it is all there is so far. */
  async #compare(bench, revision) {
    if (bench === this.#large) this.#tell("asking");
    try {
      await bench.compile(this.#before, this.#after);
      if (revision === this.#revision) this.#well(bench);
      if (this.#tickets === 0) return undefined;
      const comparison = await bench.compare({ limit: 0 });
      if (revision !== this.#revision && bench === this.#large) return comparison;
      this.comparison = { ...comparison, of: bench === this.#large ? undefined : this.#tickets };
      this.#tell("compared");
      return comparison;
    } catch (error) {
      this.problems = error.problems?.length > 0 ? error.problems : [{ code: error.name, message: error.message }];
      this.#tell("refused");
      return undefined;
    }
  }

  #well(bench) {
    this.problems = [];
    this.#tell("compiled", { policy: bench.after });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** About how many tickets a source has. */
function sizeOf(source) {
  if (source.kind === "sample") return source.count;
  return Math.max(SAMPLE, source.file.size / LIKELY_LINE);
}
