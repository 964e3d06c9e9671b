// andon watch --backtest: what the watch would have said of the past, and with another setting of its knob.

import { Watch } from "../node.mjs";
import { observed, seenAt } from "./observed.mjs";
import { openPolicy } from "./policy.mjs";
import { Progress } from "./progress.mjs";
import { askEach } from "./stream.mjs";
import { openTickets } from "./tickets.mjs";

const WEEK = 7 * 86_400_000;
const KNOBS = [0.5, 2, 8];

/** @returns {Promise<number>} exit status */
export async function backtest({ file, map, policy: folder, json }) {
  const policy = await openPolicy(folder);
  const trials = [new Trial("as declared", new Watch(policy))];
  for (const knob of KNOBS) trials.push(new Trial(`${knob} a month`, accepting(policy, knob)));
  const span = new Span();
  const ask = (ticket) => {
    for (const trial of trials) trial.see(ticket);
    span.include(ticket);
  };
  const failures = [];
  const sink = { answer() {}, failure: (record) => failures.push(record) };
  const { count, failed } = await askEach(await inOrder(openTickets(file, map)), ask, sink, new Progress());
  const weeks = span.weeks;
  const report = {
    tickets: count - failed,
    weeks,
    trials: trials.map((trial) => trial.report(weeks)),
    failures: failures.slice(0, 20),
  };
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : table(report));
  return failed === 0 ? 0 : 1;
}

/** Most desks export the newest first. */
async function inOrder(tickets) {
  const all = [];
  for await (const item of tickets) all.push({ ...item, seen: Date.parse(seenAt(item.ticket)) });
  return all.sort((a, b) => a.seen - b.seen);
}

function accepting(policy, falseAlarmsPerMonth) {
  const watch = new Watch(policy);
  watch.accept(falseAlarmsPerMonth);
  return watch;
}

/** From the first ticket to the last. */
class Span {
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  include(ticket) {
    const at = Date.parse(seenAt(ticket));
    this.#from = Math.min(this.#from, at);
    this.#to = Math.max(this.#to, at);
  }

  get weeks() {
    return Math.max((this.#to - this.#from) / WEEK, 1 / 7) || 1 / 7;
  }
}

/** One setting, run over all tickets. */
class Trial {
  #name;
  #observe;
  #suggestions = new Map();
  #problems = new Map();

  constructor(name, watch) {
    this.#name = name;
    this.#observe = observed(watch);
  }

  see(ticket) {
    for (const event of this.#observe(ticket)) {
      if (event.kind === "problem") this.#problems.set(event.pattern, (this.#problems.get(event.pattern) ?? 0) + 1);
      else if (event.event === "merged" || event.event === "withdrawn") this.#suggestions.delete(event.id);
      else this.#suggestions.set(event.id, event);
    }
  }

  report(weeks) {
    const kinds = {};
    for (const { scope } of this.#suggestions.values()) kinds[scope.level] = (kinds[scope.level] ?? 0) + 1;
    const tickets = [...this.#suggestions.values()].reduce((sum, event) => sum + event.tickets.length, 0);
    return {
      knob: this.#name,
      suggestions: this.#suggestions.size,
      perWeek: Math.round((this.#suggestions.size / weeks) * 100) / 100,
      tickets,
      levels: kinds,
      problems: Object.fromEntries(this.#problems),
    };
  }
}

function table({ tickets, weeks, trials, failures }) {
  const lines = [`${tickets.toLocaleString("en")} tickets in ${weeks.toFixed(1)} weeks`, ""];
  lines.push(`${"false alarms accepted".padEnd(22)} suggestions  a week  tickets  by reach; recurring faults`);
  for (const trial of trials) {
    const counted = (counts) =>
      Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(", ");
    const numbers = [
      String(trial.suggestions).padStart(11),
      trial.perWeek.toFixed(2).padStart(7),
      String(trial.tickets).padStart(8),
    ];
    lines.push(
      `${trial.knob.padEnd(22)} ${numbers.join(" ")}  ${counted(trial.levels) || "none"}; ${counted(trial.problems) || "none"}`,
    );
  }
  for (const { line, error } of failures) lines.push(`line ${line}: ${error.message}`);
  return `${lines.join("\n")}\n`;
}
