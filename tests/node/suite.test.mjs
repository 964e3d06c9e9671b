// The common suite in Node: the same bytes as natively.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Policy } from "andon";
import { Policy as Decider } from "andon/runtime";
import { answer, compileOnce } from "../answer.mjs";
import { cases, nativeAnswers, parting } from "../suite.mjs";

const native = nativeAnswers();
const compile = compileOnce(Policy.compile);
const bundled = compileOnce((files) => Decider.load(JSON.stringify(Policy.compile(files).bundle())));

test("there is one native answer for each case", () => {
  assert.equal(native.length, cases().length);
});

for (const [at, item] of cases().entries()) {
  test(item.name, async () => {
    assert.equal(parting(await answer(compile, item), native[at]), undefined);
  });

  test(`${item.name}, from a bundle`, async () => {
    assert.equal(parting(await answer(bundled, item), native[at]), undefined);
  });
}
