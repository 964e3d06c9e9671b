// What a decision says has happened: warnings, breaches, escalations. Each has a name, and is told once for each name.

/**
 * The events of a decision that have come, or will have once a quiet hour is over.
 * @param {import("../../index.d.ts").Decision} decision
 * @returns {{ name: string, at: number, body: object }[]}
 */
export function eventsOf(decision) {
  const facts = { id: decision.id, priority: decision.priority, team: decision.team };
  const happened = [...decision.targets.flatMap(targetEvents), ...decision.escalations.flatMap(escalationEvents)];
  return happened.map(({ name, at, ...body }) => ({ name, at: Date.parse(at), body: { ...body, at, ticket: facts } }));
}

function targetEvents(target) {
  const { kind, target: name, sla, cycle, warnings, dueAt, state } = target;
  // Met in time or called off: what was a warning once is none now.
  if (state === "cancelled") return [];
  const about = { target: name, kind, sla, cycle, dueAt };
  const place = `${kind}/${name}/${sla}`;
  const fired = state === "met" ? [] : warnings.filter((warning) => warning.fired);
  const told = fired.map(({ percent, at }) => ({
    name: `warning/${place}/${percent}/${cycle}`,
    at,
    event: "warning",
    percent,
    ...about,
  }));
  if (state !== "breached" || dueAt === null) return told;
  return [...told, { name: `breach/${place}/${cycle}`, at: dueAt, event: "breach", ...about }];
}

function escalationEvents({ escalation, step, round, state, by, notify, message, because }) {
  if (state !== "fired") return [];
  // One for each person: a quiet hour moves some to the morning, and not the others.
  return notify.map(({ id, name, by: channel, at, people, note }) => ({
    name: `escalation/${escalation}/${step}/${round}/${id}`,
    at,
    event: "escalation",
    escalation,
    step,
    round,
    by: channel ?? by,
    notify: { id, name, people, note },
    message,
    because,
  }));
}

/** The table of events, an outbox. */
export class Outbox {
  #db;
  #forgetMs;

  /** @param {number | undefined} forgetAfter seconds; nothing is told at all if there is nobody to tell */
  constructor(db, forgetAfter) {
    this.#db = db;
    this.#forgetMs = forgetAfter === undefined ? undefined : forgetAfter * 1000;
  }

  /**
   * Takes over the events of a decision; those that it takes back are dropped. Call it in a transaction.
   * @returns {number} how many are new
   */
  replace(source, key, events, now) {
    const names = JSON.stringify(events.map(({ name }) => name));
    this.#db.run(
      `DELETE FROM events WHERE source = ? AND key = ? AND told_at IS NULL AND attempts = 0 AND next_at > ?
         AND name NOT IN (SELECT value FROM json_each(?)) AND name NOT LIKE 'watch/%'`,
      source,
      key,
      now,
      names,
    );
    return this.add(source, key, events, now);
  }

  /** Adds events that are not in it yet. Call it in a transaction. */
  add(source, key, events, now) {
    const sql = "INSERT OR IGNORE INTO events (source, key, name, body, next_at, told_at) VALUES (?, ?, ?, ?, ?, ?)";
    let count = 0;
    for (const { name, at, body } of events) {
      const silent = this.#forgetMs === undefined || now - at > this.#forgetMs;
      const text = silent ? "{}" : JSON.stringify(body);
      count += this.#db.run(sql, source, key, name, text, Math.max(at, now), silent ? now : null);
    }
    return count;
  }

  ready(now, count) {
    return this.#db.all(
      "SELECT * FROM events WHERE told_at IS NULL AND next_at <= ? ORDER BY next_at, id LIMIT ?",
      now,
      count,
    );
  }

  /** The event was told. Its name stays, so that it is not told again; its words go. */
  told({ id }, now) {
    this.#db.run("UPDATE events SET told_at = ?, body = '{}' WHERE id = ?", now, id);
  }

  retry({ id }, at) {
    this.#db.run("UPDATE events SET attempts = attempts + 1, next_at = ? WHERE id = ?", at, id);
  }

  /** See `Inbox.tend`: only what has been tried once may be moved up; what is for the morning stays there. */
  tend(now, furthest) {
    const sql = "UPDATE events SET next_at = ? WHERE told_at IS NULL AND attempts > 0 AND next_at > ?";
    this.#db.run(sql, now, now + furthest);
  }
}
