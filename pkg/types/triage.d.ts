// Rule, priority and team alone.

import type { Undecided } from "./decision";
import type { Problem } from "./problem";
import type { Ticket } from "./ticket";

/**
 * Rule, priority and team of a ticket as `decide` finds them, without clocks, escalations and reasons. It needs no `now`, no
 * `id`, and no `openedAt` unless a rule or route asks for a shift or an instant.
 *
 * Values of fields are remembered, at most 1,024 for each field that rules and routes read. A ticket with a value that is
 * out of the ordinary (of the wrong kind, of a system that says more about itself, of a class of the host's own) takes the
 * longer way that `decide` takes, and comes to the same.
 */
export interface Triage {
  /**
   * @throws {TicketError} if the ticket is no object, or an instant matters and `openedAt` is missing or unreadable
   */
  decide(ticket: Partial<Ticket>): Triaged;
  /** The same, and why. */
  explain(ticket: Partial<Ticket>): TriageExplanation;
  /** Gives its memory back at once. Without it, that happens when the object is collected. */
  free(): void;
}

/** What decides a ticket. */
export interface Triaged {
  /** The rule that decided, as in the decision's reasons: `matrix` where no rule spoke. */
  rule: string;
  priority: string;
  team: string;
  /**
   * Something that could have changed this was not judged: a field is missing or not what it must be, a closure failed.
   * Absent where all is decided.
   */
  undecided?: true;
}

/** What decides a ticket, and why. */
export interface TriageExplanation extends Triaged {
  /** Where the rule stands, or the matrix. */
  file: string;
  line: number;
  column: number;
  /** The conditions of the rule, all of which hold, each with what it read of the ticket. */
  conditions: Held[];
  /** What could not be judged. */
  open: Undecided[];
  /** What is wrong with the ticket, as far as it matters. */
  problems: Problem[];
}

/** A condition that holds. */
export interface Held {
  /** As a policy would write it. */
  text: string;
  reads: { field: string; value: unknown }[];
  file: string;
  line: number;
  column: number;
}
