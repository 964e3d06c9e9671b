// A policy, and the bundle it may be kept as.

import type { Calendar, Coverage } from "./calendar";
import type { Decision, Outcome } from "./decision";
import type { Explanation, Goal } from "./explanation";
import type { Instant } from "./instant";
import type { Intake } from "./intake";
import type { Finding } from "./lint";
import type { ArgumentError } from "./problem";
import type { Ticket } from "./ticket";
import type { Triage } from "./triage";
import type { Exercise, TestReport } from "./verification";
import type { Declarations } from "./vocabulary";

/** What every decision needs beside the ticket. */
export interface Options {
  /** The instant the question is about. andon reads no clock. */
  now: Instant;
}

/** A compiled policy: immutable, made to be kept and asked many times. */
export class Policy {
  private constructor();
  /**
   * Compiles the files of a policy, read in name order.
   *
   * @param files file names and their text
   * @throws {PolicyError} with every problem of every file
   */
  static compile(files: Record<string, string>): Policy;
  /**
   * Compiles files of which most are those that this policy was compiled from: after an edit, sooner than `compile`, and
   * with the same outcome.
   *
   * @param files file names and their text, all of them
   * @throws {PolicyError} with every problem of every file
   */
  recompile(files: Record<string, string>): Policy;
  /**
   * A policy from a bundle that `bundle` or the command `andon bundle` made.
   *
   * @param bundle the object, or its text
   * @throws {PolicyError} if it is no bundle, of another format, or not as it was made
   */
  static load(bundle: Bundle | string): Policy;
  /**
   * The policy as one piece of plain data, for `Policy.load` here and in `andon/runtime`.
   *
   * @throws {PolicyError} naming each closure that only an interpreter can answer
   */
  bundle(): Bundle;
  /** The policy's name, as its author gave it. */
  readonly name: string;
  /** The policy's version, as its author gave it. */
  readonly version: string;
  /** A hash of the policy's files: the same hash, the same decisions. */
  readonly hash: string;
  /**
   * Decides one ticket.
   *
   * @throws {TicketError} only if the ticket is no object or its `id` or `openedAt` is missing or unreadable; whatever
   * else is wrong with it stands in `decision.problems`
   */
  decide(ticket: Ticket, options: Options): Decision;
  /** Decides many tickets in order; one that cannot be decided does not stop the others. */
  decideBatch(tickets: readonly Ticket[], options: Options): Outcome[];
  /**
   * Decides one ticket and says what was weighed; with `toward`, also why it did not come out so, and what would change
   * that.
   *
   * @throws as `decide` does, and {@link ArgumentError} if the policy knows no such outcome
   */
  explain(ticket: Ticket, options: Options & { toward?: Goal | null }): Explanation;
  /**
   * Makes the policy ready to be asked for rule, priority and team alone: the call for a form that is being typed in, and for
   * many tickets a second.
   */
  triage(): Triage;
  /** What an intake form has to ask for. */
  fields(): Intake;
  /**
   * The names that the policy declares, for the editor it is written in; the language itself is `andon/vocabulary.json`. In a
   * browser: `andon/full`.
   */
  vocabulary(): Declarations;
  /** Runs the tests that the policy declares. */
  test(): TestReport;
  /**
   * What the policy's tests, and tickets, try out of it: which declarations held, which branches were taken, which conditions
   * were seen true and false. Tickets that cannot be decided are counted as `refused`. In a browser: `andon/full`.
   *
   * @throws {ArgumentError} if there are tickets and `now` is missing
   */
  exercise(tickets?: readonly Ticket[], options?: Options): Exercise;
  /**
   * What of the policy is legal, and yet cannot be meant: rules that are never heard, conditions that never hold,
   * priorities without a promise, hours that nobody covers. Sound, not complete: what cannot be decided is not mentioned.
   * In a browser: `andon/full`.
   *
   * @param options.month where to look for hours that nobody covers; the whole latest year that the policy's calendars name if absent
   * @throws {ArgumentError} if there is no such month
   */
  lint(options?: { month?: string }): Finding[];
  /**
   * A calendar of the policy.
   *
   * @throws {ArgumentError} for an unknown name, with the names there are
   */
  calendar(name: string): Calendar;
  /** The names of all calendars, `always` included. */
  calendars(): string[];
  /**
   * Who is on at 3 a.m. on Sunday? The hours of a month that nobody covers. In a browser: `andon/full`.
   *
   * @param month `2026-03`
   * @throws {ArgumentError} if there is no such month
   */
  coverage(month: string): Coverage;
  /** Gives its memory back at once. Without it, that happens when the object is collected. */
  free(): void;
}

/** A compiled policy as plain data. */
export interface Bundle {
  /** The format. */
  andon: number;
  name: string;
  version: string;
  /** The hash of the policy's files. */
  hash: string;
  /** SHA-256 over everything else: sign this. */
  seal: string;
  files: string[];
  declarations: unknown[];
  closures: unknown[];
}

/** Which policy decided. */
export interface PolicyId {
  name: string;
  version: string;
  hash: string;
}
