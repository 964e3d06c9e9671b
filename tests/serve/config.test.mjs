// The configuration: all its mistakes at once, and no secret in it.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { readConfig } from "../../pkg/serve/config.mjs";
import { andon } from "../node/command.mjs";
import { check } from "../types/compiler.mjs";
import { folderFor, POLICY } from "./room.mjs";

const GOOD = {
  sources: {
    rt: {
      host: "request-tracker",
      url: "https://rt.test/",
      auth: { scheme: "basic", user: "bot", secret: { env: "PASSWORD" } },
      webhook: { secret: { env: "SECRET" } },
    },
  },
};
const ENV = { PASSWORD: "p", SECRET: "s" };

/** `path: code` of each mistake. */
function mistakes(config, env = ENV, folder = undefined) {
  try {
    readConfig(config, { env, folder });
    return [];
  } catch (error) {
    assert.equal(error.name, "ConfigError");
    for (const { help } of error.problems) assert.ok(help);
    return error.problems.map(({ path: place, code }) => `${place}: ${code}`).sort();
  }
}

/** The good configuration with parts of its source replaced. */
function withSource(parts) {
  return { sources: { rt: { ...GOOD.sources.rt, ...parts } } };
}

test("a good one has no mistakes, and usual values for the rest", () => {
  assert.deepEqual(mistakes(GOOD), []);
  const { listen, limits, sources } = readConfig(GOOD, { env: ENV });
  assert.deepEqual(listen, { host: "127.0.0.1", port: 8787 });
  assert.equal(limits.bodyBytes, 1_048_576);
  assert.equal(sources.get("rt").url, "https://rt.test");
});

test("all mistakes come at once", () => {
  const config = {
    colour: "red",
    limits: { concurrency: 0, speed: 9 },
    notify: {},
    log: { text: true, level: "loud" },
    listen: { port: "80" },
    database: 7,
    watch: "yes",
    sources: {
      "a b": { ...GOOD.sources.rt },
      rt: {
        host: "request-trakker",
        url: "rt.test",
        auth: { scheme: "magic" },
        webhook: { secret: { env: "NOBODY" } },
      },
      glpi: {
        host: "glpi",
        url: "http://x",
        auth: { scheme: "basic", user: "u" },
        webhook: { secret: { env: "SECRET" }, age: 1 },
      },
    },
  };
  assert.deepEqual(mistakes(config), [
    "colour: unknown-key",
    "database: wrong-type",
    "limits.concurrency: wrong-type",
    "limits.speed: unknown-key",
    "listen.port: wrong-type",
    "log.level: unknown-value",
    "log.text: unknown-key",
    "notify: notify",
    "sources.glpi.auth.secret: wrong-type",
    "sources.glpi.webhook.age: unknown-key",
    "sources.rt.auth.scheme: unknown-value",
    "sources.rt.host: unknown-host",
    "sources.rt.url: bad-url",
    "sources.rt.webhook.secret: no-secret",
    'sources["a b"]: bad-name',
    "watch: unknown-value",
  ]);
});

test("a secret in the configuration is refused, and is not in the message", () => {
  const config = withSource({ webhook: { secret: "hunter2" } });
  assert.deepEqual(mistakes(config), ["sources.rt.webhook.secret: open-secret"]);
  assert.throws(
    () => readConfig(config, { env: ENV }),
    (error) => !JSON.stringify([error.message, error.problems]).includes("hunter2"),
  );
});

test("a secret may be in a file, whose last line end is no part of it", (t) => {
  const folder = folderFor(t);
  writeFileSync(path.join(folder, "secret"), "from a file\n");
  const config = withSource({ webhook: { secret: { file: "secret" } } });
  assert.equal(readConfig(config, { env: ENV, folder }).sources.get("rt").signature.secret, "from a file");
  assert.deepEqual(mistakes(withSource({ webhook: { secret: { file: "none" } } }), ENV, folder), [
    "sources.rt.webhook.secret: no-secret",
  ]);
});

test("nobody can be let in without any secret", () => {
  assert.deepEqual(mistakes(withSource({ webhook: {} })), ["sources.rt.webhook: no-secret"]);
  assert.deepEqual(mistakes(withSource({ host: "django-helpdesk", webhook: {} })), ["sources.rt.webhook: no-secret"]);
  assert.deepEqual(mistakes(withSource({ host: "django-helpdesk" })), ["sources.rt.webhook.secret: no-signature"]);
});

test("a desk's description may come from a file", (t) => {
  const folder = folderFor(t);
  const desk = { name: "mine", ticket: { id: "no", openedAt: "at" }, changes: [] };
  writeFileSync(path.join(folder, "mine.json"), JSON.stringify(desk));
  const config = withSource({ host: "mine.json", webhook: { address: { env: "SECRET" } } });
  assert.equal(readConfig(config, { env: ENV, folder }).sources.get("rt").host.name, "mine");
});

test("--check says all that is wrong, with file and place", async (t) => {
  const file = path.join(folderFor(t), "andon.json");
  writeFileSync(file, JSON.stringify({ sources: { rt: { host: "rt", url: "x", webhook: { secret: "s" } } } }));
  const { status, err } = await andon(["serve", "--policy", POLICY, "--config", file, "--check"]);
  assert.equal(status, 2);
  assert.equal(err.split("\n").filter((line) => line.includes(`${file}: sources.rt`)).length, 3, err);
  assert.ok(!err.includes("at "), "no stack");
});

test("--check is content with a good one", async (t) => {
  const file = path.join(folderFor(t), "andon.json");
  writeFileSync(file, JSON.stringify({ sources: {} }));
  const { status, out } = await andon(["serve", "--policy", POLICY, "--config", file, "--check"]);
  assert.equal(status, 0);
  assert.match(out, /^the configuration is good; policy workshop/);
});

test("the types are what a TypeScript server needs", () => {
  assert.equal(check(["tests/serve/use.mts"], ["--module", "node20", "--types", "node"]), "");
});
