// Outages in a stream of tickets.

import type { Instant } from "./instant";
import type { Options, Policy } from "./policy";
import type { Problem } from "./problem";
import type { ProblemEvent } from "./recurrence";
import type { Ticket } from "./ticket";

/**
 * Finds outages and recurring faults in a stream of tickets: the only part of andon that remembers anything. It stays usable
 * after the policy is freed. In a browser: `andon/full`.
 *
 * @example
 * const watch = new Watch(policy, await storage.get("watch"));
 * for (const event of watch.observe(ticket, { now: ticket.receivedAt })) if (event.notify) tell(event);
 * await storage.set("watch", watch.snapshot());
 */
export class Watch {
  /**
   * @param snapshot what `snapshot()` of an earlier watch gave: this one goes on exactly there
   * @throws {ArgumentError} if it is no snapshot, or one of another version
   */
  constructor(policy: Policy, snapshot?: string | null);
  /**
   * Takes a ticket, new or changed, and says what it means. Tickets may be late, out of order and sent twice; a `now`
   * before an earlier one counts as that.
   *
   * @throws {TicketError} as `decide` does; the ticket is then as if it had not come
   */
  observe(ticket: Ticket, options: Options): WatchEvent[];
  /**
   * Takes tickets in the order of the list, each seen at its `receivedAt` (`openedAt` if absent), or all at `now`. One that
   * cannot be taken does not stop the others.
   */
  observeBatch(tickets: readonly Ticket[], options?: Partial<Options>): Observed[];
  /**
   * Takes a ticket as a line of JSON, seen at its `receivedAt` (`openedAt` if absent): the quick way for files.
   *
   * @returns the events as lines of JSON; undefined if there are none
   * @throws {TicketError} as `observe` does; a `SyntaxError` if the line is not JSON
   */
  observeLine(line: string): string | undefined;
  /**
   * Accepts so many false alarms a month instead of what the policy says, until the watch is restored from a snapshot: for
   * trying out a setting.
   *
   * @throws {ArgumentError} if it is no number above 0
   */
  accept(falseAlarmsPerMonth: number): void;
  /** The host says that a suggestion is a major incident; its events carry the policy's plan from then on. */
  confirm(id: string, options: Options): WatchEvent[];
  /** The host says that a suggestion is none. Its streams need more to be believed for two weeks. */
  dismiss(id: string, options: Options): WatchEvent[];
  /** The host says that a major incident is over. */
  resolve(id: string, options: Options): WatchEvent[];
  /** The host puts a ticket of the last twelve hours into a suggestion. */
  link(id: string, ticket: string, options: Options): WatchEvent[];
  /**
   * What came in each stream after `from` and up to `to`, against what is normal for it then: for drawings. Streams in which
   * nothing came and next to nothing is expected are left out. Tickets of the last eight hours are known, the newest hundred
   * of a stream at most.
   */
  levels(from: Instant, to: Instant): WatchLevel[];
  /** Everything the watch remembers, as text. */
  snapshot(): string;
  /** Gives its memory back at once. */
  free(): void;
}

/** What the watch says of one ticket of a batch; the error is plain data. */
export type Observed =
  | { ok: true; events: WatchEvent[] }
  | { ok: false; error: { name: string; message: string; problems: Problem[] } };

/** A stretch of one of the streams that the watch keeps apart: what its tickets have in common, and how many are normal. */
export interface WatchLevel {
  /** As in {@link MajorEvidence}. */
  pattern: string;
  /** Null if the stream is of all plants, or nobody named one. */
  plant: string | null;
  /** The system, or the category where no system is named. */
  system: string | null;
  area: string | null;
  line: string | null;
  symptom: string | null;
  /** In the order in which they happened. */
  tickets: string[];
  expected: number;
  /** In nine of ten such stretches between `low` and `high` come. */
  low: number;
  high: number;
}

/** What the watch has to say. */
export type WatchEvent = MajorEvent | ProblemEvent;

/** A major incident, suggested or confirmed. Tickets and scope are whole on every event. */
export interface MajorEvent {
  kind: "major";
  event:
    | "suggested"
    | "grown"
    | "scopeWidened"
    | "merged"
    | "withdrawn"
    | "ended"
    | "confirmed"
    | "dismissed"
    | "resolved";
  /** The same on all events of a suggestion. */
  id: string;
  at: Instant;
  /** Worth telling people: new, reaching further, or grown by half since they were last told. */
  notify: boolean;
  /** In the order in which they happened. */
  tickets: string[];
  scope: MajorScope;
  evidence: MajorEvidence;
  /** What to do now. */
  recommendation: string;
  /** The suggestion that it became part of. */
  mergedInto?: string;
  /** What the policy plans, once it is confirmed. */
  plan?: MajorPlan;
}

/** How far an outage reaches; of each list the most affected first. */
export interface MajorScope {
  level: "line" | "area" | "plant" | "multi_plant";
  plants: string[];
  areas: string[];
  lines: string[];
  systems: string[];
}

/** Counts against what is normal for this hour of the week. */
export interface MajorEvidence {
  /** The evidence as a sentence. */
  text: string;
  /** What the first tickets had in common. */
  pattern: string;
  /** Minutes from the first to the last of them. */
  minutes: number;
  independentReports: number;
  expected: number;
  /** By chance, this comes once in so many weeks. */
  onceInWeeks: number;
  /** Tickets by now. */
  reports: number;
  /** Different callers by now. */
  reporters: number;
  /** Tickets by now that say that something stands still or that people cannot work. */
  stopped: number;
  /** Words that the tickets share and others do not. */
  words: string[];
  /** The policy's reasons. */
  triggers: string[];
}

/** What the policy plans for a confirmed major incident. */
export interface MajorPlan {
  /** The declaration in the policy. */
  id: string;
  parent: string | null;
  children: string[];
  /** Stakeholders and teams. */
  notify: string[];
  message: string | null;
  nextUpdateAt: Instant | null;
  /** Seconds. */
  updateEvery: number | null;
  tasks: string[];
  /** Known once it is resolved. */
  reviewDueAt: Instant | null;
  /** Markdown, for the review. */
  timeline: string;
}
