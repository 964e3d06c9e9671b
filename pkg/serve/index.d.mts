/**
 * The validator: webhooks of help desks in, decisions written back. It needs three packages that andon does not bring:
 * `npm install libsql pino prom-client`.
 *
 * @example
 * import { createServer } from "node:http";
 * import { openValidator } from "andon/node";
 * const validator = await openValidator({ policy: "rules/manufacturing", config: "andon.json" });
 * createServer(validator.handler).listen(8787);
 *
 * @packageDocumentation
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Site } from "../adapters/hosts.d.mts";
import type { Problem } from "../index.d.mts";

/**
 * Opens a validator and lets it work.
 *
 * @throws {ConfigError} with all mistakes of the configuration
 * @throws {Error} with all problems of the policy, its own tests included
 */
export function openValidator(options: ValidatorOptions): Promise<Validator>;

export interface ValidatorOptions {
  /** Folder of the policy. */
  policy: string;
  /** File of the configuration, or the configuration itself. */
  config: string | Config;
  /** A pino logger of your own. */
  log?: object;
  /** For tests: milliseconds since 1970. */
  clock?: () => number;
}

/** A running validator. */
export interface Validator {
  /** For Node's `http`; with `next`, for Express and others like it, before anything that parses bodies. */
  handler(request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void): Promise<void>;
  /** For Fastify: `app.register(validator.fastify, { prefix: "/andon" })`. */
  // biome-ignore lint/suspicious/noExplicitAny: Fastify's types are not to be needed by those who do not use it
  fastify(app: any): Promise<void>;
  /** Looks whether the policy has changed, now. */
  reload(): Promise<"same" | "changed" | { refused: string }>;
  /** Takes nothing more, ends what has begun, closes the database. */
  close(): Promise<void>;
  /** What the configuration has become. */
  readonly config: { listen: { host: string; port: number }; sources: Map<string, { name: string }> };
}

/** A secret, which must not stand in the configuration itself. */
export type Secret = { env: string } | { file: string };

/** The configuration; see docs/serving.md. */
export interface Config {
  listen?: { host?: string; port?: number };
  /** File of the database; `andon.sqlite` if absent. */
  database?: string;
  /** The desks, by the name that stands in the address of their webhooks. */
  sources: Record<string, Source>;
  notify?: {
    url?: string;
    secret?: Secret;
    command?: readonly string[];
    /** Seconds; events that are older when they are first seen call nobody. */
    forgetAfter?: number;
  };
  /** Whether tickets are shown to `Watch`; true if absent. */
  watch?: boolean;
  limits?: Partial<Limits>;
  log?: { level?: string; subjects?: boolean };
}

/** A desk. */
export interface Source {
  /** Name of a host that andon knows, or a .json file that describes one. */
  host: string;
  url: string;
  auth?: Auth;
  webhook?: { secret?: Secret; address?: Secret; maxAge?: number };
  /** By what the desk signs what it asks and says for its agents about major incidents; unheard, if absent. */
  agents?: { secret: Secret; maxAge?: number };
  /** The desk's name for the account that writes back: its webhooks are not looked at. */
  self?: string;
  site?: Site;
}

/** How the validator shows the desk who it is. */
export type Auth =
  | { scheme: "none" }
  | { scheme: "basic"; user: string; secret: Secret }
  | { scheme: "bearer" | "token" | "key" | "session"; secret: Secret }
  | { scheme: "header"; name: string; prefix?: string; secret: Secret };

/** Times are milliseconds. */
export interface Limits {
  bodyBytes: number;
  /** Tickets of one desk that are worked on at once. */
  concurrency: number;
  hostTimeoutMs: number;
  notifyTimeoutMs: number;
  retryBaseMs: number;
  retryCapMs: number;
  writesPerTicketAndHour: number;
  stopMs: number;
  pollMs: number;
}

/** A configuration that cannot be used. */
export class ConfigError extends Error {
  name: "ConfigError";
  problems: Problem[];
}

/** The signature of a body, as its header has it. */
export function sign(
  scheme: { algorithm?: string; encoding?: "hex" | "base64"; prefix?: string; signed: readonly string[] },
  secret: string,
  parts: { body: string | Buffer; timestamp?: string },
): string;
