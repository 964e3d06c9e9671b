// The embedded database. Everything that must outlive a `kill -9` is in it.
//
// `libsql` where it is installed, else the SQLite that Node has built in since 22.13. Both speak alike.

import { randomBytes } from "node:crypto";
import { Refusal } from "../cli/refusal.mjs";

const SCHEMA = [
  `CREATE TABLE inbox (
     source      TEXT NOT NULL,
     key         TEXT NOT NULL,
     version     INTEGER NOT NULL,  -- one more with each webhook: what came while we worked is seen
     body        TEXT,              -- the newest webhook; NULL if a timer wants the ticket looked at
     received_at INTEGER NOT NULL,  -- the oldest webhook that waits
     attempts    INTEGER NOT NULL DEFAULT 0,
     next_at     INTEGER NOT NULL,
     parked      TEXT,              -- why it is not tried again before the next webhook
     suspect     INTEGER NOT NULL DEFAULT 0,  -- it waited when we stopped: what was noted of it may be less than was done
     PRIMARY KEY (source, key)
   ) WITHOUT ROWID;
   CREATE INDEX inbox_next ON inbox (source, next_at) WHERE parked IS NULL;

   CREATE TABLE deliveries (
     source  TEXT NOT NULL,
     id      TEXT NOT NULL,
     seen_at INTEGER NOT NULL,
     PRIMARY KEY (source, id)
   ) WITHOUT ROWID;
   CREATE INDEX deliveries_seen ON deliveries (seen_at);

   CREATE TABLE tickets (
     source        TEXT NOT NULL,
     key           TEXT NOT NULL,
     webhook       TEXT,             -- what only the webhook said; until the ticket is resolved
     attempted     TEXT,             -- the request that may have reached the host
     written       TEXT,             -- digest of the decision that the host has
     writes        INTEGER NOT NULL DEFAULT 0,
     hour          INTEGER NOT NULL DEFAULT 0,
     hour_writes   INTEGER NOT NULL DEFAULT 0,
     priority      TEXT,
     team          TEXT,
     policy        TEXT,
     decided_at    INTEGER,
     next_event_at INTEGER,
     observed      TEXT,             -- digest of the ticket as it was shown to the watch
     observed_at   INTEGER,
     observation   TEXT,             -- the ticket as it was shown, until a snapshot holds it
     PRIMARY KEY (source, key)
   ) WITHOUT ROWID;
   CREATE INDEX tickets_next ON tickets (next_event_at) WHERE next_event_at IS NOT NULL;
   CREATE INDEX tickets_observation ON tickets (observed_at) WHERE observation IS NOT NULL;

   CREATE TABLE events (
     id       INTEGER PRIMARY KEY,
     source   TEXT NOT NULL,
     key      TEXT NOT NULL,
     name     TEXT NOT NULL,         -- one event has one name, so that it is told once
     body     TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     next_at  INTEGER NOT NULL,
     told_at  INTEGER,
     UNIQUE (source, key, name)
   );
   CREATE INDEX events_next ON events (next_at) WHERE told_at IS NULL;

   CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;`,

  `CREATE TABLE majors (
     id        TEXT PRIMARY KEY,
     began_at  TEXT NOT NULL,
     confirmed INTEGER NOT NULL,
     body      TEXT NOT NULL         -- the watch's last word
   ) WITHOUT ROWID;`,
];

/**
 * Opens a database file, or makes it.
 * @param {string} file
 * @returns {Promise<Database>}
 */
export async function openDatabase(file) {
  const database = new Database(await openFile(file));
  // NORMAL: a commit outlives the end of the process at once, and a power failure after the next `durably`. What is lost
  // then is work that was done, and the inbox, which is durable, has it done again; see `suspect`.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;");
  database.migrate();
  database.exec("UPDATE inbox SET suspect = 1");
  return database;
}

async function openFile(file) {
  try {
    const { default: Libsql } = await import("libsql");
    return new Libsql(file);
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  }
  try {
    const { DatabaseSync } = await import("node:sqlite");
    return new DatabaseSync(file);
  } catch (error) {
    if (error.code !== "ERR_UNKNOWN_BUILTIN_MODULE") throw error;
    throw new Refusal("the validator needs SQLite: `npm install libsql`, or Node 22.13 and later", { cause: error });
  }
}

/** A database with its statements prepared once. */
class Database {
  #db;
  #statements = new Map();

  constructor(db) {
    this.#db = db;
  }

  exec(sql) {
    this.#db.exec(sql);
  }

  migrate() {
    const { user_version: version } = this.get("PRAGMA user_version");
    if (version > SCHEMA.length) throw new Refusal("the database was written by a newer andon: use that one");
    for (const [index, sql] of SCHEMA.entries()) {
      if (index < version) continue;
      this.transaction(() => this.exec(`${sql}; PRAGMA user_version = ${index + 1}`));
    }
  }

  /** @returns {number} how many rows changed */
  run(sql, ...values) {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  get(sql, ...values) {
    return this.#prepared(sql).get(...values) ?? undefined;
  }

  all(sql, ...values) {
    return this.#prepared(sql).all(...values);
  }

  /** A random key of this database's own, made the first time that it is asked for. */
  key(name) {
    const made = randomBytes(32).toString("hex");
    this.run("INSERT OR IGNORE INTO state (name, value) VALUES (?, ?)", name, made);
    return this.get("SELECT value FROM state WHERE name = ?", name).value;
  }

  /** As `transaction`; once this returns, not even a power failure takes it back. */
  durably(work) {
    this.exec("PRAGMA synchronous = FULL");
    try {
      return this.transaction(work);
    } finally {
      this.exec("PRAGMA synchronous = NORMAL");
    }
  }

  /** All of it or nothing. Nothing may wait inside. */
  transaction(work) {
    this.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.exec("COMMIT");
      return result;
    } catch (error) {
      this.exec("ROLLBACK");
      throw error;
    }
  }

  close() {
    this.#statements.clear();
    this.#db.close();
  }

  #prepared(sql) {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
