// Whatever a caller hands in, the answer is a decision or an Error with a name and problems, and the engine goes on.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { init, Policy } from "andon";
import { policyFiles } from "../suite.mjs";

const NOW = "2026-03-02T06:10:00Z";
const TICKET = { id: "INC1", openedAt: "2026-03-02T06:00:00Z" };

await init();
const policy = Policy.compile(policyFiles("tests/policies/workshop"));
const usual = JSON.stringify(policy.decide(TICKET, { now: NOW }));

const decide = (extra) => policy.decide({ ...TICKET, ...extra }, { now: NOW });
const thrower = (value) => ({
  get secret() {
    throw value;
  },
});

afterEach(() => assert.equal(JSON.stringify(policy.decide(TICKET, { now: NOW })), usual));

function throwsNamed(name, code, path, call) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof Error);
    assert.equal(error.name, name);
    assert.ok(
      error.problems.some((problem) => problem.code === code && problem.path === path),
      JSON.stringify(error.problems),
    );
    assert.ok(error.message.includes(error.problems[0].message));
    return true;
  });
}

const UNREADABLE = {
  "a getter that throws": ["fields", () => ({ fields: thrower(new Error("no")) })],
  "a getter that throws nothing": ["fields", () => ({ fields: thrower(undefined) })],
  "a getter that throws a symbol": ["fields", () => ({ fields: thrower(Symbol("no")) })],
  "a proxy that refuses": [
    "fields",
    () => ({
      fields: new Proxy(
        {},
        {
          ownKeys() {
            throw new Error("no");
          },
        },
      ),
    }),
  ],
  "a list that refuses": [
    "tags",
    () => ({
      tags: new Proxy(["a"], {
        get() {
          throw new Error("no");
        },
      }),
    }),
  ],
  "a BigInt past 64 bits": ["fields.n", () => ({ fields: { n: 2n ** 80n } })],
  "a symbol": ["fields.s", () => ({ fields: { s: Symbol("s") } })],
  "a function": ["fields.f", () => ({ fields: { f() {} } })],
  "a date that is none": ["openedAt", () => ({ openedAt: new Date(Number.NaN) })],
  "something that says it is a date": ["openedAt", () => ({ openedAt: Object.create(Date.prototype) })],
};

for (const [name, [path, extra]] of Object.entries(UNREADABLE)) {
  test(`${name} is a TicketError`, () => throwsNamed("TicketError", "unreadable", path, () => decide(extra())));
}

test("a ticket that holds itself is a TicketError", () => {
  const ticket = { ...TICKET };
  ticket.self = ticket;
  assert.throws(() => policy.decide(ticket, { now: NOW }), { name: "TicketError", message: /nested more than/ });
});

test("a ticket that is small in memory and endless to read is a TicketError", () => {
  let fields = {};
  for (let depth = 0; depth < 30; depth += 1) fields = { a: fields, b: fields };
  assert.throws(() => decide({ fields }), { name: "TicketError", message: /more than 100000 values/ });
});

test("no ticket at all is a TicketError", () => {
  for (const ticket of [undefined, null, 7, "INC1", [], true]) {
    assert.throws(() => policy.decide(ticket, { now: NOW }), { name: "TicketError" });
  }
});

test("odd values give a decision", () => {
  const odd = {
    "NaN and infinities": { usersBlocked: Number.NaN, fields: { x: Number.POSITIVE_INFINITY } },
    "lone surrogates": { subject: "SAP \ud800 down", description: "\udfff" },
    "a megabyte of text": { description: "SAP geht nicht ".repeat(70_000) },
    "names from Object.prototype": JSON.parse(
      '{"__proto__":{"priority":"P1"},"constructor":{"prototype":1},"toString":1}',
    ),
    "a BigInt": { usersBlocked: 12n },
    "a Date": { openedAt: new Date("2026-03-02T06:00:00Z") },
    "a list of four billion holes": { tags: new Array(2 ** 32 - 1) },
    "a map and a set": { fields: new Map([["a", 1]]), tags: new Set(["a"]) },
    "wrong types": {
      productionStopped: "yes",
      usersBlocked: {},
      tags: 7,
      history: "never",
      subject: [1],
      category: false,
    },
  };
  for (const [name, extra] of Object.entries(odd)) assert.equal(decide(extra).id, "INC1", name);
});

test("a prototype is not part of a ticket, and stays clean", () => {
  assert.equal(
    JSON.stringify(decide(JSON.parse('{"__proto__":{"productionStopped":true}}'))).includes('"polluted"'),
    false,
  );
  assert.equal({}.productionStopped, undefined);
});

test("fifty thousand hostile tickets leave nothing behind", () => {
  const hostile = { ...TICKET, fields: thrower(1) };
  for (let count = 0; count < 50_000; count += 1) {
    try {
      policy.decide(hostile, { now: NOW });
      assert.fail("decided");
    } catch (error) {
      if (error.name !== "TicketError") throw error;
    }
  }
});

test("`now` is required and has to be an instant", () => {
  for (const options of [undefined, null, {}, { now: undefined }, { now: null }]) {
    throwsNamed("ArgumentError", "missing-now", "now", () => policy.decide(TICKET, options));
    throwsNamed("ArgumentError", "missing-now", "now", () => policy.decideBatch([TICKET], options));
    throwsNamed("ArgumentError", "missing-now", "now", () => policy.explain(TICKET, options));
  }
  for (const now of ["", "yesterday", "2026-03-02T06:10:00", 1772431800000, {}, [NOW]]) {
    throwsNamed("ArgumentError", "bad-instant", "now", () => policy.decide(TICKET, { now }));
  }
});

test("a batch keeps order and tells each failure apart", () => {
  const outcomes = policy.decideBatch([TICKET, null, { ...TICKET, fields: thrower(1) }, { ...TICKET, id: "INC2" }], {
    now: NOW,
  });
  assert.deepEqual(
    outcomes.map(({ ok }) => ok),
    [true, false, false, true],
  );
  assert.equal(JSON.stringify(outcomes[0].decision), usual);
  assert.equal(outcomes[3].decision.id, "INC2");
  assert.deepEqual(Object.keys(outcomes[1].error), ["name", "message", "problems"]);
  assert.deepEqual(structuredClone(outcomes), outcomes);
  assert.throws(() => policy.decideBatch(TICKET, { now: NOW }), { name: "ArgumentError" });
});

test("files that are no files are an ArgumentError", () => {
  for (const files of [undefined, null, 7, "text", ["text"], { "a.rhai": 1 }, { "a.rhai": { text: "" } }, thrower(1)]) {
    assert.throws(() => Policy.compile(files), { name: "ArgumentError" });
  }
});

test("a policy that does not compile tells every problem and its place", () => {
  assert.throws(
    () => Policy.compile({ "a.rhai": "let x = ;", "b.rhai": "\n  fn (" }),
    (error) => {
      assert.equal(error.name, "PolicyError");
      assert.deepEqual(
        error.problems.map(({ file, line }) => `${file}:${line}`),
        ["a.rhai:1", "b.rhai:2"],
      );
      return true;
    },
  );
});

test("an unknown calendar is an ArgumentError that helps", () => {
  assert.throws(() => policy.calendar("no such calendar"), {
    name: "ArgumentError",
    message: /no calendar `no such calendar`/,
  });
  assert.throws(() => policy.calendar(7), { name: "ArgumentError" });
});

test("a freed policy says so and others go on", () => {
  const other = Policy.compile(policyFiles("tests/policies/workshop"));
  other.free();
  assert.throws(() => other.decide(TICKET, { now: NOW }));
});

test("equal input gives equal bytes", () => {
  const again = Policy.compile(policyFiles("tests/policies/workshop"));
  assert.equal(again.hash, policy.hash);
  assert.equal(JSON.stringify(again.decide(TICKET, { now: NOW })), usual);
  again.free();
});
