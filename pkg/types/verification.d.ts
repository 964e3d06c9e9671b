// A policy's own tests, and what they try out.

import type { Instant } from "./instant";
import type { Problem } from "./problem";

/** What tickets have tried out of a policy. */
export interface Exercise {
  /** How many tickets were decided, those of the policy's tests included. */
  tickets: number;
  /** How many could not be. */
  refused: number;
  /** Every question that a declaration asks. Exercised by an answer of true, or any value. */
  declarations: AskedQuestion[];
  /** The ways of `if` and `switch`. Exercised if taken. */
  branches: ExercisedBranch[];
  /** Conditions that are asked as a whole, once for each place in the text. Exercised if seen true and seen false. */
  conditions: ExercisedCondition[];
}

/** How often a question was answered how. */
export interface SeenAnswers {
  /** True, or a value. */
  yes: number;
  no: number;
  /** The ticket lacked a field. */
  undecided: number;
  /** It made no sense for the ticket. */
  failed: number;
}

/** A question that a declaration asks. */
export interface AskedQuestion extends SeenAnswers {
  /** The word that asks: `rule`, `route`, ... */
  word: string;
  id: string;
  /** The entry: `when`, `priority`, ... */
  entry: string;
  file?: string;
  line?: number;
  column?: number;
}

/** A way of an `if` or `switch`. */
export interface ExercisedBranch {
  text: string;
  taken: number;
  file?: string;
  line?: number;
  column?: number;
}

/** A condition. */
export interface ExercisedCondition extends SeenAnswers {
  /** As the policy has it. */
  text: string;
  file?: string;
  line?: number;
  column?: number;
}

/** How the policy's own tests went. */
export interface TestReport {
  passed: number;
  failed: number;
  results: TestResult[];
}

/** How one of the policy's tests went. */
export interface TestResult {
  name: string;
  ok: boolean;
  differences: { field: string; expected: unknown; actual: unknown }[];
  problems: Problem[];
  /** What it decides: an example of what the policy is for. */
  ticket: Record<string, unknown>;
  now: Instant | null;
  file: string;
  line: number;
  column: number;
}
