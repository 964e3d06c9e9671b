// Help desks: what each sends becomes the ticket it should, and what is decided becomes the requests it should.
//
// `desks/*.json` holds a sample of each: `origin` says whether it was recorded or comes from the vendor's documents.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { hosts, openHost, RowError } from "andon/adapters";
import { root } from "../../pkg/build/console.mjs";
import { Policy } from "../../pkg/node.mjs";
import { policyFiles } from "../suite.mjs";
import { andon } from "./command.mjs";

const FOLDER = path.join(root, "tests", "node", "desks");
const policy = Policy.compile(policyFiles("tests/policies/workshop"));
const MARKER = "andon:0123456789abcdef";

function sample(name) {
  return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), "utf8"));
}

/** A copy without what cannot be compared: prototypes, and the words of the note. */
function plain(value) {
  return JSON.parse(JSON.stringify(value), (_key, part) =>
    typeof part === "string" && part.endsWith(`[${MARKER}]`) ? "NOTE" : part,
  );
}

test("every desk has a sample that says where it comes from", () => {
  const names = readdirSync(FOLDER).map((file) => path.basename(file, ".json"));
  assert.deepEqual(names.sort(), Object.keys(hosts).sort());
  const kinds = {
    recorded: /^recorded/,
    vendor: /^from the vendor's documents/,
    unverified: /^unverified/,
    own: /own$/,
  };
  for (const name of names) assert.match(sample(name).origin, kinds[hosts[name].samples], name);
});

for (const name of Object.keys(hosts)) {
  const { site, webhook, answer, expected } = sample(name);
  const host = openHost(hosts[name], site);

  test(`${name}: its ticket is read`, () => {
    const { key, ticket } = host.read(answer, { webhook });
    assert.deepEqual(plain({ key, ticket }), { key: expected.key, ticket: expected.ticket });
    if (webhook !== undefined) assert.equal(host.keyOf(webhook), expected.key);
  });

  test(`${name}: a decision becomes requests`, () => {
    const seen = host.read(answer, { webhook });
    const decision = policy.decide(seen.ticket, { now: "2026-03-02T06:05:00Z" });
    assert.equal(decision.priority, "P2");
    const changes = host.changes(decision, seen, { marker: MARKER }).map(({ name: _, ...change }) => change);
    assert.deepEqual(plain(changes), expected.changes);
  });

  test(`${name}: what nobody mapped is kept`, () => {
    const copy = structuredClone(answer);
    recordIn(copy, host.api.record).zz_unheard_of = { deep: ["x", 1] };
    assert.deepEqual(host.ticket(copy, { webhook }).fields.zz_unheard_of, { deep: ["x", 1] });
  });
}

function recordIn(json, place = "") {
  return place === "" ? json : place.split(".").reduce((part, step) => part[step], json);
}

test("a value that a table lacks is left out and told", () => {
  const host = openHost(hosts["request-tracker"], { tables: { teams: { network: "Network" } } });
  const { answer, webhook } = sample("request-tracker");
  const seen = host.read(answer, { webhook });
  const missed = [];
  const decision = policy.decide(seen.ticket, { now: "2026-03-02T06:05:00Z" });
  const [{ body }] = host.changes(decision, seen, { missed: (miss) => missed.push(miss) });
  assert.equal(body.Queue, undefined);
  assert.deepEqual(missed, [{ table: "teams", value: "shop-floor" }]);
});

test("a form is offered the desk's own words", () => {
  const { site, webhook, answer } = sample("roundup");
  const host = openHost(hosts.roundup, site);
  const decision = policy.decide(host.ticket(answer, { webhook }), { now: "2026-03-02T06:05:00Z" });
  const { note, ...words } = host.values(decision);
  assert.deepEqual(words, { priority: "urgent", team: "Plant IT", due: "2026-03-02.08:00:00" });
  assert.match(note, /^P2: production stands\./);
});

test("`apply` chooses what is written", () => {
  const { answer } = sample("generic-json");
  const host = openHost(hosts["generic-json"], { apply: ["priority", "due"] });
  const seen = host.read(answer);
  const [{ body }] = host.changes(policy.decide(seen.ticket, { now: "2026-03-02T06:05:00Z" }), seen);
  assert.deepEqual(Object.keys(body), ["priority", "due"]);
});

test("what is no ticket is said to be none, and a key leads nowhere else", () => {
  const host = openHost(hosts.zendesk);
  const problems = (json) => {
    try {
      host.read(json);
      return [];
    } catch (error) {
      assert.ok(error instanceof RowError);
      return error.problems.map(({ code }) => code);
    }
  };
  assert.deepEqual(problems([]), ["no-ticket"]);
  assert.deepEqual(problems({ ticket: { id: "../users/1", created_at: "2026-03-02T06:00:00Z" } }), ["bad-key"]);
  assert.deepEqual(problems({ ticket: { id: 1, created_at: "yesterday" } }), ["bad-date"]);
});

test("all mistakes in the description of a desk come at once", () => {
  const definition = {
    name: "mine",
    colour: "red",
    ticket: { id: "id", openedAt: "at", sevrity: "s" },
    webhook: { recrod: "x", signature: { signed: "body", timestamp: { form: "stardate" } } },
    unfold: { list: "custom" },
    changes: [
      { name: "a", method: "DELETE", path: "/x", body: { p: { from: "prio" }, q: { from: "team", table: "groups" } } },
      { name: "b", method: "PUT", path: "/x", body: { d: { from: "due.resolution", instant: "swatch" } } },
    ],
  };
  assert.throws(
    () => openHost(definition, { apply: ["priority", "colour"] }),
    ({ name, problems }) => {
      assert.equal(name, "MappingError");
      assert.deepEqual(problems.map(({ code, path: place }) => `${place}: ${code}`).sort(), [
        "changes[0].body.p.from: unknown-value",
        "changes[0].body.q.table: unknown-table",
        "changes[0].method: unknown-value",
        "changes[1].body.d.instant: unknown-value",
        "colour: unknown-key",
        "site.apply[1]: unknown-value",
        "ticket.sevrity: unknown-field",
        "unfold: wrong-type",
        "webhook.recrod: unknown-key",
        "webhook.signature.header: wrong-type",
        "webhook.signature.signed: wrong-type",
        "webhook.signature.timestamp.form: unknown-value",
      ]);
      for (const { help } of problems) assert.ok(help);
      return true;
    },
  );
});

test("the command reads an export of a desk by the desk's name", async () => {
  const { answer, expected } = sample("servicenow");
  const { status, out } = await andon(["convert", "--map", "servicenow", "-"], JSON.stringify([answer.result]));
  assert.equal(status, 0);
  assert.equal(JSON.parse(out).id, expected.ticket.id);
});

test("the desks load in a browser: nothing of Node is imported or named", () => {
  const seen = new Set();
  const walk = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, "utf8");
    assert.doesNotMatch(text, /"node:|\bBuffer\b|\bprocess\./, file);
    for (const [, place] of text.matchAll(/from "(\.[^"]+)"/g)) walk(path.resolve(path.dirname(file), place));
  };
  walk(path.join(root, "pkg", "adapters", "hosts.mjs"));
  assert.ok(seen.size > 20);
});
