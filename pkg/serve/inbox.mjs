// The inbox: webhooks go in, and stay until the ticket they tell of has been worked off.
//
// A row is a ticket, not a webhook. Ten webhooks about one ticket are one piece of work, and their order does not matter,
// since the ticket is read anew from the host.

const ACCEPT = `
  INSERT INTO inbox (source, key, version, body, received_at, next_at) VALUES (?, ?, 1, ?, ?, ?)
  ON CONFLICT (source, key) DO UPDATE SET
    version = version + 1,
    body = coalesce(excluded.body, body),
    attempts = 0,
    next_at = min(next_at, excluded.next_at),
    parked = NULL`;

/** How long a host's own name of a delivery is remembered. */
const REMEMBERED_MS = 86_400_000;

/** Where webhooks wait. */
export class Inbox {
  #db;
  #waiting = [];
  #onWork;

  /**
   * @param {import("./database.mjs").Database} db
   * @param {(source: string) => void} onWork called when there is something to do
   */
  constructor(db, onWork) {
    this.#db = db;
    this.#onWork = onWork;
  }

  /**
   * Keeps a webhook.
   * @param {{ source: string, key: string, body: string, replayKey?: string, delivery?: string, now: number }} webhook
   * @returns {Promise<"accepted" | "duplicate" | "replayed">} once it is on disk
   */
  accept(webhook) {
    return new Promise((resolve, reject) => {
      // All that arrive in one turn of the event loop share one commit.
      if (this.#waiting.length === 0) setImmediate(() => this.#commit());
      this.#waiting.push({ webhook, resolve, reject });
    });
  }

  /** Asks for a look at a ticket without a webhook. Call it in a transaction. */
  remind(source, key, now) {
    this.#db.run(ACCEPT, source, key, null, now, now);
  }

  #commit() {
    const waiting = this.#waiting.splice(0);
    let results;
    try {
      results = this.#db.durably(() => waiting.map(({ webhook }) => this.#insert(webhook)));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
      return;
    }
    for (const [index, { resolve }] of waiting.entries()) resolve(results[index]);
    for (const source of new Set(waiting.map(({ webhook }) => webhook.source))) this.#onWork(source);
  }

  #insert({ source, key, body, replayKey, delivery, now }) {
    if (delivery !== undefined && !this.#isNew(source, `delivery ${delivery}`, now)) return "duplicate";
    if (replayKey !== undefined && !this.#isNew(source, `signature ${replayKey}`, now)) return "replayed";
    this.#db.run(ACCEPT, source, key, body, now, now);
    return "accepted";
  }

  #isNew(source, id, now) {
    return (
      this.#db.run("INSERT OR IGNORE INTO deliveries (source, id, seen_at) VALUES (?, ?, ?)", source, id, now) === 1
    );
  }

  /** Rows that are to be worked on now, those that wait longest first. */
  ready(source, now, count) {
    const sql = "SELECT * FROM inbox WHERE source = ? AND parked IS NULL AND next_at <= ? ORDER BY next_at LIMIT ?";
    return this.#db.all(sql, source, now, count);
  }

  /** Takes a row out. One that a webhook came for meanwhile stays, to be worked on again. Call it in a transaction. */
  done({ source, key, version }, now) {
    const gone = this.#db.run("DELETE FROM inbox WHERE source = ? AND key = ? AND version = ?", source, key, version);
    if (gone === 0)
      this.#db.run("UPDATE inbox SET received_at = ?, attempts = 0 WHERE source = ? AND key = ?", now, source, key);
  }

  /** Puts a row back until `at`. */
  retry({ source, key }, at) {
    this.#db.run("UPDATE inbox SET attempts = attempts + 1, next_at = ? WHERE source = ? AND key = ?", at, source, key);
  }

  /** Gives a row up until the next webhook; one that came meanwhile counts as that. */
  park({ source, key, version }, reason) {
    const sql = "UPDATE inbox SET parked = ? WHERE source = ? AND key = ? AND version = ?";
    this.#db.run(sql, reason, source, key, version);
  }

  /** Tends to what time has passed by. `furthest` is the longest that anything may have to wait. */
  tend(now, furthest) {
    this.#db.run("DELETE FROM deliveries WHERE seen_at < ?", now - REMEMBERED_MS);
    // A clock that was set back must not make work wait for the old time to come again.
    this.#db.run("UPDATE inbox SET next_at = ? WHERE next_at > ?", now, now + furthest);
  }

  /** @returns {{ source: string, waiting: number, parked: number, oldest: number | null }[]} */
  depth() {
    return this.#db.all(`SELECT source, count(*) - count(parked) AS waiting, count(parked) AS parked,
      min(CASE WHEN parked IS NULL THEN received_at END) AS oldest FROM inbox GROUP BY source`);
  }
}
