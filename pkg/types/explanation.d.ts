// Why, and why not.

import type { Decision, Stage } from "./decision";
import type { Instant } from "./instant";

/** A decision with everything that was weighed for it. */
export interface Explanation {
  decision: Decision;
  trace: Consideration[];
  /** How each due instant came about. */
  accounts: Account[];
  /** Why not? Null if that was not asked. */
  toward: Toward | null;
}

/** An outcome: the name of a priority, a team or an SLA, or which of them it is the name of. */
export type Goal = string | { priority: string } | { team: string } | { sla: string };

/** Why a ticket is not decided as somebody expected, and what would change that. */
export interface Toward {
  goal: { priority: string } | { team: string } | { sla: string };
  /** Whether it is decided so as it stands. */
  reached: boolean;
  /** The declarations that would give it, those first that miss the fewest conditions. */
  rules: NearMiss[];
  /** The declarations that hold and stand in the way. */
  against: { stage: Stage; id: string; says: string; because: string; file: string; line: number; column: number }[];
  /** Changes of at most three fields, none of which could be left out, that bring it about: the smallest first. */
  tips: Tip[];
  /**
   * How many changed tickets were decided, of how many at most, and whether that was enough. Only changes that some
   * condition asks for are tried.
   */
  search: { decided: number; limit: number; complete: boolean };
}

/** A declaration that would give what was expected, if its conditions held. */
export interface NearMiss {
  stage: Stage;
  id: string;
  /** What it says: `P1`, `at most P3`, a team, an SLA. */
  gives: string;
  /** How many single conditions would have to turn. */
  misses: number;
  /** How many conditions must all hold for it. */
  of: number;
  /** Those that do not. */
  missed: Condition[];
  because: string;
  file: string;
  line: number;
  column: number;
}

/** Changes that together, and not with one of them left out, bring about what was expected. */
export interface Tip {
  changes: {
    field: string;
    /** What is known now; null if nothing is. */
    from: unknown;
    /** What would have to be said; null if it would have to be left out, `(any other)` for any text that no rule names. */
    to: unknown;
  }[];
  /** The declaration that then decides. */
  by: string;
}

/** How a clock came to its due instant, stretch by stretch. */
export interface Account {
  target: string;
  sla: string;
  calendar: string;
  /** The time zone in which `lines` tell the time. */
  zone: string;
  entries: AccountEntry[];
  /** The same in words, a line for each. */
  lines: string[];
}

/** A stretch of a clock's account. */
export interface AccountEntry {
  from: Instant;
  to: Instant;
  what: "counted" | "closed" | "paused";
  seconds: number;
  because: string;
}

/** One declaration that was weighed. */
export interface Consideration {
  stage: Stage;
  id: string;
  verdict: "matched" | "not-matched" | "undecided" | "failed";
  /** The declaration's own reason, or what kept it from being judged. */
  text: string;
  /** The conditions that must all hold for it; none where it has no condition, or one that only the interpreter reads. */
  conditions: Condition[];
  file?: string;
  line?: number;
  column?: number;
}

/** A condition, or a part of one, and how the ticket answers it. */
export interface Condition {
  /** As a policy would write it, calls of its own functions put in place. */
  text: string;
  truth: boolean | "undecided" | "failed";
  /** The ticket's fields it reads, null where it lacks one; of a condition with parts, its parts say. */
  reads: { field: string; value: unknown }[];
  /** What it is made of, each judged by itself, whether or not that was needed. */
  parts: Condition[];
  file: string;
  line: number;
  column: number;
}
