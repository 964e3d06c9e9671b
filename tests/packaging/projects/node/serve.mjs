// The desks come with the package. What only the validator needs does not, and it says so.

import assert from "node:assert/strict";
import { hosts, openHost } from "andon/adapters";
import { openValidator } from "andon/node";

assert.equal(openHost(hosts.roundup).name, "roundup");
await assert.rejects(
  openValidator({ policy: process.argv[2], config: { sources: {} } }),
  /npm install libsql pino prom-client/,
);
