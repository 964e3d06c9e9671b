const assert = require("node:assert/strict");
const { init, Policy } = require("andon");
const { files, ticket, now, expected } = require("../question.cjs");

init().then(() => {
  assert.equal(JSON.stringify(Policy.compile(files).decide(ticket, { now })), expected);
});
// Without waiting as well: in Node the engine is there once it is required.
assert.equal(JSON.stringify(Policy.compile(files).decide(ticket, { now })), expected);
