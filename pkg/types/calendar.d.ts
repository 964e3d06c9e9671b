// Business time.

import type { Instant } from "./instant";
import type { ArgumentError } from "./problem";

/** Business time. A question about an instant that is no instant throws an {@link ArgumentError}. */
export class Calendar {
  private constructor();
  /** IANA name of the time zone. */
  readonly zone: string;
  /** Whether `at` is in working time. Opening instants are, closing instants are not. */
  isOpen(at: Instant): boolean;
  /** The first working instant at or after `at`; null if there is none. */
  nextOpen(at: Instant): Instant | null;
  /** The first closing instant after `at`; null if there is none. */
  nextClose(at: Instant): Instant | null;
  /** The last closing instant at or before `at`; null if there is none. */
  prevClose(at: Instant): Instant | null;
  /** The name of the shift at work; null if none is. */
  shiftAt(at: Instant): string | null;
  /** The instant `seconds` of working time after `from` (before it, if negative); null if that never comes. */
  add(from: Instant, seconds: number, options?: { pauses?: readonly Pause[] }): Instant | null;
  /** Seconds of working time from `from` to `to`. */
  between(from: Instant, to: Instant, options?: { pauses?: readonly Pause[] }): number;
  /** The instant `days` working days after `from`; null if that never comes. */
  addDays(from: Instant, days: number): Instant | null;
  /** What the calendar does from `from` to `to`, piece by piece, and why; at most thirteen months. */
  stretches(from: Instant, to: Instant): Stretch[];
  /**
   * The first instant of a month in local time, and that of the next.
   *
   * @param month `2026-03`
   * @throws {ArgumentError} if there is no such month
   */
  month(month: string): { from: Instant; to: Instant };
  /** What a clock on the wall shows at `at`: `2026-10-25T02:30:00+02:00`. */
  local(at: Instant): Instant;
  /** Gives its memory back at once. */
  free(): void;
}

/** A stretch of time in which a calendar does one thing. */
export interface Stretch {
  from: Instant;
  to: Instant;
  /** Why it is closed; null if it is open. */
  closed: "hours" | "holiday" | "exception" | "break" | null;
  shift: string | null;
}

/** The hours of a month that nobody covers. */
export interface Coverage {
  month: string;
  gaps: CoverageGap[];
  /** Teams of which nothing is known: no calendar, no rota. */
  unknown: string[];
}

/** A stretch of time that nobody covers. */
export interface CoverageGap {
  who: string;
  kind: "team" | "sla";
  from: Instant;
  to: Instant;
  /** The start in the team's own time. */
  localFrom: Instant;
  seconds: number;
  because: string;
}

/** Time in which a clock stands still. */
export interface Pause {
  from: Instant;
  /** Absent or null: it still does. */
  to?: Instant | null;
}
