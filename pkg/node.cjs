// The package in Node: the WebAssembly is read when this file is, so there is nothing to wait for.

const { Calendar, History, Policy, Watch } = require("./node/andon.cjs");
const { triaging } = require("./node/triage.cjs");

triaging(Policy);

/** Is there so that the same lines run in Node and in a browser. */
async function init() {}

module.exports = { Calendar, History, init, Policy, Watch };
