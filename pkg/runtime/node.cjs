// The engine without its compiler, in Node: it decides bundles.

const { triaging } = require("../node/triage.cjs");
const { Calendar, Policy } = require("./node/andon.cjs");

triaging(Policy);

/** Is there so that the same lines run in Node and in a browser. */
async function init() {}

module.exports = { Calendar, init, Policy };
