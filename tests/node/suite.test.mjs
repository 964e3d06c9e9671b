// The common suite in Node: the same bytes as natively.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Policy } from "andon";
import { answer, compileOnce } from "../answer.mjs";
import { cases, nativeAnswers, parting } from "../suite.mjs";

const native = nativeAnswers();
const compile = compileOnce(Policy.compile);

test("there is one native answer for each case", () => {
  assert.equal(native.length, cases().length);
});

for (const [at, item] of cases().entries()) {
  test(item.name, async () => {
    assert.equal(parting(await answer(compile, item), native[at]), undefined);
  });
}
