import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Calendar, init, Policy } from "andon";
import question from "../question.cjs";

await init();
const { files, ticket, now, expected } = question;
assert.equal(JSON.stringify(Policy.compile(files).decide(ticket, { now })), expected);
assert.equal(typeof Calendar, "function");

const require = createRequire(import.meta.url);
assert.equal(require("andon").Policy, Policy, "one instance serves import and require");
assert.match(require("andon/package.json").version, /^\d+\.\d+\.\d+$/);
assert.equal((await import("andon/full")).Policy, Policy, "in Node the full engine is the engine");
assert.equal(require("andon/full").Policy, Policy);
for (const name of ["engine", "full", "runtime"]) assert.match(require.resolve(`andon/${name}.wasm`), /\.wasm$/);

const inline = await import("andon/inline");
await inline.init();
assert.equal(JSON.stringify(inline.Policy.compile(files).decide(ticket, { now })), expected);
