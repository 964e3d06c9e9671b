/**
 * The engine without its compiler: a fraction of the download, for pages that somebody else owns. It decides bundles,
 * which `andon bundle` and `Policy.bundle()` make, and answers every ticket as the whole engine does.
 *
 * @example
 * import { init, Policy } from "andon/runtime";
 * await init();
 * const policy = Policy.load(await (await fetch("policy.json")).text());
 * const decision = policy.decide(ticket, { now: new Date().toISOString() });
 *
 * @packageDocumentation
 */

import type { Bundle, Calendar, Decision, Intake, Options, Outcome, Ticket, Triage } from "../index";

export type * from "../index";
export { Calendar, init } from "../index";

/** A policy from a bundle: immutable, made to be kept and asked many times. */
export class Policy {
  private constructor();
  /**
   * Loads a bundle.
   *
   * @param bundle the object, or its text
   * @throws {PolicyError} if it is no bundle, of another format, or not as it was made
   */
  static load(bundle: Bundle | string): Policy;
  /** The policy's name, as its author gave it. */
  readonly name: string;
  /** The policy's version, as its author gave it. */
  readonly version: string;
  /** A hash of the policy's files: the same hash, the same decisions. */
  readonly hash: string;
  /** Decides one ticket, as the whole engine does. */
  decide(ticket: Ticket, options: Options): Decision;
  /** Decides many tickets in order; one that cannot be decided does not stop the others. */
  decideBatch(tickets: readonly Ticket[], options: Options): Outcome[];
  /** Makes the policy ready to be asked for rule, priority and team alone. */
  triage(): Triage;
  /** What an intake form has to ask for. */
  fields(): Intake;
  /** A calendar of the policy. */
  calendar(name: string): Calendar;
  /** The names of all calendars, `always` included. */
  calendars(): string[];
  /** Gives the memory back at once. */
  free(): void;
}
