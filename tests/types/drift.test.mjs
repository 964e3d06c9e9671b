// The drift test: whatever the engine returns satisfies the package's types, no name missing and none too many.
//
// Returned values are written as literals with `satisfies`; the TypeScript compiler is the judge.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { History, Policy, Watch } from "andon";
import { root } from "../../pkg/build/console.mjs";
import { compileOnce } from "../answer.mjs";
import { cases, policyFiles } from "../suite.mjs";
import { check } from "./compiler.mjs";

const FOLDER = path.join(root, "target", "types");
const SAMPLES = path.join(root, "rules", "manufacturing", "samples.ndjson");
const NOW = "2026-03-02T12:00:00Z";

const compile = compileOnce(Policy.compile);

function* returned() {
  for (const { files, ticket, now } of cases()) {
    const policy = attempt(() => compile(files));
    if (policy.error) {
      yield ["Failure<PolicyError>", policy.error];
      continue;
    }
    const decision = attempt(() => policy.value.decide(ticket, { now }));
    if (decision.error) yield ["Failure<TicketError>", decision.error];
    else yield ["Decision", decision.value];
  }
  const policy = compile(policyFiles("rules/manufacturing"));
  const samples = existsSync(SAMPLES) ? readFileSync(SAMPLES, "utf8").trim().split("\n").map(JSON.parse) : [];
  for (const sample of samples) {
    yield ["Ticket", sample];
    yield ["Explanation", policy.explain(sample, { now: NOW, toward: "P1" })];
    yield ["Explanation", policy.explain(sample, { now: NOW, toward: { team: "network" } })];
  }
  const triage = policy.triage();
  for (const sample of samples) {
    yield ["Triaged", triage.decide(sample)];
    yield ["TriageExplanation", triage.explain(sample)];
  }
  yield ["Outcome[]", policy.decideBatch([...samples, {}], { now: NOW })];
  yield* ofHistory(policy, samples);
  yield* ofWatch(policy);
  yield ["Intake", policy.fields()];
  yield ["Declarations", policy.vocabulary()];
  yield ["TestReport", policy.test()];
  yield ["Exercise", policy.exercise(samples, { now: NOW })];
  yield ["Finding[]", compile(policyFiles("tests/policies/defects")).lint()];
  yield ["Failure<ArgumentError>", attempt(() => policy.decide({}, {})).error];
}

function* ofHistory(policy, samples) {
  const history = History.load([...samples, { id: "no instant" }, 1]);
  const other = compile(policyFiles("rules/servicenow-import"));
  yield ["Comparison", history.compare(policy, other)];
  yield ["Comparison", history.compare(policy, other, { clocks: false })];
  yield ["Report", history.report(policy, { now: NOW })];
  yield ["Report", new History().report(policy)];
  yield ["Outcome[]", history.decide(policy, { limit: 3 })];
  yield ["Recurring[]", History.load(failing()).recurrences(policy)];
  yield ["Ticket | undefined", history.ticket(0)];
}

function* ofWatch(policy) {
  const watch = new Watch(policy);
  const outage = [0, 1, 2, 3, 4, 5].map((minute) => ({
    id: `W${minute}`,
    openedAt: `2026-03-02T06:0${minute}:00Z`,
    subject: "MES login fails, line stopped",
    system: "MES",
    plant: "MTY",
    reporter: `operator ${minute}`,
    productionStopped: true,
  }));
  yield ["Observed[]", watch.observeBatch([...failing(), ...outage, {}])];
  yield ["WatchLevel[]", watch.levels("2026-03-02T05:00:00Z", "2026-03-02T07:00:00Z")];
}

/** An asset that fails every Monday night. */
function failing() {
  const monday = (week) => new Date(Date.UTC(2026, 0, 5, 23) + week * 7 * 86_400_000).toISOString();
  const ticket = (week) => ({ id: `M${week}`, openedAt: monday(week), asset: "PRESS-7", subject: "PRESS-7 is down" });
  return Array.from({ length: 8 }, (_, week) => ticket(week));
}

function attempt(call) {
  try {
    return { value: call() };
  } catch ({ name, message, problems }) {
    return { error: { name, message, problems } };
  }
}

test("what the engine returns is what its types say", () => {
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, "returned.mts");
  const literals = [...returned()].map(
    ([type, value]) => `void (${JSON.stringify(value, null, 1)} satisfies ${type});`,
  );
  assert.ok(literals.length > 10, "there is something to judge");
  const types = [
    "ArgumentError, Comparison, Decision, Declarations, Exercise, Explanation, Finding, Intake, Observed, Outcome",
    "PolicyError, Recurring, Report, TestReport, Ticket, TicketError, Triaged, TriageExplanation, WatchLevel",
  ].join(", ");
  const head = [
    `import type { ${types} } from ${JSON.stringify(path.join(root, "pkg", "index.mjs"))};`,
    'type Failure<E> = Pick<E, Extract<keyof E, "name" | "message" | "problems">>;',
  ];
  writeFileSync(file, `${[...head, ...literals].join("\n")}\n`);
  assert.equal(check([file], ["--module", "node20"]), "");
});
