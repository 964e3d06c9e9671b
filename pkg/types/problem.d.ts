// What is wrong, and the errors that tell of it.

/** One thing that is wrong, where, and the way out. */
export interface Problem {
  /** Stable name of the kind of problem, for programs. */
  code: string;
  message: string;
  help?: string;
  /** Policy file, line and column (both from 1). */
  file?: string;
  line?: number;
  column?: number;
  /** Path into the ticket or declaration: `history[2].at`. */
  path?: string;
}

/** A policy that does not compile. */
export interface PolicyError extends Error {
  name: "PolicyError";
  problems: Problem[];
}

/** A ticket that cannot be decided at all. */
export interface TicketError extends Error {
  name: "TicketError";
  problems: Problem[];
}

/** An argument that is no use, such as a missing `now`. */
export interface ArgumentError extends Error {
  name: "ArgumentError";
  problems: Problem[];
}
