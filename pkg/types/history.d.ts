// Past tickets.

import type { Comparison } from "./comparison";
import type { Outcome } from "./decision";
import type { Instant } from "./instant";
import type { Policy } from "./policy";
import type { Problem } from "./problem";
import type { Recurring } from "./recurrence";
import type { Report } from "./report";
import type { Ticket } from "./ticket";

/** Two ways to hand over past tickets: NDJSON, one JSON object a line, as text or bytes; or a list. */
export type Tickets = string | Uint8Array | readonly Ticket[];

/** What a history is asked. */
export interface HistoryOptions {
  /**
   * The instant that every ticket is decided for. If absent, each is decided as of the last instant that it tells of:
   * the latest of `openedAt`, `receivedAt`, `respondedAt`, `resolvedAt` and its history.
   */
  now?: Instant | null;
  /** How many entries of the list to leave out at its beginning; 0 if absent. */
  offset?: number;
  /** How many to give at most: all of `decide`, 50 of `compare` and of the queue of `report` if absent. */
  limit?: number;
}

/**
 * Past tickets, kept side by side in the engine, that any policy can be asked about. In a browser: `andon/full`.
 *
 * @example
 * const history = History.load(ndjson);
 * const { changed, matrix, changes } = history.compare(before, after);
 */
export class History {
  /** A history without tickets. */
  constructor();
  /** A history of these tickets. What is no ticket is among the `problems`; the rest is read. */
  static load(tickets: Tickets): History;
  /** How many tickets there are. */
  readonly length: number;
  /** Adds a piece of NDJSON, in which a line may begin or end in the middle, or more tickets. */
  append(tickets: Tickets): void;
  /** What was no ticket, each with its line, or with its place in a list. */
  problems(): Problem[];
  /** The ticket at a place from 0, as it was; `undefined` if there is none. */
  ticket(index: number): Ticket | undefined;
  /** What the policy decides about each ticket, exactly as `policy.decide` does. */
  decide(policy: Policy, options?: HistoryOptions): Outcome[];
  /**
   * What the policy `after` would decide otherwise than `before`.
   *
   * With `clocks: false` it is about priorities, teams and categories only, and quick: conditions that `before` asked
   * are not asked again, so an edit of one rule shows while it is typed. Where a policy does not allow that, the whole
   * comparison comes, with `clocks` true.
   */
  compare(before: Policy, after: Policy, options?: HistoryOptions & { clocks?: boolean }): Comparison;
  /** How the desk has done by what the policy asks of it. */
  report(policy: Policy, options?: HistoryOptions): Report;
  /** The faults that came back, the surest first: what a watch would have told, each with a problem record to begin with. */
  recurrences(policy: Policy): Recurring[];
  /** Bytes that the tickets take: for their different values, and beside them. */
  memory(): { values: number; beside: number };
  /** Gives its memory back at once. */
  free(): void;
}

/** A ticket that no policy can decide. */
export interface HistoryFailure {
  /** Its place in the history, from 0. */
  index: number;
  problems: Problem[];
}
