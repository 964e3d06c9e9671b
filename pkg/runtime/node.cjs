// The engine without its compiler, in Node: it decides bundles.

const { deciding } = require("../node/deciding.cjs");
const { triaging } = require("../node/triage.cjs");
const engine = require("./node/andon.cjs");

const { Calendar, Policy } = engine;

deciding(engine);
triaging(Policy);

/** Is there so that the same lines run in Node and in a browser. */
async function init() {}

module.exports = { Calendar, init, Policy };
