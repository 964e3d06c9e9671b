// A ticket typed into a real desk's form, told to the validator by the desk's webhook, decided, written back, and read
// again from the desk.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { openDesk } from "./desk.mjs";
import * as django from "./django-helpdesk/drive.mjs";
import { startDjangoHelpdesk } from "./django-helpdesk/start.mjs";
import { freePort } from "./host.mjs";
import * as rt from "./request-tracker/drive.mjs";
import { startRequestTracker } from "./request-tracker/start.mjs";
import { startValidator } from "./validator.mjs";

const STANDING = "SAP geht nicht, Linie 4 steht";
const PATIENCE = 20_000;
const ACCOUNT = {
  auth: { scheme: "basic", user: "rulesbot", secret: { env: "DESK_PASSWORD" } },
  self: "rulesbot",
};

/** Asks again until the desk says it, for the validator answers before it works. */
async function until(ask, isSo) {
  const began = Date.now();
  let answer = await ask();
  while (!isSo(answer)) {
    if (Date.now() - began > PATIENCE) assert.fail(`not within ${PATIENCE} ms: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    answer = await ask();
  }
  console.log(`written back ${Date.now() - began} ms after the form was sent`);
  return answer;
}

async function between(desk, port, source, work) {
  const stop = await startValidator({ port, source: { ...ACCOUNT, ...source, url: desk.host.url } });
  try {
    await work();
  } finally {
    await stop();
    await desk.close();
  }
}

test("Request Tracker, with its rules in files: form, webhook, decision, and back", async (context) => {
  const policy = path.join(root, "rules", "manufacturing");
  const port = await freePort();
  const validator = `http://127.0.0.1:${port}/hooks/desk`;
  const desk = await openDesk("request-tracker", (extension) => startRequestTracker({ extension, validator, policy }));
  if (desk === undefined) return context.skip();
  const source = {
    host: "request-tracker",
    webhook: { secret: { env: "DESK_SECRET" } },
    site: { tables: { teams: { "app-infrastructure": "Plant IT" } } },
  };
  const work = async (page) => {
    await rt.openForm(page, desk.host);
    await page.fill("input[name=Subject]", STANDING);
    const id = await rt.submit(page);
    // RT takes the changes of one request one after the other: the last is waited for.
    const ticket = await until(
      async () => {
        const read = await rt.read(desk.host, `ticket/${id}`);
        return { ...read, queue: (await rt.read(desk.host, `queue/${read.Queue.id}`)).Name };
      },
      ({ Priority, Due, queue }) => Priority === "75" && queue === "Plant IT" && Date.parse(Due) > 0,
    );
    assert.match(ticket.CustomFields.find(({ name }) => name === "Rules note").values[0], /Production stands/);
    assert.equal(Date.parse(ticket.Due) - Date.parse(ticket.Created), 2 * 3600 * 1000);
  };
  await between(desk, port, source, () => desk.onPage(work));
});

test("django-helpdesk: form, webhook, decision, and back", async (context) => {
  const port = await freePort();
  const validator = `http://127.0.0.1:${port}/hooks/desk/for-tests`;
  const desk = await openDesk("django-helpdesk", (andon) => startDjangoHelpdesk({ andon, validator }));
  if (desk === undefined) return context.skip();
  const source = {
    host: "django-helpdesk",
    webhook: { address: { env: "DESK_SECRET" } },
    site: { tables: { teams: { "app-infrastructure": 2 } } },
  };
  const work = async (page) => {
    await django.openForm(page, desk.host);
    await page.selectOption("select[name=queue]", { label: "Service Desk" });
    await page.fill("input[name=title]", STANDING);
    await page.fill("textarea[name=body]", "Terminals frozen");
    const id = await django.submit(page);
    const ticket = await until(
      () => django.read(desk.host, `tickets/${id}/`),
      ({ priority }) => priority === 1,
    );
    assert.equal(ticket.queue, 2);
    // The desk sends an unticked box as "no": what stands in the words is then all there is.
    assert.match(ticket.custom_rules_note, /^P1: ERP is down/);
    assert.ok(ticket.due_date);
  };
  await between(desk, port, source, () => desk.onPage(work, { ignore: /reading 'addEventListener'/ }));
});
