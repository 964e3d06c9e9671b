// Counts and times for Prometheus.

import { missingPeer } from "./peers.mjs";

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param {() => object[]} depth gives what the inbox holds */
export async function openMetrics(depth) {
  const client = await import("prom-client").catch(missingPeer("prom-client"));
  return new Metrics(client.default ?? client, depth);
}

/** The validator's metrics, in a registry of their own. */
class Metrics {
  #registry;
  #webhooks;
  #decisions;
  #writes;
  #failures;
  #told;
  #policies;
  #policy;
  #requests;
  #overhead;

  constructor({ Registry, Counter, Gauge, Histogram, collectDefaultMetrics }, depth) {
    this.#registry = new Registry();
    const registers = [this.#registry];
    const counter = (name, help, labelNames) => new Counter({ name, help, labelNames, registers });
    const histogram = (name, help, labelNames) =>
      new Histogram({ name, help, labelNames, buckets: SECONDS, registers });
    collectDefaultMetrics({ register: this.#registry });
    this.#webhooks = counter("andon_webhooks_total", "Webhooks received, by what became of them", ["source", "result"]);
    this.#decisions = counter("andon_decisions_total", "Decisions made", ["source", "priority"]);
    this.#writes = counter("andon_writes_total", "Write-back requests: sent, or found to have arrived already", [
      "source",
      "result",
    ]);
    this.#failures = counter("andon_failures_total", "Work that failed: tried again, or parked", ["source", "way"]);
    this.#told = counter("andon_events_total", "Warnings, breaches, escalations and suggestions told", ["result"]);
    this.#policies = counter("andon_policy_loads_total", "Policies read again", ["result"]);
    this.#policy = new Gauge({
      name: "andon_policy_info",
      help: "The policy in use",
      labelNames: ["name", "version", "hash"],
      registers,
    });
    this.#requests = histogram("andon_host_seconds", "Time that hosts take to answer", ["source", "method", "status"]);
    this.#overhead = histogram(
      "andon_overhead_seconds",
      "From the inbox to the decision noted, without the host's time",
      ["source"],
    );
    inboxGauges(Gauge, registers, depth);
  }

  webhook(source, result) {
    this.#webhooks.inc({ source, result });
  }

  decided(source, priority) {
    this.#decisions.inc({ source, priority });
  }

  wrote(source, sent, known) {
    if (sent > 0) this.#writes.inc({ source, result: "sent" }, sent);
    if (known > 0) this.#writes.inc({ source, result: "known" }, known);
  }

  failed(source, way) {
    this.#failures.inc({ source, way });
  }

  told(result) {
    this.#told.inc({ result });
  }

  loaded(result, { name, version, hash }) {
    this.#policies.inc({ result });
    this.#policy.reset();
    this.#policy.set({ name, version, hash }, 1);
  }

  answered(source, method, status, ms) {
    this.#requests.observe({ source, method, status }, ms / 1000);
  }

  overhead(source, ms) {
    this.#overhead.observe({ source }, ms / 1000);
  }

  get contentType() {
    return this.#registry.contentType;
  }

  text() {
    return this.#registry.metrics();
  }
}

function inboxGauges(Gauge, registers, depth) {
  const gauge = (name, help, value) =>
    new Gauge({
      name,
      help,
      labelNames: ["source"],
      registers,
      collect() {
        this.reset();
        for (const row of depth()) this.set({ source: row.source }, value(row));
      },
    });
  gauge("andon_inbox_tickets", "Tickets that wait to be worked off", ({ waiting }) => waiting);
  gauge("andon_inbox_parked", "Tickets that were given up until their next webhook", ({ parked }) => parked);
  gauge("andon_inbox_oldest_seconds", "Age of the oldest webhook that waits", ({ oldest }) =>
    oldest === null ? 0 : (Date.now() - oldest) / 1000,
  );
}
