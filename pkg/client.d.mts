/**
 * The package in a worker, for pages that must stay responsive: the same methods, each with a promise. Browsers only.
 *
 * @example
 * import { connect } from "andon/client";
 * const andon = await connect();
 * const policy = await andon.compile({ "priority.rhai": text });
 * const decision = await policy.decide(ticket, { now: new Date().toISOString() });
 *
 * @packageDocumentation
 */

import type {
  Bundle,
  Calendar,
  History,
  HistoryOptions,
  Policy,
  Problem,
  Ticket,
  Triage,
  Watch,
  WatchEvent,
} from "./index.js";

/** Where the worker and the WebAssembly are, if not where the package expects them. */
export interface ConnectOptions {
  /**
   * A module worker instead of `andon/full/worker`: `andon/worker`, which has no histories and no watch; or `andon/runtime/worker`, a fraction of the download, which only loads
   * bundles.
   */
  worker?: Worker;
  /** Address of the WebAssembly of that worker: `andon/full.wasm`, unless `worker` is another. */
  engine?: string | URL;
}

/** Starts a worker and loads the engine in it. */
export function connect(options?: ConnectOptions): Promise<Client>;

/** The package, in a worker. */
export interface Client {
  /** `Policy.load`. */
  load(bundle: Bundle | string): Promise<RemotePolicy>;
  /** `Policy.compile`. */
  compile(files: Record<string, string>): Promise<RemotePolicy>;
  /** A `History` in the worker, without tickets; `append` fills it. */
  history(): Promise<RemoteHistory>;
  /** A `Watch` in the worker that knows nothing yet, or goes on from a snapshot. */
  watch(policy: RemotePolicy, snapshot?: string | null): Promise<RemoteWatch>;
  /** Ends the worker. Promises still open are rejected. */
  terminate(): void;
}

/** The methods of `T`, each with a promise. */
type Promised<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : T[K];
};

/** A policy in the worker. */
export type RemotePolicy = Promised<Omit<Policy, "calendar" | "recompile" | "triage">> & {
  recompile(files: Record<string, string>): Promise<RemotePolicy>;
  calendar(name: string): Promise<RemoteCalendar>;
  triage(): Promise<RemoteTriage>;
};

/** Rule, priority and team alone, in the worker. Each question is a message and its answer. */
export type RemoteTriage = Promised<Triage>;

/** A calendar in the worker. */
export type RemoteCalendar = Promised<Calendar>;

/** Past tickets in the worker; policies that are asked about live there, too. */
export type RemoteHistory = Promised<Pick<History, "append" | "problems" | "ticket" | "memory" | "free">> & {
  /** How many tickets there are. */
  size(): Promise<number>;
  decide(policy: RemotePolicy, options?: HistoryOptions): Promise<ReturnType<History["decide"]>>;
  compare(before: RemotePolicy, after: RemotePolicy, options?: HistoryOptions): Promise<ReturnType<History["compare"]>>;
  report(policy: RemotePolicy, options?: HistoryOptions): Promise<ReturnType<History["report"]>>;
  recurrences(policy: RemotePolicy): Promise<ReturnType<History["recurrences"]>>;
};

/** What to do with tickets that cannot be taken, and how many go to the worker at once. */
export interface EventsOptions {
  /** Tickets of one message at most; 500 if absent. */
  most?: number;
  /** Is told of a ticket that cannot be taken; without it, the first of them ends the events with its error. */
  refused?(ticket: Ticket, error: { name: string; message: string; problems: Problem[] }): void;
}

/** A watch in the worker. It outlives its policy. */
export type RemoteWatch = Promised<Watch> & {
  /**
   * What the watch has to say of tickets as they come. Each is seen at its `receivedAt` (`openedAt` if absent). Tickets that
   * come while the worker is busy go to it together, so a file is read in big steps and a live queue without delay.
   *
   * @example
   * for await (const event of watch.events(queue)) if (event.notify) tell(event);
   */
  events(tickets: Iterable<Ticket> | AsyncIterable<Ticket>, options?: EventsOptions): AsyncGenerator<WatchEvent>;
};
