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

import type { Calendar, History, HistoryOptions, Policy } from "./index.js";

/** Where the worker and the WebAssembly are, if not where the package expects them. */
export interface ConnectOptions {
  /** A module worker that runs `andon/worker`. */
  worker?: Worker;
  /** Address of `andon/engine.wasm`. */
  engine?: string | URL;
}

/** Starts a worker and loads the engine in it. */
export function connect(options?: ConnectOptions): Promise<Client>;

/** The package, in a worker. */
export interface Client {
  /** `Policy.compile`. */
  compile(files: Record<string, string>): Promise<RemotePolicy>;
  /** A `History` in the worker, without tickets; `append` fills it. */
  history(): Promise<RemoteHistory>;
  /** Ends the worker. Promises still open are rejected. */
  terminate(): void;
}

/** The methods of `T`, each with a promise. */
type Promised<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : T[K];
};

/** A policy in the worker. */
export type RemotePolicy = Promised<Omit<Policy, "calendar" | "recompile">> & {
  recompile(files: Record<string, string>): Promise<RemotePolicy>;
  calendar(name: string): Promise<RemoteCalendar>;
};

/** A calendar in the worker. */
export type RemoteCalendar = Promised<Calendar>;

/** Past tickets in the worker; policies that are asked about live there, too. */
export type RemoteHistory = Promised<Pick<History, "append" | "problems" | "ticket" | "memory" | "free">> & {
  /** How many tickets there are. */
  size(): Promise<number>;
  decide(policy: RemotePolicy, options?: HistoryOptions): Promise<ReturnType<History["decide"]>>;
  compare(before: RemotePolicy, after: RemotePolicy, options?: HistoryOptions): Promise<ReturnType<History["compare"]>>;
  report(policy: RemotePolicy, options?: HistoryOptions): Promise<ReturnType<History["report"]>>;
};
