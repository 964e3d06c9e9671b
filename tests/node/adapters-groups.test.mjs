// Event logs: several rows become one ticket with its history.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mapping, read, tickets } from "./adapters.mjs";

const LOG = `no,changed,state,group,title
T1,1.3.2026 08:00,New,desk,label printer
T1,1.3.2026 08:20,Active,,label printer
T1,1.3.2026 09:00,Active,floor,label printer line 4
T2,1.3.2026 08:05,New,desk,password
T1,1.3.2026 10:00,Closed,desk,again
`;
const ticket = { status: "state", team: "group", subject: "title" };
const history = { at: "changed", of: ["status", "team"] };

test("neighbouring rows of one id become a ticket, taken from the last of them", async () => {
  const found = await read(LOG, mapping({ ticket, group: { by: "no", history } }));
  assert.deepEqual(
    found.map(({ line, ticket: { id, status, subject, history = [], fields } }) => [
      line,
      id,
      status,
      subject,
      history,
      fields.changed,
    ]),
    [
      [
        4,
        "T1",
        "Active",
        "label printer line 4",
        [
          { at: "2026-03-01T08:20:00Z", field: "status", from: "New", to: "Active" },
          { at: "2026-03-01T08:20:00Z", field: "team", from: "desk", to: null },
          { at: "2026-03-01T09:00:00Z", field: "team", from: null, to: "floor" },
        ],
        "1.3.2026 09:00",
      ],
      [5, "T2", "New", "password", [], "1.3.2026 08:05"],
      // Only neighbours are put together: no more than one ticket is in memory.
      [6, "T1", "Closed", "again", [], "1.3.2026 10:00"],
    ],
  );
});

test("or from the first, as the desk saw it then", async () => {
  const found = await tickets(LOG, mapping({ ticket, group: { by: "no", take: "first" } }));
  assert.deepEqual(
    found.map(({ id, status, subject, history }) => [id, status, subject, history]),
    [
      ["T1", "New", "label printer", undefined],
      ["T2", "New", "password", undefined],
      ["T1", "Closed", "again", undefined],
    ],
  );
});

test("a bad row is left out of the history, and said", async () => {
  const log = `no,changed,state,group,title
T1,1.3.2026 08:00,New,desk,a
T1,soon,Active,desk,a
,1.3.2026 08:30,Active,desk,a
T1,1.3.2026 08:40
T1,1.3.2026 09:00,Closed,desk,a
`;
  const found = await read(log, mapping({ ticket, group: { by: "no", history } }));
  assert.deepEqual(
    found.map(({ line, ticket, error }) => [line, ticket?.history ?? error.problems[0].code]),
    [
      [3, "bad-date"],
      [4, "no-id"],
      [5, "column-count"],
      [6, [{ at: "2026-03-01T09:00:00Z", field: "status", from: "New", to: "Closed" }]],
    ],
  );
});

test("a ticket whose row cannot be read is an error under the line of that row", async () => {
  const definition = mapping({ ticket: { openedAt: "changed" }, group: { by: "no" } });
  const found = await read("no,changed\nT1,1.3.2026 08:00\nT1,soon\nT2,1.3.2026 08:00\n", definition);
  assert.deepEqual(
    found.map(({ line, ticket, error }) => [line, ticket?.id ?? error.problems[0].code]),
    [
      [3, "bad-date"],
      [4, "T2"],
    ],
  );
});
