// Two policies over the same past tickets.

import type { Reason } from "./decision";
import type { HistoryFailure } from "./history";
import type { Instant } from "./instant";
import type { PolicyId } from "./policy";
import type { Problem } from "./problem";

/** Two policies over one history. */
export interface Comparison {
  before: PolicyId;
  after: PolicyId;
  /** Whether clocks were read: promises, due instants, escalations and cost. */
  clocks: boolean;
  /** Tickets that both decide. */
  tickets: number;
  /** Tickets that change in anything. */
  changed: number;
  /** The same in percent of all, to two places. */
  percent: number;
  /** Tickets that change in each aspect; a ticket may change in several. */
  aspects: { aspect: Aspect; tickets: number }[];
  /** Tickets that become more severe. */
  raised: number;
  /** Tickets that become less severe. */
  lowered: number;
  /** Priorities of both policies, the most severe first. */
  priorities: string[];
  /** Tickets by priority before (row) and after (column). */
  matrix: number[][];
  /** Tickets that go from one team to another, the most first. */
  teams: Flow[];
  /** Tickets that go from one category to another, the most first. */
  categories: Flow[];
  /** The tickets of each team, the greatest change first. */
  load: { team: string; before: number; after: number }[];
  /** How the promises about each target come out, by the instants on record. */
  targets: TargetChange[];
  /** How many steps of each escalation fire. */
  escalations: { escalation: string; before: number; after: number }[];
  /** Null if no clock was read. */
  cost: { before: Amount; after: Amount } | null;
  /** Where `changes` begin among all changed tickets. */
  offset: number;
  limit: number;
  /** Changed tickets, in the order of the history. */
  changes: ChangedTicket[];
  failures: HistoryFailure[];
  /** Lines that are no tickets. */
  problems: Problem[];
}

/** Something about a ticket that people see change. */
export type Aspect = "priority" | "team" | "category" | "sla" | "due" | "escalations" | "cost";

/** Tickets that go from one to another; null for none. */
export interface Flow {
  from: string | null;
  to: string | null;
  tickets: number;
}

/** An amount of money, to the cent. */
export interface Amount {
  currency: string;
  amount: number;
}

/** Promises, counted by how they come out. */
export interface Kept {
  met: number;
  breached: number;
  open: number;
  cancelled: number;
}

/** How the promises about a target come out, before and after. */
export interface TargetChange {
  target: string;
  kind: "sla" | "ola" | "contract";
  before: Kept;
  after: Kept;
  newlyBreached: number;
  noLongerBreached: number;
}

/** A ticket that two policies decide otherwise. */
export interface ChangedTicket {
  /** Its place in the history, from 0. */
  index: number;
  id: string;
  aspects: Aspect[];
  before: ChangedSide;
  after: ChangedSide;
}

/** One policy's view of a changed ticket. */
export interface ChangedSide {
  priority: string;
  team: string;
  category: string | null;
  targets: {
    target: string;
    kind: "sla" | "ola" | "contract";
    dueAt: Instant | null;
    outcome: "met" | "breached" | "open" | "cancelled";
  }[];
  /** Steps of escalations that fire. */
  fired: number;
  cost: Amount | null;
  reasons: Reason[];
}
