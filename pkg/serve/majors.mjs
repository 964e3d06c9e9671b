// The major incidents that stand: suggested by the watch, or confirmed. Each as of the watch's last word about it.

const OVER = new Set(["merged", "withdrawn", "ended", "dismissed", "resolved"]);

/** The table of major incidents. */
export class Majors {
  #db;

  constructor(db) {
    this.#db = db;
  }

  /** Takes over an event of the watch. Call it in a transaction. */
  note(event) {
    const { kind, id, at } = event;
    if (kind !== "major") return;
    if (OVER.has(event.event)) {
      this.#db.run("DELETE FROM majors WHERE id = ?", id);
      return;
    }
    const isConfirmed = event.event === "confirmed" ? 1 : 0;
    this.#db.run(
      `INSERT INTO majors (id, began_at, confirmed, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET confirmed = max(confirmed, excluded.confirmed), body = excluded.body`,
      id,
      at ?? "",
      isConfirmed,
      JSON.stringify(event),
    );
  }

  /** A watch that begins anew knows none of them. */
  clear() {
    this.#db.run("DELETE FROM majors");
  }

  /**
   * Those that hold a ticket of this desk, the newest first, with tickets as the desk calls them.
   * @param {string} source
   */
  of(source) {
    const rows = this.#db.all("SELECT * FROM majors ORDER BY began_at DESC, id");
    return rows.flatMap(({ id, began_at: since, confirmed, body }) => {
      const { tickets, scope, evidence, recommendation, plan = null } = JSON.parse(body);
      const own = tickets.flatMap((name) => (name.startsWith(`${source}/`) ? [name.slice(source.length + 1)] : []));
      if (own.length === 0) return [];
      const state = confirmed === 1 ? "confirmed" : "suggested";
      const elsewhere = tickets.length - own.length;
      return [{ id, state, since, tickets: own, elsewhere, scope, evidence, recommendation, plan }];
    });
  }
}
