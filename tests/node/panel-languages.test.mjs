// The panel says the same things in each of its languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { de } from "../../www/plugin/languages/de.mjs";
import { en } from "../../www/plugin/languages/en.mjs";
import { es } from "../../www/plugin/languages/es.mjs";
import { pl } from "../../www/plugin/languages/pl.mjs";

/** Names and kinds of all words, `targets.response string`. */
function shape(words, at = "") {
  return Object.entries(words)
    .flatMap(([key, word]) =>
      typeof word === "object" ? shape(word, `${at}${key}.`) : [`${at}${key} ${typeof word} ${word.length > 0}`],
    )
    .map((line) => line.replace(/function (true|false)/, "function"))
    .sort();
}

for (const [code, words] of Object.entries({ de, es, pl })) {
  test(`${code} has every word that English has`, () => assert.deepEqual(shape(words), shape(en)));
}

test("Polish counts in three forms", () => {
  assert.deepEqual([1, 2, 5, 22].map(pl.reasons), ["1 powód", "2 powody", "5 powodów", "22 powody"]);
});
