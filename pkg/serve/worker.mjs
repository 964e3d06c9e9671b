// Works off the inbox of one source: read the ticket from the host, decide, write back, note it, all again after a failure.

import { RowError } from "../adapters/hosts.mjs";
import { backOff } from "./back-off.mjs";
import { eventsOf } from "./events.mjs";
import { HostError } from "./host-api.mjs";
import { checkLoop, digestOf, writeBack } from "./write-back.mjs";

/** How often a ticket is read anew at once, if somebody else changes it while we look. */
const STALE_TRIES = 5;
const CLOSED = new Set(["resolved", "closed"]);

/** The worker of one source. */
export class Worker {
  #parts;
  #busy = new Map();
  #timer;
  #stopped = false;
  /** A host that is down is not asked for each ticket that waits. */
  #rest = { until: 0, failures: 0 };
  #proven = false;

  /**
   * @param {object} parts
   * @param {object} parts.source of the configuration
   * @param {import("./host-api.mjs").HostApi} parts.api
   * @param {import("./database.mjs").Database} parts.db
   * @param {import("./inbox.mjs").Inbox} parts.inbox
   * @param {import("./tickets.mjs").Tickets} parts.tickets
   * @param {import("./events.mjs").Outbox} parts.outbox
   * @param {import("./policy.mjs").PolicyKeeper} parts.keeper
   * @param {import("./watch-feed.mjs").WatchFeed} [parts.watch]
   * @param {object} parts.limits
   * @param {import("./metrics.mjs").Metrics} parts.metrics
   * @param {object} parts.log
   * @param {() => number} parts.clock
   * @param {string} parts.markKey
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Starts what is ready, and comes back when there is more. */
  wake() {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const { inbox, source, limits, clock } = this.#parts;
    // Until the rest is over nothing is free; a clock that was set back does not make it longer than it may be.
    const isResting = clock() < this.#rest.until && this.#rest.until - clock() <= limits.retryCapMs;
    const free = isResting ? 0 : limits.concurrency - this.#busy.size;
    // Those being worked on are still in the inbox, so as many more are asked for.
    const rows = free > 0 ? inbox.ready(source.name, clock(), limits.concurrency + this.#busy.size) : [];
    for (const row of rows.filter(({ key }) => !this.#busy.has(key)).slice(0, free)) this.#start(row);
    this.#timer = setTimeout(() => this.wake(), limits.pollMs).unref();
  }

  #start(row) {
    const work = this.#workOff(row).finally(() => {
      this.#busy.delete(row.key);
      this.wake();
    });
    this.#busy.set(row.key, work);
  }

  /** Takes nothing more, and waits for what has begun. */
  async stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.allSettled(this.#busy.values());
  }

  async #workOff(row) {
    const { log } = this.#parts;
    try {
      await this.#untilFresh(row);
    } catch (error) {
      if (error instanceof HostError || error instanceof RowError || error.name === "TicketError")
        this.#putBack(row, error);
      // A mistake of ours, or a disk that is full: said loudly, and tried again, since a ticket hangs on it.
      else {
        log.error({ source: row.source, key: row.key, err: error }, "work failed");
        this.#putBack(row, new HostError("internal error", "retry"));
      }
    }
  }

  async #untilFresh(row) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#once(row);
      } catch (error) {
        if (error.way !== "stale" || tries >= STALE_TRIES) throw error;
      }
    }
  }

  async #once(row) {
    const { source, tickets, keeper, clock, metrics } = this.#parts;
    const started = performance.now();
    const known = tickets.get(row.source, row.key);
    const seen = await this.#look(row, known);
    const now = clock();
    const decision = keeper.policy.decide(seen.ticket, { now: new Date(now).toISOString() });
    const digest = digestOf(source.host, decision);
    const closed = CLOSED.has(seen.ticket.status) || seen.ticket.resolvedAt !== undefined;
    const isNews = !closed && known.written !== digest;
    const writing = isNews ? await this.#write(row, { decision, digest, seen, known, now }) : 0;
    const webhook = closed ? null : (row.body ?? known.webhook ?? null);
    this.#commit(row, { decision, digest, seen, now, webhook, isNews });
    this.#rest.failures = 0;
    metrics.decided(row.source, decision.priority);
    metrics.overhead(row.source, performance.now() - started - seen.hostMs - writing);
  }

  /** The ticket as the host has it now; as the webhook has it, where the host cannot be asked. */
  async #look({ key, body }, known) {
    const { source, api } = this.#parts;
    const said = body ?? known.webhook ?? undefined;
    const webhook = said === undefined ? undefined : JSON.parse(said);
    const { read, etag } = source.host.api;
    if (read === undefined) return { ...source.host.read(webhook), hostMs: 0 };
    const answer = await api.get(read.replaceAll("{key}", encodeURIComponent(key)));
    const seen = source.host.read(answer.json, { webhook });
    const version = etag === "header" ? answer.etag : etagIn(answer.json, etag);
    return { ...seen, text: answer.text, etag: version, hostMs: answer.ms };
  }

  /** @returns {Promise<number>} milliseconds that the host took */
  async #write({ suspect }, { decision, digest, seen, known, now }) {
    const { source, api, tickets, limits, metrics, log, markKey } = this.#parts;
    checkLoop(known, now, limits.writesPerTicketAndHour);
    const missed = (miss) => log.warn({ source: source.name, key: seen.key, ...miss }, "a table has no such value");
    const work = {
      api,
      host: source.host,
      source: source.name,
      tickets,
      decision,
      digest,
      seen,
      known,
      missed,
      suspect,
      markKey,
    };
    const { requests, known: found, hostMs, mark } = await writeBack(work);
    metrics.wrote(source.name, requests, found);
    return hostMs + (requests > 0 && mark ? await this.#prove(seen.key, mark) : 0);
  }

  /**
   * Looks, after the first write, whether the note has arrived. Some desks drop fields that they do not know and say that all
   * went well.
   * @returns {Promise<number>} milliseconds that the host took
   */
  async #prove(key, mark) {
    const { source, api, log } = this.#parts;
    const { read } = source.host.api;
    if (this.#proven || read === undefined) return 0;
    this.#proven = true;
    const { text, ms } = await api
      .get(read.replaceAll("{key}", encodeURIComponent(key)))
      .catch(() => ({ text: mark, ms: 0 }));
    if (!text.includes(mark))
      log.warn({ source: source.name, key }, "the note did not arrive: does the desk have the field for it?");
    return ms;
  }

  #commit(row, { decision, digest, seen, now, webhook, isNews }) {
    const { db, inbox, tickets, outbox, watch, log } = this.#parts;
    const { source, key } = row;
    db.transaction(() => {
      tickets.decided(source, key, decision, { now, webhook });
      if (isNews) tickets.wrote(source, key, digest, now);
      outbox.replace(source, key, eventsOf(decision), now);
      watch?.observe(source, key, seen.ticket, now);
      inbox.done(row, now);
    });
    const { priority, team, nextEventAt } = decision;
    log.info({ source, key, priority, team, written: isNews, nextEventAt, ...this.#subject(seen) }, "decided");
  }

  #subject({ ticket }) {
    return this.#parts.subjects ? { subject: ticket.subject } : {};
  }

  #takeRest(retryAfter = 0) {
    const { limits, clock } = this.#parts;
    this.#rest.failures += 1;
    this.#rest.until =
      clock() + Math.min(limits.retryCapMs, Math.max(retryAfter, backOff(this.#rest.failures, limits)));
  }

  #putBack(row, error) {
    const { inbox, limits, metrics, log, clock } = this.#parts;
    const { source, key } = row;
    // What the ticket lacks may come with the next webhook; until then another try is no use.
    const isFinal = error.way === "park" || !(error instanceof HostError);
    const reason = error instanceof HostError ? error.message : codes(error);
    metrics.failed(source, isFinal ? "parked" : "retry");
    if (isFinal) {
      inbox.park(row, reason);
      log.error({ source, key, reason }, "gave up until the next webhook");
      return;
    }
    const wait = Math.min(limits.retryCapMs, Math.max(backOff(row.attempts + 1, limits), error.retryAfter ?? 0));
    inbox.retry(row, clock() + wait);
    if (error.isDown) this.#takeRest(error.retryAfter);
    log.warn({ source, key, attempt: row.attempts + 1, retryMs: wait, reason }, "tried in vain");
  }
}

function etagIn(json, path) {
  return path?.split(".").reduce((part, step) => part?.[step], json);
}

/** What is wrong with a ticket, without what the ticket says. */
function codes({ problems = [], name }) {
  return [name, ...problems.map(({ code, path }) => [code, path].filter(Boolean).join(" "))].join(", ");
}
