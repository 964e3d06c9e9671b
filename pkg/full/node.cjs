// In Node nobody downloads anything: there is one engine, and it does everything.

module.exports = require("../node.cjs");
