// Shows each ticket to `Watch` as often as it has changed, and keeps what it remembers over a restart.
//
// A ticket that was shown stays with its row until a snapshot on disk holds it. After a crash those rows are shown again to
// the last snapshot, as of the same instants; what comes of it has the names it had before, so nothing is told twice.

import { createHash } from "node:crypto";
import { Majors } from "./majors.mjs";

/** Feeds `Watch`. */
export class WatchFeed {
  #db;
  #outbox;
  #log;
  #Watch;
  #watch;
  #majors;
  #dirty = false;

  /**
   * @param {object} parts
   * @param {import("./database.mjs").Database} parts.db
   * @param {import("./events.mjs").Outbox} parts.outbox
   * @param {object} parts.log
   * @param {new (policy: object, snapshot?: string) => object} parts.Watch
   */
  constructor({ db, outbox, log, Watch }) {
    this.#db = db;
    this.#outbox = outbox;
    this.#log = log;
    this.#Watch = Watch;
    this.#majors = new Majors(db);
  }

  /** Begins with the last snapshot; with an empty memory if the policy does not take it. */
  open(policy) {
    this.#watch = this.#restored(policy);
    const rows = this.#db.all("SELECT * FROM tickets WHERE observation IS NOT NULL ORDER BY observed_at, source, key");
    this.#db.transaction(() => {
      for (const row of rows) this.#show(row.source, row.key, JSON.parse(row.observation), row.observed_at);
    });
  }

  #restored(policy) {
    const saved = this.#db.get("SELECT value FROM state WHERE name = 'watch'")?.value;
    if (saved === undefined) return new this.#Watch(policy);
    try {
      return new this.#Watch(policy, saved);
    } catch (error) {
      this.#log.warn({ reason: error.message }, "the watch begins anew");
      this.#majors.clear();
      return new this.#Watch(policy);
    }
  }

  /** Shows a ticket, unless it was shown just so. Call it in a transaction. */
  observe(source, key, ticket, now) {
    // Desks count from 1, each of them.
    const text = JSON.stringify({ ...ticket, id: `${source}/${key}` });
    const sql = `UPDATE tickets SET observed = ?, observed_at = ?, observation = ?
       WHERE source = ? AND key = ? AND observed IS NOT ?`;
    const digest = createHash("sha256").update(text).digest("base64");
    if (this.#db.run(sql, digest, now, text, source, key, digest) === 1) this.#show(source, key, JSON.parse(text), now);
  }

  #show(source, key, ticket, now) {
    this.#hear(source, key, this.#watch.observe(ticket, { now: new Date(now).toISOString() }), now);
    this.#dirty = true;
  }

  #hear(source, key, events, now) {
    for (const event of events) this.#majors.note(event);
    const named = events.map((event) => ({ name: nameOf(event), at: now, body: event }));
    this.#outbox.add(source, key, named, now);
  }

  /** The major incidents that stand and hold a ticket of this desk. */
  majors(source) {
    return this.#majors.of(source);
  }

  /**
   * Takes what somebody says of a suggestion: `confirm`, `dismiss` or `resolve`. It is on disk when this returns: a word is not
   * said again after a crash, as tickets are shown again.
   * @param {string} word
   * @param {{ id: string, source: string, by: string, now: number }} about
   */
  say(word, { id, source, by, now }) {
    const events = this.#watch[word](id, { now: new Date(now).toISOString() });
    this.#db.durably(() => {
      const said = events.map((event) => ({ ...event, by }));
      this.#hear(source, id, said, now);
      this.#keep();
    });
    this.#dirty = false;
  }

  /** Puts the memory on disk, if there is something new in it. */
  save() {
    if (!this.#dirty) return;
    this.#db.transaction(() => this.#keep());
    this.#dirty = false;
  }

  #keep() {
    this.#db.run("INSERT OR REPLACE INTO state (name, value) VALUES ('watch', ?)", this.#watch.snapshot());
    this.#db.run("UPDATE tickets SET observation = NULL WHERE observation IS NOT NULL");
  }
}

function nameOf({ kind, id, event = "found", at = "", tickets = [] }) {
  return `watch/${kind}/${id}/${event}/${tickets.length}/${at}`;
}
