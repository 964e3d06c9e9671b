// What a policy makes of a ticket.

import type { Instant } from "./instant";
import type { PolicyId } from "./policy";
import type { Problem } from "./problem";

/** The answer to one ticket of a batch; the error is plain data. */
export type Outcome =
  | { ok: true; decision: Decision }
  | { ok: false; error: { name: string; message: string; problems: Problem[] } };

/** What the policy makes of a ticket at an instant. */
export interface Decision {
  id: string;
  now: Instant;
  policy: PolicyId;
  priority: string;
  team: string;
  category: string | null;
  symptom: string | null;
  service: string | null;
  system: string | null;
  asset: string | null;
  plant: string | null;
  area: string | null;
  line: string | null;
  zone: string | null;
  layer: string | null;
  ownership: string | null;
  tier: string | null;
  shift: string | null;
  impact: string | null;
  urgency: string | null;
  assignment: Assignment;
  targets: Target[];
  escalations: Escalation[];
  missing: MissingField[];
  procedures: Procedure[];
  review: Review | null;
  /** Null unless production stands and the policy says what a minute costs. */
  cost: Cost | null;
  /** In field order; texts over 200 characters are left out. */
  facts: Fact[];
  /** The priority rules that matched. */
  rules: MatchedRule[];
  reasons: Reason[];
  undecided: Undecided[];
  problems: Problem[];
  /** When this decision changes if the ticket does not: set one timer. */
  nextEventAt: Instant | null;
}

/** Who gets the ticket and why. */
export interface Assignment {
  team: string;
  name: string;
  /** Whether it belongs to another company. */
  vendor: boolean;
  by: "route" | "category" | "system" | "fallback";
  because: string;
}

/** One SLA clock. Lengths are seconds of the calendar's working time. */
export interface Target {
  /** `response`, `resolution`, `update`, `next_response`, or a name of the policy's own. */
  target: string;
  /** Whose promise it is: the desk's, a team's, a vendor's. */
  kind: "sla" | "ola" | "contract";
  sla: string;
  /** Other SLAs of this kind that hold and have this target. */
  others: string[];
  calendar: string;
  /** The promise, in seconds. */
  within: number;
  /** 1, and one more each time it begins again. Tell a warning once for each target, percentage and cycle. */
  cycle: number;
  startedAt: Instant;
  /** Null while it stands still, or if the calendar never has that much open time. */
  dueAt: Instant | null;
  /** While it stands still: when it would be due if it went on now. */
  dueIfResumedNow: Instant | null;
  pausedSince: Instant | null;
  stoppedAt: Instant | null;
  state: "running" | "paused" | "met" | "breached" | "cancelled";
  elapsed: number;
  /** Negative when late. */
  remaining: number;
  percent: number;
  warnings: Warning[];
  /** The stretches in which it stood still; one without an end still does. */
  pauses: { from: Instant; to: Instant | null }[];
  /** For a resolution that is still open. */
  forecast: Forecast | null;
}

/** Whether a target that is still open will be missed. */
export interface Forecast {
  breachLikely: boolean;
  /** When it is likely to be met; null if nothing is known about how long it takes. */
  expectedAt: Instant | null;
  reasons: string[];
}

/** A warning at a share of a target's time. */
export interface Warning {
  percent: number;
  at: Instant;
  fired: boolean;
}

/** A post-incident review that is owed. */
export interface Review {
  sla: string;
  /** How long after resolution, in seconds. */
  within: number;
  /** Null while the incident is unresolved. */
  dueAt: Instant | null;
}

/** One step of an escalation. */
export interface Escalation {
  escalation: string;
  /** Which of its steps, from 1. */
  step: number;
  /** How often it has been told, this time included. Tell it once for each escalation, step and round. */
  round: number;
  at: Instant;
  state: "fired" | "pending";
  /** The channel. */
  by: string;
  notify: Notified[];
  message: string;
  because: string;
}

/** Somebody who is told. */
export interface Notified {
  id: string;
  name: string;
  by: string;
  /** Later than the step for somebody whom a message must not wake. */
  at: Instant;
  /** Of a team, those on call then. */
  people: string[];
  /** Why it is not the one the policy names, or not at once. */
  note: string | null;
}

/** A field the ticket lacks. */
export interface MissingField {
  field: string;
  label: string;
  requiredBy: string;
}

/** What to do meanwhile. */
export interface Procedure {
  id: string;
  /** `fallback`, `workaround`, `handling`, `isolation` or `safety`. */
  kind: string;
  title: string;
  steps: string[];
  reference: string | null;
  because: string;
}

/** What the incident costs. */
export interface Cost {
  currency: string;
  perMinute: number;
  minutes: number;
  accrued: number;
}

/** One thing taken to be true of the ticket, and where from. */
export interface Fact {
  field: string;
  value: string | number | boolean | string[];
  source: "ticket" | "text" | "system" | "category" | "line" | "plant" | "calendar" | "rule";
  detail: string;
}

/** A priority rule that matched. */
export interface MatchedRule {
  id: string;
  /** What it says: `P1`, `at most P3`. */
  effect: string;
  /** Whether it is the one that set the priority. */
  won: boolean;
  because: string;
  file: string;
  line: number;
  column: number;
}

/** A stage on a ticket's way through the policy. */
export type Stage = "intake" | "classify" | "prioritise" | "sla" | "route" | "escalate" | "procedure";

/** One step of why. */
export interface Reason {
  stage: Stage;
  id: string;
  text: string;
  file?: string;
  line?: number;
  column?: number;
}

/** A declaration that could not be judged, because the ticket lacks fields, and might change the decision. */
export interface Undecided {
  stage: Stage;
  id: string;
  fields: string[];
  message: string;
  file: string;
  line: number;
  column: number;
}
