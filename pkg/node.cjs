// The package in Node: the WebAssembly is read when this file is, so there is nothing to wait for.

const engine = require("./node/andon.cjs");
const { deciding } = require("./node/deciding.cjs");
const { triaging } = require("./node/triage.cjs");

const { Calendar, History, Policy, Watch } = engine;

deciding(engine);
triaging(Policy);

/** Is there so that the same lines run in Node and in a browser. */
async function init() {}

module.exports = { Calendar, History, init, Policy, Watch };
