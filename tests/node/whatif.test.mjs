// Parts of the what-if page that need no browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Text } from "@codemirror/state";
import { tickets } from "../../www/sample/plant.mjs";
import { fragmentOf, stateOf } from "../../www/whatif/address.mjs";
import { diagnostics } from "../../www/whatif/editor/diagnostics.mjs";
import { declarations, snake } from "../../www/whatif/editor/vocabulary.mjs";
import { guess } from "../../www/whatif/source/guess.mjs";
import { head, ndjsonPieces } from "../../www/whatif/source/ndjson.mjs";

const text = (bytes) => new TextDecoder().decode(bytes);
const file = (name, content) => new File([content], name);

test("the sample is the same for the same seed, in order, and as long as asked", () => {
  const [one, other] = [[...tickets({ tickets: 300 })], [...tickets({ tickets: 300 })]];
  assert.deepEqual(one, other);
  assert.equal(one.length, 300);
  const opened = one.map(({ openedAt }) => Date.parse(openedAt));
  assert.deepEqual(
    opened,
    opened.toSorted((a, b) => a - b),
  );
  assert.notDeepEqual(one, [...tickets({ tickets: 300, seed: 5 })]);
});

test("the sample has quiet Sundays and a printer that fails every Monday night", () => {
  const year = [...tickets({ tickets: 2000 })];
  const weekday = ({ openedAt }) => new Date(openedAt.slice(0, 10)).getUTCDay();
  const on = (day) => year.filter((ticket) => weekday(ticket) === day).length;
  assert.ok(on(0) * 5 < on(3));
  const nightly = year.filter((one) => weekday(one) === 1 && one.openedAt.includes("T22:") && one.line === "MTY-L3");
  assert.ok(nightly.length > 30, `${nightly.length}`);
});

test("an address gives back the edits, and nothing for what it cannot read", () => {
  const state = { edits: { "a.rhai": "// Größe ≠ 漢字\n", "b.rhai": null }, file: "a.rhai", tickets: 50, all: true };
  const { fragment, whole } = fragmentOf(state);
  assert.equal(whole, true);
  assert.deepEqual(stateOf(fragment), state);
  const nothing = { edits: {}, file: undefined, tickets: undefined, all: false };
  assert.deepEqual(stateOf("#edits=%%%&tickets=-1"), nothing);
  assert.deepEqual(stateOf("#edits=AAAA"), nothing);
});

test("edits that are too long for an address are left out of it", () => {
  const noise = Array.from({ length: 30_000 }, (_, at) => String.fromCharCode(33 + ((at * at * 7919) % 90))).join("");
  const long = { "a.rhai": [...tickets({ tickets: 200 })].map((one) => JSON.stringify(one)).join("") + noise };
  assert.deepEqual(fragmentOf({ edits: long, file: "a.rhai" }), { fragment: "#file=a.rhai", whole: false });
});

test("NDJSON is cut where lines end, wherever the bytes are cut", async () => {
  const lines = Array.from({ length: 5000 }, (_, at) => JSON.stringify({ id: `Ä${at}` }));
  const pieces = [];
  for await (const { bytes, lines: count } of ndjsonPieces(file("a.ndjson", lines.join("\n")))) {
    assert.ok(text(bytes).endsWith("\n"));
    assert.equal(text(bytes).trimEnd().split("\n").length, count);
    pieces.push(text(bytes));
  }
  assert.equal(pieces.join("").trimEnd(), lines.join("\n"));
  assert.equal(text(head(new TextEncoder().encode("a\nb\nc\n"), 2)), "a\nb\n");
});

test("the columns of a table are guessed, its dates too", () => {
  const { ticket, dates } = guess(["Number", "Opened at", "Short description"], { "Opened at": "02.03.2026 09:00" });
  assert.deepEqual(ticket, { id: "Number", openedAt: "Opened at", subject: "Short description" });
  assert.equal(dates.pattern, "day.month.year hour:minute");
});

test("declarations are found with their files, functions too", () => {
  const found = declarations({
    "a.rhai": 'fn is_down(t) { true }\nrule("x", #{});\n// rule("no")\ntest("t", #{}, #{});',
  });
  assert.deepEqual(
    found.map(({ word, id }) => [word, id]),
    [
      ["rule", "x"],
      ["fn", "is_down"],
    ],
  );
  assert.equal(snake("usersBlocked"), "users_blocked");
});

test("a problem is marked from its column to the end of the word", () => {
  const doc = Text.of(["let x = usrs;", ""]);
  const [mark] = diagnostics(doc, [{ line: 1, column: 9, code: "c", message: "m", help: "h" }]);
  assert.deepEqual([mark.from, mark.to, mark.message], [8, 12, "m\nh"]);
  assert.deepEqual(diagnostics(doc, [{ line: 9, column: 1, code: "c", message: "m" }]), []);
});
