// Parts of the page that need no browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Axis } from "../../www/axis.mjs";
import { latest } from "../../www/latest.mjs";
import { length, offset, span, utc } from "../../www/time.mjs";
import { cut } from "../../www/words.mjs";

/** The pieces of a text, those with findings in brackets. */
function marked(text, ...words) {
  const pieces = cut(
    text,
    words.map((word) => ({ words: word, finding: word })),
  );
  return pieces.map(({ text, findings }) => (findings.length > 0 ? `[${text}]` : text)).join("");
}

test("words are found as the engine folds them", () => {
  assert.equal(marked("SAP geht nicht, Linie 4 steht", "sap", "linie 4"), "[SAP] geht nicht, [Linie 4] steht");
  assert.equal(marked("nie DZIAŁA (drukarka)", "nie dziala"), "[nie DZIAŁA] (drukarka)");
  assert.equal(marked("die Straße läuft", "strasse lauft"), "die [Straße läuft]");
  assert.equal(marked("se cayo\u0301 la red", "se cayo la red"), "[se cayo\u0301 la red]");
  assert.equal(marked("a ﬁle server", "file"), "a [ﬁle] server");
});

test("words are whole words", () => {
  assert.equal(marked("enterprise", "erp"), "enterprise");
  assert.equal(marked("", "erp"), "");
});

test("findings may overlap", () => {
  const pieces = cut("Linie 4 steht", [
    { words: "linie 4", finding: "line" },
    { words: "linie 4 steht", finding: "stopped" },
  ]);
  assert.deepEqual(pieces, [
    { text: "Linie 4", findings: ["line", "stopped"] },
    { text: " steht", findings: ["stopped"] },
  ]);
});

test("lengths are told in their two largest units", () => {
  assert.deepEqual([0, 59, 150, 6000, 90_000, -300].map(length), [
    "0 s",
    "59 s",
    "2 min 30 s",
    "1 h 40 min",
    "1 d 1 h",
    "5 min",
  ]);
  assert.deepEqual([900, 64_800, 5400].map(span), ["15 min", "18 h", "1 h 30 min"]);
});

test("UTC says its day where it is another one", () => {
  assert.equal(utc("2026-03-02T15:00:00Z", "America/Monterrey"), "15:00 UTC");
  assert.equal(utc("2026-03-08T03:00:00Z", "America/Monterrey"), "Sun 03:00 UTC");
});

test("the axis ticks on the clock of the zone", () => {
  assert.equal(offset(Date.parse("2026-07-01T00:00:00Z"), "Asia/Kolkata"), 19_800);
  const decision = {
    now: "2026-03-02T00:10:00Z",
    targets: [{ startedAt: "2026-03-02T00:10:00Z", dueAt: "2026-03-02T04:10:00Z", stoppedAt: null }],
    escalations: [],
  };
  const ticks = new Axis(decision, Date.parse(decision.now)).ticks("Asia/Kolkata");
  assert.deepEqual(
    ticks.slice(0, 2).map(({ label, day }) => [label, day]),
    [
      ["06:00", "Mon 2 Mar"],
      ["06:30", undefined],
    ],
  );
});

test("of the questions that wait only the newest is asked", async () => {
  const asked = [];
  const ask = latest(async (question) => {
    asked.push(question);
    await new Promise((resolve) => setTimeout(resolve));
  });
  await Promise.all([ask(1), ask(2), ask(3)]);
  await ask(4);
  assert.deepEqual(asked, [1, 3, 4]);
});
