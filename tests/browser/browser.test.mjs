// The package in headless Chromium: the common suite on the page and in a worker, and what only browsers can do wrong.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { within } from "../eventually.mjs";
import { cases, nativeAnswers, parting, policyFiles } from "../suite.mjs";
import { site } from "./site.mjs";

/** Milliseconds for one script, which may decide the whole suite. */
const PATIENCE = 240_000;
const FOLDERS = [
  ["/andon/", path.join(root, "pkg", path.sep)],
  ["/", path.join(root, "tests", path.sep)],
];
const { url, browser } = await site(FOLDERS);

const PAGE = `${url}browser/page.html`;
const TICKET = { id: "INC1", openedAt: "2026-03-02T06:00:00Z" };
const NOW = "2026-03-02T06:10:00Z";
const files = policyFiles("tests/policies/workshop");

/** Opens the page, which has to stay free of errors, and runs `script` in it. */
async function inPage(script, argument, { policy } = {}) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  if (policy) await addHeader(page, { "content-security-policy": policy });
  await page.goto(PAGE);
  const answer = await within(page.evaluate(script, argument), "the script in the page", PATIENCE);
  await page.close();
  assert.deepEqual(errors, []);
  return answer;
}

function addHeader(page, headers) {
  return page.route(PAGE, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
  });
}

const suite = {
  "on the page": async (cases) => {
    const { init, Policy } = await import("andon");
    const { answer, compileOnce } = await import("/answer.mjs");
    await init();
    const compile = compileOnce(Policy.compile);
    const answers = [];
    for (const item of cases) answers.push(await answer(compile, item));
    return answers;
  },
  "in a worker": async (cases) => {
    const { connect } = await import("andon/client");
    const { answer, compileOnce } = await import("/answer.mjs");
    const andon = await connect();
    const compile = compileOnce((files) => andon.compile(files));
    const answers = await Promise.all(cases.map((item) => answer(compile, item)));
    andon.terminate();
    return answers;
  },
};

for (const [place, script] of Object.entries(suite)) {
  test(`the common suite ${place} gives the native bytes`, async () => {
    const answers = await inPage(script, cases());
    const native = nativeAnswers();
    assert.equal(answers.length, native.length);
    for (const [at, { name }] of cases().entries()) assert.equal(parting(answers[at], native[at]), undefined, name);
  });
}

test("use before init says what to do", async () => {
  const message = await inPage(async (files) => {
    const { Policy } = await import("andon");
    try {
      Policy.compile(files);
    } catch (error) {
      return error.message;
    }
  }, files);
  assert.equal(message, "andon was used before it was loaded: `await init()` before `Policy.compile`");
});

test("init may be called again, at once and later", async () => {
  const { fetched, isPolicy } = await inPage(async (files) => {
    const { init, Policy } = await import("andon");
    await Promise.all([init(), init()]);
    await init();
    const fetched = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).length;
    return { fetched, isPolicy: Policy.compile(files) instanceof Policy };
  }, files);
  assert.equal(fetched, 1);
  assert.equal(isPolicy, true);
});

test("init takes an address, a response, bytes and a module", async () => {
  const sources = {
    address: async (init) => init("/andon/web/andon_bg.wasm"),
    url: async (init) => init(new URL("/andon/web/andon_bg.wasm", location.href)),
    response: async (init) => init(fetch("/andon/web/andon_bg.wasm")),
    bytes: async (init) => init(await (await fetch("/andon/web/andon_bg.wasm")).arrayBuffer()),
    module: async (init) => init(await WebAssembly.compileStreaming(fetch("/andon/web/andon_bg.wasm"))),
  };
  for (const [name, load] of Object.entries(sources)) {
    const script = `(async (files) => {
      const { init, Policy } = await import("andon");
      await (${load})(init);
      return Policy.compile(files).hash;
    })(${JSON.stringify(files)})`;
    assert.match(await inPage(script), /^[0-9a-f]+$/, name);
  }
});

test("the small engine says where the rest is", async () => {
  const told = await inPage(async (files) => {
    const { init, History, Policy, Watch } = await import("andon");
    await init();
    const policy = Policy.compile(files);
    const calls = [() => policy.lint(), () => new Watch(policy), () => History.load("")];
    return calls.map((call) => {
      try {
        return call();
      } catch ({ message }) {
        return message;
      }
    });
  }, files);
  for (const [at, name] of ["lint", "Watch", "History"].entries())
    assert.match(told[at], new RegExp(`^\`${name}\` is not in this build of andon: import .* from \`andon/full\`$`));
});

test("an engine that is not there says what to do, and can be tried again", async () => {
  const { message, hash } = await inPage(async (files) => {
    const { init, Policy } = await import("andon");
    const message = await init("/nowhere.wasm").catch((error) => error.message);
    await init();
    return { message, hash: Policy.compile(files).hash };
  }, files);
  assert.match(message, /andon could not load its WebAssembly .* Pass the address of `andon\/engine.wasm` to `init`/);
  assert.match(hash, /^[0-9a-f]+$/);
});

test("a strict content security policy needs 'wasm-unsafe-eval' and nothing else", async () => {
  const script = async () => {
    const { init } = await import("/andon/browser.mjs");
    return init().then(
      () => "loaded",
      (error) => error.message,
    );
  };
  const policy = "default-src 'self'; script-src 'self'";
  assert.match(await inPage(script, undefined, { policy }), /allow 'wasm-unsafe-eval' in script-src/);
  assert.equal(await inPage(script, undefined, { policy: `${policy} 'wasm-unsafe-eval'` }), "loaded");
});

test("the inline variant fetches no second file", async () => {
  const { fetched, id } = await inPage(
    async ([files, ticket, now]) => {
      const { init, Policy } = await import("andon/inline");
      await init();
      const fetched = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).length;
      return { fetched, id: Policy.compile(files).decide(ticket, { now }).id };
    },
    [files, TICKET, NOW],
  );
  assert.equal(fetched, 0);
  assert.equal(id, "INC1");
});

test("a worker answers as the page does, with errors whole and objects freed", async () => {
  const seen = await inPage(
    async ([files, ticket, now]) => {
      const { connect } = await import("andon/client");
      const told = (promise) =>
        promise.then(
          () => "no error",
          ({ name, message, problems }) => ({ name, message, problems }),
        );
      const andon = await connect({ engine: "/andon/full/web/andon_bg.wasm" });
      const policy = await andon.compile(files);
      const seen = {
        hash: policy.hash,
        batch: await policy.decideBatch([ticket, null], { now }),
        fields: await policy.fields(),
        report: await policy.test(),
        bad: await told(andon.compile({ "a.rhai": "let x = ;" })),
        badTicket: await told(policy.decide({}, { now })),
        uncloneable: await told(policy.decide({ ...ticket, f() {} }, { now })),
        unknown: await told(policy.calendar("no such calendar")),
      };
      await policy.free();
      seen.freed = await told(policy.decide(ticket, { now }));
      andon.terminate();
      seen.ended = await told(andon.compile(files));
      return seen;
    },
    [files, TICKET, NOW],
  );
  assert.match(seen.hash, /^[0-9a-f]+$/);
  assert.deepEqual(
    seen.batch.map(({ ok }) => ok),
    [true, false],
  );
  assert.equal(seen.report.failed, 0);
  assert.ok(seen.fields.fields);
  assert.deepEqual([seen.bad.name, seen.bad.problems[0].file], ["PolicyError", "a.rhai"]);
  assert.equal(seen.badTicket.name, "TicketError");
  assert.equal(seen.uncloneable.name, "DataCloneError");
  assert.equal(seen.unknown.name, "ArgumentError");
  assert.match(seen.freed.message, /was freed/);
  assert.match(seen.ended.message, /was terminated/);
});

test("a worker without the compiler decides a bundle as the page decides its files", async () => {
  const seen = await inPage(
    async ([files, ticket, now]) => {
      const [{ init, Policy }, { connect }] = await Promise.all([import("andon"), import("andon/client")]);
      await init();
      const whole = Policy.compile(files);
      const andon = await connect({ worker: new Worker("/andon/runtime/worker.mjs", { type: "module" }) });
      const policy = await andon.load(JSON.stringify(whole.bundle()));
      const zone = (await policy.calendar("always")).zone;
      const decisions = [await policy.decide(ticket, { now }), whole.decide(ticket, { now })];
      const damaged = await andon.load("{}").catch(({ name }) => name);
      andon.terminate();
      return { zone, decisions, damaged, hashes: [policy.hash, whole.hash] };
    },
    [files, TICKET, NOW],
  );
  assert.deepEqual(seen.decisions[0], seen.decisions[1]);
  assert.equal(seen.hashes[0], seen.hashes[1]);
  assert.deepEqual([seen.zone, seen.damaged], ["UTC", "PolicyError"]);
});

test("urgent answers of a worker take the shorter way, errors too, and no other page hears of it", async () => {
  const seen = await inPage(
    async ([files, ticket, now]) => {
      const { connect } = await import("andon/client");
      const worker = new Worker("/andon/worker.mjs", { type: "module" });
      const heard = [];
      worker.addEventListener("message", ({ data }) => heard.push(data.id));
      const names = [];
      const { BroadcastChannel: Own } = globalThis;
      globalThis.BroadcastChannel = class extends Own {
        constructor(name) {
          super(name);
          names.push(name);
        }
      };
      const andon = await connect({ worker });
      const policy = await andon.compile(files);
      const before = heard.length;
      const decided = await policy.decide(ticket, { now });
      const refused = await policy.decide({}, { now }).catch(({ name }) => name);
      const after = heard.length;
      andon.terminate();
      return { id: decided.id, refused, before, after, names };
    },
    [files, TICKET, NOW],
  );
  assert.deepEqual([seen.id, seen.refused], ["INC1", "TicketError"]);
  assert.deepEqual([seen.before, seen.after], [2, 2], "init and compile came as messages, the decisions did not");
  assert.match(seen.names.join(), /^andon-\d+-\d+-\d+-\d+$/);
});

test("a policy in a worker gives rule, priority and team alone", async () => {
  const seen = await inPage(
    async ([files, ticket]) => {
      const [{ init, Policy }, { connect }] = await Promise.all([import("andon"), import("andon/client")]);
      await init();
      const here = Policy.compile(files).triage();
      const andon = await connect();
      const there = await (await andon.compile(files)).triage();
      const seen = {
        decide: [await there.decide(ticket), here.decide(ticket)],
        explain: [await there.explain(ticket), here.explain(ticket)],
      };
      await there.free();
      seen.freed = await there.decide(ticket).catch(({ message }) => message);
      andon.terminate();
      return seen;
    },
    [files, TICKET],
  );
  for (const question of ["decide", "explain"]) assert.deepEqual(seen[question][0], seen[question][1]);
  assert.ok(seen.decide[0].priority);
  assert.match(seen.freed, /was freed/);
});

test("a history in a worker is asked about policies that live there", async () => {
  const seen = await inPage(
    async ([files, ticket]) => {
      const { connect } = await import("andon/client");
      const andon = await connect();
      const [before, after] = [await andon.compile(files), await andon.compile(files)];
      const history = await andon.history();
      await history.append(new TextEncoder().encode(`${JSON.stringify(ticket)}\n{no`));
      await history.append(" JSON}\n");
      const { tickets, changed } = await history.compare(before, after);
      const seen = { tickets, changed, size: await history.size(), id: (await history.ticket(0)).id };
      seen.problems = (await history.problems()).length;
      seen.recurrences = await history.recurrences(before);
      await after.free();
      seen.freed = await history.compare(before, after).catch(({ message }) => message);
      andon.terminate();
      return seen;
    },
    [files, TICKET],
  );
  const { freed, ...rest } = seen;
  assert.deepEqual(rest, { tickets: 1, changed: 0, size: 1, id: "INC1", problems: 1, recurrences: [] });
  assert.match(freed, /was freed/);
});
