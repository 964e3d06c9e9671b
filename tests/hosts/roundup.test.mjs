// The plugin in Roundup, under a policy that lets only scripts with the request's nonce run.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openDesk } from "./desk.mjs";
import { openForm, read, submit } from "./roundup/drive.mjs";
import { startRoundup } from "./roundup/start.mjs";

const policy = [
  "default-src 'self'",
  "script-src 'nonce-{nonce}' 'strict-dynamic'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
].join("; ");
const desk = await openDesk("roundup", (tracker) => startRoundup({ tracker, policy }));
if (desk) after(() => desk.close());
const options = { skip: desk === undefined };
const STANDING = "SAP geht nicht, Linie 4 steht";
/** The policy stops the inline handlers of Roundup's own pages. */
const ignore = /submit_once|Refused/;

test("under a nonce policy the engine runs in a worker, and the decision gets into the issue", options, async () => {
  await desk.onPage(
    async (page, panel) => {
      const response = await openForm(page, desk.host);
      assert.match(response.headers()["content-security-policy"], /script-src 'nonce-[^']+' 'strict-dynamic'/);
      assert.equal(await panel.decided(), "worker");
      await page.locator("input[name=title]").pressSequentially(STANDING, { delay: 20 });
      await panel.priority("P1");
      for (const label of ["Priority", "Queue", "Plant", "Line", "System", "Production stopped"])
        await panel.apply(label);
      await panel.find("Users blocked");
      await page.keyboard.type("12");
      const issue = await read(desk.host, await submit(page));
      const { title, priority, queue, plant, line, system, production_stopped, users_blocked } = issue;
      assert.equal(title, STANDING);
      assert.deepEqual(
        [priority, queue, plant, line, system].map(({ name }) => name),
        ["critical", "Plant IT", "MTY", "MTY-L4", "ERP"],
      );
      assert.ok(production_stopped);
      assert.equal(users_blocked, 12);
    },
    { ignore },
  );
});
