// Mistakes in a mapping: all of them, each with its place and a way out.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { readMapping } from "../../pkg/adapters/index.mjs";
import { CANONICAL } from "../../pkg/adapters/mapping/fields.mjs";
import { root } from "../../pkg/build/console.mjs";
import { Policy } from "../../pkg/node.mjs";
import { policyFiles } from "../suite.mjs";
import { mapping, read } from "./adapters.mjs";

/** What is wrong with a mapping, as `path: code`. */
function mistakes(definition) {
  try {
    readMapping(definition);
    return [];
  } catch (error) {
    assert.equal(error.name, "MappingError");
    for (const { message, help } of error.problems) assert.ok(message !== "" && help !== "", message);
    return error.problems.map(({ path, code }) => `${path}: ${code}`);
  }
}

test("a mapping that is right has no mistakes", () => {
  assert.deepEqual(mistakes(mapping()), []);
});

test("all mistakes come at once, each with its place", () => {
  const definition = {
    names: "x",
    source: { format: "xls", encoding: "utf-9", delimiter: 7, skipLines: -1 },
    missing: "?",
    dates: { pattern: "dd/month/year", zone: "Mars" },
    group: { by: "no", take: "middle", history: { at: "changed", of: ["statuss"] } },
    ticket: {
      openedAt: "opened",
      opened_at: "opened",
      site: "site",
      subject: { column: "a", columns: ["b"] },
      description: {},
      reporter: { template: "{a" },
      tags: { column: "tags", join: "," },
      usersBlocked: { column: "users", type: "text", values: { many: "9" } },
      "fields.x": { column: "x", type: "date", otherwise: 1 },
    },
  };
  assert.deepEqual(mistakes(definition), [
    "names: unknown-key",
    "source.format: unknown-value",
    "source.encoding: unknown-encoding",
    "source.delimiter: wrong-type",
    "source.skipLines: wrong-type",
    "missing: wrong-type",
    "dates.pattern: bad-pattern",
    "dates.zone: unknown-zone",
    "ticket.id: missing-key",
    "ticket.opened_at: unknown-field",
    "ticket.site: unknown-field",
    "ticket.subject: origin",
    "ticket.description: origin",
    "ticket.reporter.template: bad-template",
    "ticket.tags.join: useless-key",
    "ticket.usersBlocked.type: wrong-type",
    'ticket["fields.x"].type: unknown-value',
    'ticket["fields.x"].otherwise: useless-key',
    "group.take: unknown-value",
    "group.history.of[0]: unknown-field",
  ]);
});

const ONE_MISTAKE = {
  "no object": [[], ": wrong-type"],
  "no fields": [{}, "ticket: missing-key"],
  "no zone": [mapping({ dates: { pattern: "day.month.year" } }), "dates: no-zone"],
  "no day in the pattern": [mapping({ dates: { pattern: "month.year", zone: "UTC" } }), "dates.pattern: bad-pattern"],
  "the same word twice": [
    mapping({ dates: { pattern: "day.day.month.year", zone: "UTC" } }),
    "dates.pattern: bad-pattern",
  ],
  "a value of the wrong type": [
    mapping({ ticket: { productionStopped: { column: "a", values: { J: "yes" } } } }),
    "ticket.productionStopped.values.J: wrong-type",
  ],
  "a default of the wrong type": [
    mapping({ ticket: { usersBlocked: { column: "a", default: "none" } } }),
    "ticket.usersBlocked.default: wrong-type",
  ],
  "a constant that is no instant": [
    mapping({ ticket: { receivedAt: { constant: "noon" } } }),
    "ticket.receivedAt.constant: wrong-type",
  ],
  "`optional` that is no truth": [
    mapping({ ticket: { subject: { column: "a", optional: "yes" } } }),
    "ticket.subject.optional: unknown-value",
  ],
  "`split` that is no text": [
    mapping({ ticket: { tags: { column: "a", split: 1 } } }),
    "ticket.tags.split: wrong-type",
  ],
  "a history of the first row": [
    mapping({ ticket: { status: "s" }, group: { by: "no", take: "first", history: { at: "opened", of: ["status"] } } }),
    "group.history: no-past",
  ],
  "a delimiter for JSON": [mapping({ source: { format: "json", delimiter: ";" } }), "source.delimiter: useless-key"],
  "a template without columns": [
    mapping({ ticket: { subject: { template: "x" } } }),
    "ticket.subject.template: bad-template",
  ],
  "`unreadable` of another kind": [
    mapping({ ticket: { subject: { column: "a", unreadable: "drop" } } }),
    "ticket.subject.unreadable: unknown-value",
  ],
};

for (const [name, [definition, expected]] of Object.entries(ONE_MISTAKE)) {
  test(`a mistake: ${name}`, () => assert.deepEqual(mistakes(definition), [expected]));
}

test("a near miss is named", () => {
  const definition = mapping({ ticket: { opened_at: "x" } });
  assert.throws(
    () => readMapping(definition),
    ({ problems: [{ help }] }) => /did you mean `openedAt`\?/.test(help),
  );
});

test("columns that a table lacks are mistakes of the mapping, before the first row", async () => {
  const definition = mapping({
    ticket: { subject: "Title", reporter: "caller", line: { column: "line", optional: true } },
  });
  await assert.rejects(read("no,title,opened\nT1,x,\n", definition), ({ name, problems }) => {
    assert.equal(name, "MappingError");
    assert.deepEqual(
      problems.map(({ path, help }) => [
        path,
        /did you mean `title`/.test(help),
        /there are: no, title, opened/.test(help),
      ]),
      [
        ["ticket.subject", true, false],
        ["ticket.reporter", false, true],
      ],
    );
    return true;
  });
  await assert.rejects(read("no;title\nT1;x\n"), ({ problems: [{ help }] }) => /see `source.delimiter`/.test(help));
  await assert.rejects(read("no,phone\nT1,1\n", mapping({ drop: ["Phone"] })), ({ problems: [{ path, help }] }) => {
    assert.deepEqual([path, help], ["drop[0]", "did you mean `phone`?"]);
    return true;
  });
  await assert.rejects(read("no,a,a\nT1,x,y\n"), ({ problems: [{ code }] }) => code === "column-twice");
  await assert.rejects(read(Buffer.from("no,straße\n", "latin1")), ({ problems: [{ code }] }) => code === "not-utf8");
});

test("the bundled mappings have no mistakes", () => {
  const folder = path.join(root, "pkg", "adapters");
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  assert.deepEqual(names, ["csv.json", "helpdesk-tickets.json", "servicenow-events.json"]);
  for (const name of names) {
    const definition = JSON.parse(readFileSync(path.join(folder, name), "utf8"));
    assert.deepEqual(mistakes(definition), [], name);
    assert.equal(`${definition.name}.json`, name);
  }
});

test("the mapping in the README has none either", () => {
  const text = readFileSync(path.join(root, "pkg", "adapters", "README.md"), "utf8");
  const [, example] = /```json\n(\{.*?)```/s.exec(text);
  assert.deepEqual(mistakes(JSON.parse(example)), []);
});

test("the fields are those that the engine knows", () => {
  const { fields } = Policy.compile(policyFiles("tests/policies/workshop")).fields();
  const known = Object.fromEntries(fields.map(({ name, type }) => [name, type]));
  // The workshop's own.
  delete known.lastMachine;
  assert.deepEqual(CANONICAL, known);
});
