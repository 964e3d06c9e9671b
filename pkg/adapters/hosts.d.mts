/**
 * Help desks: their tickets as canonical ones, decisions as requests to their APIs. Works in Node and in browsers.
 *
 * @example
 * import { hosts, openHost } from "andon/adapters";
 * const desk = openHost(hosts.zendesk, { tables: { teams: { network: 360001 } } });
 * const seen = desk.read(await response.json());
 * const decision = policy.decide(seen.ticket, { now });
 * desk.changes(decision, seen);   // requests that write it back
 * desk.values(decision);          // the desk's own words, for a form
 *
 * @packageDocumentation
 */

import type { Decision, Problem, Ticket } from "../index.d.mts";

/** Descriptions of help desks, by name. */
export const hosts: Readonly<Record<HostName, HostDefinition>>;

export type HostName =
  | "request-tracker"
  | "django-helpdesk"
  | "roundup"
  | "zammad"
  | "glpi"
  | "zendesk"
  | "jira-service-management"
  | "servicenow"
  | "freshservice"
  | "invgate"
  | "osticket"
  | "generic-json";

/** The parts of a decision that can be written back. */
export const parts: readonly Part[];

export type Part = "priority" | "team" | "category" | "due" | "sla" | "note";

/**
 * Makes a desk of its description.
 *
 * @throws {MappingError} with all mistakes
 */
export function openHost(definition: HostDefinition, site?: Site): Host;

/** A desk in data; see adapters/README.md. */
export interface HostDefinition {
  name: string;
  about?: string;
  ticket: Record<string, unknown>;
  [key: string]: unknown;
}

/** What differs from site to site. */
export interface Site {
  /** More fields, or other columns for those there are. */
  ticket?: Record<string, unknown>;
  /** From andon's words to the desk's: `{ teams: { network: "Network" } }`. */
  tables?: Record<string, Record<string, unknown>>;
  /** The parts that are written; all if absent. */
  apply?: readonly Part[];
  dates?: { pattern?: string | readonly string[]; zone?: string };
  [key: string]: unknown;
}

/** A ticket as a desk sent it. */
export interface Seen {
  /** The ticket's name in the desk's API. */
  key: string;
  ticket: Ticket;
  row: Record<string, unknown>;
}

/** A request to the desk's API. */
export interface Change {
  name: string;
  method: "PUT" | "PATCH" | "POST";
  /** Below the desk's own address. */
  path: string;
  /** Whether `If-Match` must go with it. */
  ifMatch: boolean;
  /** Where to look whether it has arrived, if that is not to be seen on the ticket. */
  look?: string;
  body: unknown;
}

/** A desk that is ready. */
export interface Host {
  readonly name: string;
  /**
   * Reads a ticket, from a webhook or from an answer of the API.
   *
   * @throws {RowError} with everything that is wrong with it
   */
  read(json: unknown, more?: { webhook?: unknown }): Seen;
  ticket(json: unknown, more?: { webhook?: unknown }): Ticket;
  keyOf(webhook: unknown): string;
  changes(
    decision: Decision,
    seen: Seen,
    options?: {
      marker?: string;
      without?: readonly Part[];
      missed?: (miss: { table: string; value: unknown }) => void;
    },
  ): Change[];
  /** What was decided, in the desk's own words. */
  values(decision: Decision): Partial<Record<Part, unknown>>;
}

/** A description that cannot be used. */
export class MappingError extends Error {
  name: "MappingError";
  problems: Problem[];
}

/** A ticket that cannot be read. */
export class RowError extends Error {
  name: "RowError";
  problems: Problem[];
}
