// What is known of each ticket between two looks at it.

const HOUR_MS = 3_600_000;

/** The table of tickets. */
export class Tickets {
  #db;

  constructor(db) {
    this.#db = db;
  }

  /** What is known of a ticket; an empty record of a new one. */
  get(source, key) {
    return this.#db.get("SELECT * FROM tickets WHERE source = ? AND key = ?", source, key) ?? {};
  }

  /** Notes, before it is sent, that a request may reach the host from now on. */
  attempt(source, key, attempt) {
    this.#db.run(
      `INSERT INTO tickets (source, key, attempted) VALUES (?, ?, ?)
       ON CONFLICT (source, key) DO UPDATE SET attempted = excluded.attempted`,
      source,
      key,
      attempt,
    );
  }

  /** Notes that the host has a decision. Call it in a transaction. */
  wrote(source, key, digest, now) {
    const hour = Math.floor(now / HOUR_MS);
    this.#db.run(
      `UPDATE tickets SET written = ?, attempted = NULL, writes = writes + 1,
         hour_writes = CASE WHEN hour = ? THEN hour_writes + 1 ELSE 1 END, hour = ?
       WHERE source = ? AND key = ?`,
      digest,
      hour,
      hour,
      source,
      key,
    );
  }

  /**
   * Notes what was decided. Call it in a transaction.
   * @param {string | null} webhook the last one, for what only that says; nothing once the ticket is closed
   */
  decided(source, key, decision, { now, webhook }) {
    this.#db.run(
      `INSERT INTO tickets (source, key, webhook, priority, team, policy, decided_at, next_event_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (source, key) DO UPDATE SET webhook = excluded.webhook, priority = excluded.priority,
         team = excluded.team, policy = excluded.policy, decided_at = excluded.decided_at,
         next_event_at = excluded.next_event_at`,
      source,
      key,
      webhook,
      decision.priority,
      decision.team,
      decision.policy.hash,
      now,
      decision.nextEventAt === null ? null : Date.parse(decision.nextEventAt),
    );
  }

  /** Tickets whose timer has come. */
  due(now, count) {
    const sql = "SELECT source, key FROM tickets WHERE next_event_at <= ? ORDER BY next_event_at LIMIT ?";
    return this.#db.all(sql, now, count);
  }

  /** Takes a timer off; the next decision sets a new one. Call it in a transaction. */
  clearTimer(source, key) {
    this.#db.run("UPDATE tickets SET next_event_at = NULL WHERE source = ? AND key = ?", source, key);
  }
}
