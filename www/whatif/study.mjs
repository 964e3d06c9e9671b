// The study: a policy as it was, as it is being edited, and the tickets on which the two are held against each other.
//
// Two engines, each in a worker. The swift one says with every key press which priorities and teams change, of all tickets.
// The other reads the clocks: promises, escalations, cost. That takes longer, so it is asked when the typing pauses.

import { latest } from "../latest.mjs";
import { Bench } from "./bench.mjs";
import { head } from "./source/ndjson.mjs";
import { read } from "./source/reading.mjs";

/** Tickets whose clocks are read at most; of more, a sample is taken from all over them. */
const CLOCKED = 100_000;
/** Milliseconds without a key press before the clocks are read. */
const CALM = 250;
/** Bytes of a ticket, to guess how many a file holds. */
const LIKELY_LINE = 500;

/** What is known of clocks before any is read. */
const NONE = { targets: [], escalations: [], cost: null };

export class Study extends EventTarget {
  #swift;
  #clocks;
  #before = {};
  #after = {};
  #tickets = 0;
  #clocked = 0;
  #revision = 0;
  #reading = 0;
  #ask = latest((revision) => this.#answer(revision));
  #askClocks = latest((revision) => this.#answerClocks(revision));
  #calm;
  /** Which engine gave the last answer about all tickets, and whether it read clocks. */
  #answered;
  /** The last answer; `stage` is `swift` while its clocks are those of an older one, then `whole`. */
  comparison;
  /** Where the tickets were read from. */
  source;
  /** What keeps the policy from compiling. */
  problems = [];

  /** Starts both engines. */
  static async start() {
    const study = new Study();
    [study.#swift, study.#clocks] = await Promise.all([Bench.start(), Bench.start()]);
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

  /** The engine that has all tickets. */
  get bench() {
    return this.#swift;
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
    await Promise.all([this.#swift.empty(), this.#clocks.empty()]);
    [this.#tickets, this.#clocked] = [0, 0];
    this.comparison = undefined;
    const unread = await this.#take(read(source), () => this.#reading === reading, CLOCKED / sizeOf(source));
    if (this.#reading !== reading) return;
    this.source = source;
    this.#tell("loaded", { unread, problems: await this.#swift.history.problems() });
    this.#changed("history");
  }

  /** Gives all pieces to the swift engine, and to the other the same or, of very many, a share of each. */
  async #take(pieces, isCurrent, share) {
    for (;;) {
      const { value, done: ended } = await pieces.next();
      if (!isCurrent()) return pieces.return();
      if (ended) return value.problems;
      const { bytes, lines, done } = value;
      const some = share < 1 ? Math.ceil(lines * share) : lines;
      const piece = some < lines ? head(bytes, some) : bytes;
      await Promise.all([this.#swift.history.append(bytes), this.#clocks.history.append(piece)]);
      this.#tickets += lines;
      this.#clocked += some;
      this.#tell("reading", { done, tickets: this.#tickets });
    }
  }

  /** A page of the changed tickets. */
  async changes(offset, limit) {
    const { bench, clocks } = this.#answered;
    return (await bench.compare({ offset, limit, clocks })).changes;
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
    this.#ask(this.#revision);
  }

  /** Which priorities and teams change; then, when it is calm, the clocks. */
  async #answer(revision) {
    const comparison = await this.#compare(this.#swift, revision, { clocks: false });
    if (comparison === undefined || this.#tickets === 0) return;
    // A policy that cannot be sketched is answered with its clocks at once.
    const stage = comparison.clocks ? "whole" : "swift";
    const wait = this.comparison ? CALM : 0;
    this.#answered = { bench: this.#swift, clocks: comparison.clocks };
    this.#show(
      stage === "whole" ? { ...comparison, stage } : { ...comparison, ...clockParts(this.comparison ?? NONE), stage },
    );
    if (stage === "whole") return;
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#askClocks(this.#revision), wait);
  }

  async #answerClocks(revision) {
    this.#tell("asking");
    const whole = await this.#compare(this.#clocks, revision, {});
    if (whole === undefined || revision !== this.#revision) return;
    const isSample = this.#clocked < this.#tickets;
    if (!isSample) this.#answered = { bench: this.#clocks, clocks: true };
    const shown = isSample ? { ...this.comparison, ...clockParts(whole), sampled: this.#clocked } : whole;
    this.#show({ ...shown, stage: "whole" });
  }

  async #compare(bench, revision, options) {
    try {
      await bench.compile(this.#before, this.#after);
      if (revision === this.#revision) this.#well(bench);
      return this.#tickets === 0 ? undefined : await bench.compare({ limit: 0, ...options });
    } catch (error) {
      this.problems = error.problems?.length > 0 ? error.problems : [{ code: error.name, message: error.message }];
      this.#tell("refused");
      return undefined;
    }
  }

  #show(comparison) {
    this.comparison = comparison;
    this.#tell("compared");
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
  return source.kind === "sample" ? source.count : Math.max(1, source.file.size / LIKELY_LINE);
}

/** What only clocks can say. */
function clockParts({ targets, escalations, cost }) {
  return { targets, escalations, cost };
}
