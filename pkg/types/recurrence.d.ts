// Faults that come back.

import type { Instant } from "./instant";

/** A fault that came back in a past, with a suggested problem record. */
export type Recurring = ProblemEvent & { record: { title: string; description: string; incidents: string[] } };

/** A fault that comes back. */
export interface ProblemEvent {
  kind: "problem";
  id: string;
  at: Instant;
  pattern: "count_30d" | "weekly" | "every_n_hours" | "job";
  asset: string | null;
  plant: string | null;
  system: string | null;
  periodHours?: number;
  /** Monday 0, in UTC. */
  weekday?: number;
  /** In UTC. */
  hour?: number;
  job?: string;
  tickets: string[];
  evidence: { text: string; episodes: number; usual: number; chance: number };
}
