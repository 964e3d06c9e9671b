// The validator: a webhook tells of a ticket; the ticket is decided and the decision written back.
//
//   receiver -> inbox -> worker -> (host, decide, host) -> tickets, outbox -> teller
//                          ^                                  |
//                          +------------ timers --------------+

import { backOff } from "./back-off.mjs";
import { readConfig, readConfigFile } from "./config.mjs";
import { openDatabase } from "./database.mjs";
import { Outbox } from "./events.mjs";
import { HostApi } from "./host-api.mjs";
import { Inbox } from "./inbox.mjs";
import { openLog } from "./log.mjs";
import { openMetrics } from "./metrics.mjs";
import { PolicyKeeper } from "./policy.mjs";
import { receiver } from "./receiver.mjs";
import { teller } from "./teller.mjs";
import { Tickets } from "./tickets.mjs";
import { WatchFeed } from "./watch-feed.mjs";
import { Worker } from "./worker.mjs";

/** How many timers are taken up at once. */
const BATCH = 100;

/**
 * Opens a validator and lets it work.
 * @param {object} options
 * @param {string} options.policy folder of the policy
 * @param {string | object} options.config file of the configuration, or the configuration itself
 * @param {object} [options.log] a pino logger of your own
 * @param {() => number} [options.clock] for tests: milliseconds
 * @returns {Promise<Validator>}
 * @throws {import("./problems.mjs").ConfigError | import("../cli/refusal.mjs").Refusal} with all problems
 */
export async function openValidator({ policy, config: given, log: ownLog, clock = Date.now }) {
  const config = typeof given === "string" ? readConfigFile(given) : readConfig(given);
  const keeper = await new PolicyKeeper(policy).open();
  const log = ownLog ?? (await openLog(config.log.level));
  const db = await openDatabase(config.database);
  const workers = new Map();
  const inbox = new Inbox(db, (source) => workers.get(source)?.wake());
  const metrics = await openMetrics(() => inbox.depth());
  const outbox = new Outbox(db, config.notify?.forgetAfter);
  const tickets = new Tickets(db);
  const watch = config.watch ? await openWatch(db, outbox, keeper.policy, log) : undefined;
  const parts = { config, keeper, log, db, inbox, metrics, outbox, tickets, watch, clock, workers };
  metrics.loaded("first", keeper.policy);
  for (const source of config.sources.values()) workers.set(source.name, newWorker(source, parts));
  return new Validator(parts);
}

async function openWatch(db, outbox, policy, log) {
  const { Watch } = await import("../node.mjs");
  if (Watch === undefined) return undefined;
  const feed = new WatchFeed({ db, outbox, log, Watch });
  feed.open(policy);
  log.debug("watch is open");
  return feed;
}

function newWorker(source, { config, ...parts }) {
  const { limits, log } = config;
  const onAnswer = (method, status, ms) => parts.metrics.answered(source.name, method, status, ms);
  const api = new HostApi(source, { timeoutMs: limits.hostTimeoutMs, onAnswer });
  return new Worker({ ...parts, source, api, limits, subjects: log.subjects, markKey: parts.db.key("mark") });
}

/** A running validator. */
export class Validator {
  #parts;
  #tell;
  #telling = new Map();
  #timer;
  #stopping = false;
  #receive;

  constructor(parts) {
    this.#parts = parts;
    const { config, inbox, metrics, watch, log, clock, keeper } = parts;
    this.#tell = config.notify && teller(config.notify, config.limits.notifyTimeoutMs);
    const health = () => (this.#stopping ? undefined : { policy: keeper.policy.hash, inbox: inbox.depth() });
    this.#receive = receiver({
      sources: config.sources,
      inbox,
      metrics,
      watch,
      log,
      clock,
      health,
      bodyBytes: config.limits.bodyBytes,
    });
    this.handler = this.handler.bind(this);
    this.fastify = this.fastify.bind(this);
    this.#tick();
    for (const worker of parts.workers.values()) worker.wake();
  }

  /** The configuration in use. */
  get config() {
    return this.#parts.config;
  }

  /** A handler for Node's `http`; with `next`, for Express and others like it. */
  handler(request, response, next) {
    return this.#receive(request, response, next);
  }

  /** A plugin for Fastify: `app.register(validator.fastify, { prefix: "/andon" })`. */
  async fastify(app) {
    // The bytes have to come through unread: they are signed.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    app.all("/*", (request, reply) => {
      reply.hijack();
      return this.#receive(request.raw, reply.raw, undefined, request.raw.url.slice(app.prefix.length));
    });
  }

  /** Looks whether the policy has changed, now. */
  async reload() {
    const { keeper, metrics, log, watch } = this.#parts;
    const result = await keeper.look();
    if (result === "same") return result;
    if (result === "changed") {
      watch?.save();
      watch?.open(keeper.policy);
      log.info({ policy: keeper.policy.name, version: keeper.policy.version, hash: keeper.policy.hash }, "new policy");
    } else log.error({ problems: result.refused, kept: keeper.policy.hash }, "new policy refused");
    metrics.loaded(result === "changed" ? "changed" : "refused", keeper.policy);
    return result;
  }

  /** Stops: takes nothing more, ends what has begun, closes the database. */
  async close() {
    if (this.#stopping) return;
    this.#stopping = true;
    const { workers, watch, db, config } = this.#parts;
    clearTimeout(this.#timer);
    const working = [...workers.values()].map((worker) => worker.stop());
    await within(Promise.allSettled([...working, ...this.#telling.values()]), config.limits.stopMs);
    watch?.save();
    db.close();
  }

  /** What time brings: timers, events to tell, a new policy, things to forget. */
  async #tick() {
    const { config, log } = this.#parts;
    try {
      this.#tend();
      this.#ring();
      this.#tellReady();
      await this.reload();
    } catch (error) {
      log.error({ err: error }, "a round failed");
    }
    if (!this.#stopping) this.#timer = setTimeout(() => this.#tick(), config.limits.pollMs).unref();
  }

  #tend() {
    const { inbox, outbox, watch, clock, config } = this.#parts;
    inbox.tend(clock(), config.limits.retryCapMs);
    outbox.tend(clock(), config.limits.retryCapMs);
    watch?.save();
  }

  /** Has tickets looked at whose timer has come. */
  #ring() {
    const { db, tickets, inbox, workers, clock } = this.#parts;
    const due = tickets.due(clock(), BATCH).filter(({ source }) => workers.has(source));
    if (due.length === 0) return;
    db.transaction(() => {
      for (const { source, key } of due) {
        inbox.remind(source, key, clock());
        tickets.clearTimer(source, key);
      }
    });
    for (const source of new Set(due.map(({ source }) => source))) workers.get(source).wake();
  }

  #tellReady() {
    const { outbox, clock, config } = this.#parts;
    if (this.#tell === undefined || this.#stopping) return;
    const free = config.limits.concurrency - this.#telling.size;
    const ready = outbox.ready(clock(), config.limits.concurrency + this.#telling.size);
    for (const event of ready.filter(({ id }) => !this.#telling.has(id)).slice(0, Math.max(0, free)))
      this.#telling.set(event.id, this.#tellAndGoOn(event));
  }

  async #tellAndGoOn(event) {
    await this.#tellOne(event);
    this.#telling.delete(event.id);
    this.#tellReady();
  }

  async #tellOne(event) {
    const { outbox, metrics, log, clock, config } = this.#parts;
    const { source, key, name } = event;
    try {
      await this.#tell(event, clock());
      outbox.told(event, clock());
      metrics.told("told");
      log.info({ source, key, event: name }, "told");
    } catch (error) {
      const wait = backOff(event.attempts + 1, config.limits);
      outbox.retry(event, clock() + wait);
      metrics.told("retry");
      log.warn({ source, key, event: name, retryMs: wait, reason: error.message }, "nobody heard");
    }
  }
}

async function within(work, ms) {
  let timer;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
