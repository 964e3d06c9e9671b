// What a host knows of an incident.

import type { Instant } from "./instant";

/**
 * An incident ticket. snake_case names are read as well. A field that the policy declares with `field(...)` may stand at
 * the top level too; any other unknown name is kept under `fields`.
 */
export interface Ticket {
  /** The host's own name for the ticket. */
  id: string;
  /** When it happened or was written. */
  openedAt: Instant;
  subject?: string | null;
  description?: string | null;
  reporter?: string | null;
  channel?: string | null;
  status?: string | null;
  /** When it reached the desk; `openedAt` if absent. */
  receivedAt?: Instant | null;
  respondedAt?: Instant | null;
  resolvedAt?: Instant | null;
  category?: string | null;
  symptom?: string | null;
  service?: string | null;
  system?: string | null;
  asset?: string | null;
  plant?: string | null;
  area?: string | null;
  line?: string | null;
  zone?: string | null;
  layer?: string | null;
  shift?: string | null;
  impact?: string | null;
  urgency?: string | null;
  /** What the host says; the policy's own judgement is `decision.priority`. */
  priority?: string | null;
  team?: string | null;
  productionStopped?: boolean | null;
  usersBlocked?: number | null;
  workaroundAvailable?: boolean | null;
  linesAffected?: number | null;
  assetRedundant?: boolean | null;
  acknowledgedBy?: string | null;
  tags?: readonly string[] | null;
  /** What changed when, oldest first. */
  history?: readonly Change[] | null;
  /** Fields of the policy's or the host's own. */
  fields?: Record<string, unknown> | null;
  [field: string]: unknown;
}

/** One change of one field of a ticket. */
export interface Change {
  at: Instant;
  field: string;
  from?: unknown;
  to?: unknown;
}
