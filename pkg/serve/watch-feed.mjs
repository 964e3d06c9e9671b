// Shows each new ticket to `Watch`, once, and keeps what it remembers over a restart.
//
// A ticket that was observed stays with its row until a snapshot on disk holds it. After a crash those rows are shown again
// to the last snapshot; what comes of it has the names it had before, so nothing is told twice.

/** Feeds `Watch`. */
export class WatchFeed {
  #db;
  #outbox;
  #watch;
  #dirty = false;

  /**
   * @param {object} parts
   * @param {import("./database.mjs").Database} parts.db
   * @param {import("./events.mjs").Outbox} parts.outbox
   * @param {new (policy: object, snapshot?: unknown) => object} parts.Watch
   */
  constructor({ db, outbox, Watch }) {
    this.#db = db;
    this.#outbox = outbox;
    this.Watch = Watch;
  }

  /** Begins with the last snapshot; with an empty memory if the policy does not take it. */
  open(policy) {
    const saved = this.#db.get("SELECT value FROM state WHERE name = 'watch'")?.value;
    this.#watch = this.#restored(policy, saved);
    const rows = this.#db.all("SELECT * FROM tickets WHERE observation IS NOT NULL ORDER BY observed_at, source, key");
    for (const row of rows)
      this.#db.transaction(() => this.#show(row.source, row.key, JSON.parse(row.observation), row.observed_at));
  }

  #restored(policy, saved) {
    if (saved === undefined) return new this.Watch(policy);
    try {
      return new this.Watch(policy, JSON.parse(saved));
    } catch {
      return new this.Watch(policy);
    }
  }

  /** Shows a ticket that was not shown before. Call it in a transaction. */
  observe(source, key, ticket, now) {
    const sql =
      "UPDATE tickets SET observed_at = ?, observation = ? WHERE source = ? AND key = ? AND observed_at IS NULL";
    if (this.#db.run(sql, now, JSON.stringify(ticket), source, key) === 1) this.#show(source, key, ticket, now);
  }

  #show(source, key, ticket, now) {
    const events = this.#watch.observe(ticket, { now: new Date(now).toISOString() });
    this.#outbox.add(
      source,
      key,
      events.map((event) => named(event, now)),
      now,
    );
    this.#dirty = true;
  }

  /** Puts the memory on disk, if there is something new in it. */
  save() {
    if (!this.#dirty) return;
    const snapshot = JSON.stringify(this.#watch.snapshot());
    this.#db.transaction(() => {
      this.#db.run("INSERT OR REPLACE INTO state (name, value) VALUES ('watch', ?)", snapshot);
      this.#db.run("UPDATE tickets SET observation = NULL WHERE observation IS NOT NULL");
    });
    this.#dirty = false;
  }
}

function named(event, now) {
  const members = event.tickets?.length ?? 0;
  return { name: `watch/${event.kind}/${event.id}/${event.event ?? "found"}/${members}`, at: now, body: event };
}
