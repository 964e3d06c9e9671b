// Standard output of the command line, read slowly.

import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Output } from "../../pkg/cli/output.mjs";

test("a reader that is slow holds the writer back, even if lines come one a turn", async () => {
  let [taken, most, waiting] = [0, 0, 0];
  const slow = new Writable({
    highWaterMark: 1024,
    write(chunk, _, done) {
      taken += chunk.length;
      setTimeout(done, 1);
    },
  });
  const output = new Output(slow);
  for (let line = 0; line < 500; line += 1) {
    await output.line("x".repeat(999));
    await turn();
    most = Math.max(most, slow.writableLength);
    waiting = Math.max(waiting, slow.listenerCount("drain"));
  }
  await output.flush();
  slow.end();
  await finished(slow);
  assert.equal(taken, 500_000);
  assert.ok(most <= 4000, `${most} bytes piled up`);
  assert.ok(waiting <= 1, `${waiting} waited at once`);
});
