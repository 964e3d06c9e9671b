// Rows of an export become tickets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failures, mapping, read, tickets } from "./adapters.mjs";

const plain = (value) => JSON.parse(JSON.stringify(value));
const same = (actual, expected) => assert.deepEqual(plain(actual), expected);
const OPENED = "2026-03-02T06:00:00Z";

test("columns go to fields, and those without a field are kept as they are", async () => {
  const found = await tickets("no,title,room , \nT1, no label ,B12,x\n", mapping({ ticket: { subject: "title" } }));
  same(found, [{ id: "T1", openedAt: OPENED, subject: "no label", fields: { room: "B12", "column 4": "x" } }]);
});

test("a column that is dropped, and one that says nothing, is not kept", async () => {
  const found = await tickets("no,caller,room,floor\nT1,Ann,?,\n", mapping({ missing: ["?"], drop: ["caller"] }));
  same(found, [{ id: "T1", openedAt: OPENED, fields: {} }]);
});

test("the canonical fields have their types; other fields are text unless the mapping says more", async () => {
  const ticket = {
    usersBlocked: "users",
    productionStopped: "stopped",
    tags: { column: "tags", split: ";" },
    "fields.users": "users",
    "fields.cost": { column: "cost", type: "number" },
    "fields.retries": { column: "retries", type: "int" },
  };
  const found = await tickets("no,users,stopped,tags,cost,retries\nT1,12,Ja,a; b,-1.5e3,+2\n", mapping({ ticket }));
  same(found[0], {
    id: "T1",
    openedAt: OPENED,
    usersBlocked: 12,
    productionStopped: true,
    tags: ["a", "b"],
    fields: { users: "12", cost: -1500, retries: 2 },
  });
});

test("values are translated; what the table lacks stays, or is what `otherwise` says", async () => {
  const ticket = {
    priority: { column: "prio", values: { 1: "P1", none: null } },
    productionStopped: { column: "state", values: { RUN: false }, otherwise: true },
  };
  const found = await tickets("no,prio,state\nT1,1,RUN\nT2,none,HALT\nT3,9,\n", mapping({ ticket }));
  same(
    found.map(({ priority = "-", productionStopped = "-" }) => [priority, productionStopped]),
    [
      ["P1", false],
      ["-", true],
      ["9", "-"],
    ],
  );
});

test("a field may come from several columns, or from none", async () => {
  const ticket = {
    subject: { template: "{{{what}}} in {room}" },
    description: { columns: ["what", "room"], join: " / " },
    reporter: { firstOf: ["caller", "agent"] },
    channel: { constant: "phone" },
    plant: { column: "plant", default: "Monterrey" },
  };
  const source = "no,what,room,caller,agent,plant\nT1,smoke,B1,,Bo,León\nT2,smoke,,Ann,Bo,\nT3,,,,,\n";
  const found = await tickets(source, mapping({ ticket }));
  const told = ({ subject, description, reporter, channel, plant }) => [subject, description, reporter, channel, plant];
  assert.deepEqual(found.map(told), [
    ["{smoke} in B1", "smoke / B1", "Bo", "phone", "León"],
    ["{smoke} in ", "smoke", "Ann", "phone", "Monterrey"],
    [undefined, undefined, undefined, "phone", "Monterrey"],
  ]);
});

test("a bad row is an error with all its problems, in its place, and the run goes on", async () => {
  const ticket = { openedAt: "opened", usersBlocked: "users" };
  const source = 'no,opened,users\nT1,2.3.2026 06:00,1\n"T\n2",31.2.2026 06:00,many\nT3\nT4,2.3.2026 06:00,\n';
  const found = await read(source, mapping({ ticket }));
  assert.deepEqual(
    found.map(({ line, ticket, error }) => [
      line,
      ticket?.id ?? error.problems.map(({ path, code }) => `${path ?? ""} ${code}`),
    ]),
    [
      [2, "T1"],
      [3, ["openedAt bad-date", "usersBlocked wrong-type"]],
      [5, [" column-count"]],
      [6, "T4"],
    ],
  );
  const [, { error }] = found;
  assert.equal(error.name, "RowError");
  assert.match(error.message, /`31\.2\.2026 06:00` is not a date `day\.month\.year hour:minute` \(column `opened`\)/);
});

test("a cell that cannot be read may be kept, for the decision to name it", async () => {
  const ticket = { usersBlocked: { column: "users", unreadable: "keep" } };
  const [found] = await tickets("no,users\nT1,many\n", mapping({ ticket }));
  assert.equal(found.usersBlocked, "many");
});

test("quotes, line ends within cells, blank lines, a byte order mark", async () => {
  const source = '\ufeffno,title\r\nT1,"a ""b"", c\r\nd"\r\n\r\nT2,5" tube\r\nT3,"Robi" says\r\nT4,"a\nb\nc"\r\nT5,e';
  const found = await read(source, mapping({ ticket: { subject: "title" } }));
  assert.deepEqual(
    found.map(({ line, ticket }) => [line, ticket.id, ticket.subject]),
    [
      [2, "T1", 'a "b", c\r\nd'],
      [5, "T2", '5" tube'],
      [6, "T3", '"Robi" says'],
      [7, "T4", "a\nb\nc"],
      [10, "T5", "e"],
    ],
  );
});

test("a quote that is never closed is an error where it opens", async () => {
  assert.deepEqual(await failures('no,title\nT1,x\nT2,"y\nT3,z\n'), [[3, "bad-csv"]]);
});

test("other delimiters, no header, lines above the table", async () => {
  const german = { source: { delimiter: ";" } };
  assert.equal((await tickets("no;a\nT1;x,y\n", mapping(german)))[0].fields.a, "x,y");
  const bare = { source: { header: ["no", "a"], delimiter: "\t" } };
  assert.equal((await tickets("T1\tx\nT2\ty", mapping(bare)))[1].fields.a, "y");
  const report = await read("Report of May\nby Ann\nno,a\nT1,x\n", mapping({ source: { skipLines: 2 } }));
  assert.deepEqual([report[0].line, report[0].ticket.fields.a], [4, "x"]);
});

test("other encodings, and bytes that are of none", async () => {
  const latin = Buffer.from("no,a\nT1,Förderband\n", "latin1");
  const wide = Buffer.from("\ufeffno,a\nT1,Förderband\n", "utf16le");
  for (const [encoding, bytes] of [
    ["windows-1252", latin],
    ["utf-16le", wide],
    ["utf-8", "no,a\nT1,Förderband\n"],
  ]) {
    assert.equal((await tickets(bytes, mapping({ source: { encoding } })))[0].fields.a, "Förderband", encoding);
  }
  assert.deepEqual(await failures(Buffer.concat([latin, Buffer.from("T2,x\n")])), [[2, "not-utf8"]]);
});

test("columns may have any name", async () => {
  const [found] = await tickets("no,__proto__,constructor\nT1,a,b\n");
  assert.deepEqual(Object.entries(found.fields), [
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
});

const LIST = `[ {"no": "T1", "caller": {"name": "Ann", "site": "León"}, "users": 3, "tags": ["a"]},
  {"no": "]}", "text": "\\"],[{"},
  {"no": },
  7, {"no": 4, "gone": null}
]`;

test("a JSON list is read element by element", async () => {
  const ticket = {
    reporter: { column: "caller.name", optional: true },
    usersBlocked: { column: "users", optional: true },
    tags: { column: "tags", optional: true },
  };
  for (const size of [1, 5, 1000]) {
    const found = await read(LIST, mapping({ ticket }), "json", size);
    same(
      found.map(({ line, ticket, error }) => ({ line, ...(ticket ?? { error: error.name }) })),
      [
        {
          line: 1,
          id: "T1",
          openedAt: OPENED,
          reporter: "Ann",
          usersBlocked: 3,
          tags: ["a"],
          fields: { caller: { name: "Ann", site: "León" } },
        },
        { line: 2, id: "]}", openedAt: OPENED, fields: { text: '"],[{' } },
        { line: 3, error: "SyntaxError" },
        { line: 4, error: "RowError" },
        { line: 4, id: "4", openedAt: OPENED, fields: {} },
      ],
    );
  }
});

test("a JSON list may stand under a key", async () => {
  const under = mapping({ source: { records: "result" } });
  const found = await tickets('{"other": ["result", [{}]], "result": [{"no": "T1"}], "more": 1}', under, "json");
  assert.deepEqual(
    found.map(({ id }) => id),
    ["T1"],
  );
  assert.deepEqual(await failures('{"results": []}', under, "json"), [[1, "bad-json"]]);
  assert.deepEqual(await failures('{"no": "T1"}', mapping(), "json"), [[1, "bad-json"]]);
  assert.deepEqual(await failures('[{"no": "T1"}, {"no":', mapping(), "json"), [[1, "bad-json"]]);
});

test("NDJSON is read line by line", async () => {
  const found = await read('{"no":"T1"}\n\nnonsense\n[]\n{"no":"T2"}', mapping(), "ndjson");
  assert.deepEqual(
    found.map(({ line, ticket, error }) => [line, ticket?.id ?? error.name]),
    [
      [1, "T1"],
      [3, "SyntaxError"],
      [4, "RowError"],
      [5, "T2"],
    ],
  );
});

test("a value that is no text does not become one in silence", async () => {
  const ticket = { subject: { column: "caller" } };
  assert.deepEqual(await failures('{"no":"T1","caller":{"name":"Ann"}}', mapping({ ticket }), "ndjson"), [
    [1, "wrong-type subject"],
  ]);
});

test("a column that no JSON record has is an error at the end", async () => {
  const ticket = { subject: "titel" };
  assert.deepEqual(await failures('{"no":"T1"}\n{"no":"T2"}', mapping({ ticket }), "ndjson"), [
    [2, "unknown-column ticket.subject"],
  ]);
  assert.deepEqual(await failures('{"no":"T1","titel":null}', mapping({ ticket }), "ndjson"), []);
});

test("a mapped field does not push out a column that is kept under the same name", async () => {
  const ticket = { "fields.site": "plant" };
  assert.deepEqual(await failures("no,plant,site\nT1,León,B\n", mapping({ ticket })), [[2, "collision fields.site"]]);
});

test("input that breaks off gives the rows before, and an error", async () => {
  async function* broken() {
    yield Buffer.from("no,a\nT1,x\nT2,y\nT3,");
    throw new Error("unexpected end of file");
  }
  const { readMapping, readTickets } = await import("../../pkg/adapters/index.mjs");
  for (const [format, expected] of [
    ["csv", ["T1", "T2", "the input breaks off: unexpected end of file"]],
    ["ndjson", ["SyntaxError", "SyntaxError", "SyntaxError", "the input breaks off: unexpected end of file"]],
  ]) {
    const seen = [];
    for await (const { ticket, error } of readTickets(broken(), readMapping(mapping()), format)) {
      seen.push(ticket?.id ?? (error.name === "Error" ? error.message : error.name));
    }
    assert.deepEqual(seen, expected);
  }
});

test("a reader that leaves early closes the source", async () => {
  const { readMapping, readTickets } = await import("../../pkg/adapters/index.mjs");
  let closed = false;
  async function* endless() {
    try {
      yield Buffer.from("no\n");
      for (;;) yield Buffer.from("T1\n".repeat(1000));
    } finally {
      closed = true;
    }
  }
  for await (const { ticket } of readTickets(endless(), readMapping(mapping()), "csv")) {
    assert.equal(ticket.id, "T1");
    break;
  }
  for (let turn = 0; turn < 100 && !closed; turn += 1) await new Promise(setImmediate);
  assert.equal(closed, true);
});
