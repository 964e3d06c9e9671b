// How the desk has done.

import type { Amount, Kept } from "./comparison";
import type { HistoryFailure } from "./history";
import type { Instant } from "./instant";
import type { PolicyId } from "./policy";
import type { Problem } from "./problem";

/** A history as a policy judges it. */
export interface Report {
  policy: PolicyId;
  /** Tickets that can be decided. */
  tickets: number;
  /** Those of them that are over. */
  resolved: number;
  /** When the first was opened. */
  from: Instant | null;
  /** When the last was opened. */
  to: Instant | null;
  /** How long repairs take. */
  repair: { overall: Spread; bySystem: RepairOf[]; byTier: RepairOf[] };
  /** Promises kept, by team, priority and target. */
  compliance: Compliance[];
  volume: Volume;
  /** Production that stood, in seconds in which it was to run. */
  production: { seconds: number; tickets: number; byLine: Outage[]; bySystem: Outage[] };
  cost: { total: Amount; bySystem: Spent[]; byLine: Spent[] };
  /** How often tickets change hands. `distribution`: never, once, twice, ...; the last entry is nine times or more. */
  reassignments: { tickets: number; changes: number; most: number; distribution: number[] };
  queue: Queue;
  failures: HistoryFailure[];
  /** Lines that are no tickets. */
  problems: Problem[];
}

/** How long repairs take, in seconds on the wall clock; percentiles are lengths that occurred. */
export interface Spread {
  count: number;
  median: number | null;
  p90: number | null;
  mean: number | null;
}

/** How long repairs of one system or tier take. */
export interface RepairOf extends Spread {
  name: string | null;
  /** The median on the clock of the SLA, as a policy may declare it: `system("ERP", #{ usual_repair: "1h30m" })`. */
  usualRepair: string | null;
}

/** The promises about one target to the tickets of one team and priority. */
export interface Compliance extends Kept {
  team: string;
  priority: string;
  target: string;
  kind: "sla" | "ola" | "contract";
  /** Of those that are met or breached, how many are met, in percent to two places; null if there are none. */
  percent: number | null;
}

/** When and where incidents happen. Hours and days are those of the plant; UTC where the plant has no calendar. */
export interface Volume {
  byPriority: NamedCount[];
  byCategory: NamedCount[];
  byArea: NamedCount[];
  byShift: NamedCount[];
  /** 24 numbers, from midnight. */
  byHour: number[];
  /** 7 numbers, Monday first. */
  byWeekday: number[];
  /** 7 lists of 24 numbers. */
  byWeekdayAndHour: number[][];
}

/** How many tickets have a name; null for none. */
export interface NamedCount {
  name: string | null;
  tickets: number;
}

/** Production that stood on one line, or for one system. Overlapping outages of a line count once. */
export interface Outage extends NamedCount {
  seconds: number;
}

/** What the incidents of one system or line cost. */
export interface Spent extends NamedCount {
  amount: number;
}

/** Open tickets, ranked by what they cost a minute and then by the time until a promise is broken. */
export interface Queue {
  /** The instant at which it is looked at: the one asked about, or the last that any ticket tells of. */
  at: Instant | null;
  open: number;
  /** What all of them cost a minute. */
  perMinute: Amount;
  offset: number;
  limit: number;
  entries: QueueEntry[];
}

/** An open ticket. */
export interface QueueEntry {
  /** Its place in the history, from 0. */
  index: number;
  id: string;
  priority: string;
  team: string;
  system: string | null;
  line: string | null;
  perMinute: number;
  accrued: number;
  /** The target that is due next, or was due first. */
  target: string | null;
  dueAt: Instant | null;
  /** Seconds on the wall clock until then; negative when late. */
  left: number | null;
}
