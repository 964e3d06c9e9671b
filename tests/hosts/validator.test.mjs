// A ticket typed into a real desk's form, told to the validator by the desk's webhook, decided, written back, and read
// again from the desk.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { root } from "../../pkg/build/console.mjs";
import { eventually } from "../eventually.mjs";
import { openDesk } from "./desk.mjs";
import * as django from "./django-helpdesk/drive.mjs";
import { startDjangoHelpdesk } from "./django-helpdesk/start.mjs";
import { freePort } from "./host.mjs";
import * as rt from "./request-tracker/drive.mjs";
import { startRequestTracker } from "./request-tracker/start.mjs";
import { startValidator } from "./validator.mjs";

const STANDING = "SAP geht nicht, Linie 4 steht";
const PATIENCE = 60_000;
/** Tickets that are enough for a suggestion. */
const OUTAGE = 10;
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
    agents: { secret: { env: "DESK_SECRET" } },
    site: { tables: { teams: { "app-infrastructure": "Plant IT" } } },
  };
  const work = async (page) => {
    await rt.openForm(page, desk.host);
    await page.fill("input[name=Subject]", STANDING);
    const id = await rt.submit(page);
    const note = ({ CustomFields }) => CustomFields.find(({ name }) => name === "Rules note").values[0];
    // RT takes the changes of one request one after the other, in an order of its own: all of them are waited for.
    const ticket = await until(
      async () => {
        const read = await rt.read(desk.host, `ticket/${id}`);
        return { ...read, queue: (await rt.read(desk.host, `queue/${read.Queue.id}`)).Name };
      },
      (read) =>
        read.Priority === "75" && read.queue === "Plant IT" && Date.parse(read.Due) > 0 && note(read) !== undefined,
    );
    assert.match(note(ticket), /Production stands/);
    assert.equal(Date.parse(ticket.Due) - Date.parse(ticket.Created), 2 * 3600 * 1000);
  };
  await between(desk, port, source, async () => {
    await desk.onPage(work);
    await desk.onPage((page, panel) => judged(desk.host, page, panel));
    await desk.onPage((page) => notJudged(desk.host, page));
    await desk.onPage((page) => notSeen(desk.host, page));
  });
});

/** Tickets of one outage come in; an agent sees what the validator makes of them, and says that it is so. */
async function judged(host, page, panel) {
  for (const number of Array(OUTAGE).keys())
    await rt.create(host, {
      Queue: "Service Desk",
      Subject: `MES does not answer, terminal ${number} frozen`,
      Requestor: `operator${number}@example.test`,
      CustomFields: { Plant: "MTY", Line: `MTY-L${(number % 5) + 1}`, System: "MES" },
    });
  await rt.openForm(page, host);
  assert.equal(await panel.decided(), "worker", "rules in files are compiled in a worker");
  // The panel asks every half a minute: what it is to be told is waited for, and then asked for anew.
  await eventually(async () => assert.equal((await majors(page)).majors.length, 1));
  await page.reload();
  await panel.decided();
  await page.locator("input[name=Subject]").fill("MES antwortet nicht");
  await panel.says("major", /Perhaps: \d+ tickets look like one outage/);
  const major = page.locator("andon-panel #major");
  await major.getByRole("link").first().waitFor();
  await major.getByRole("button", { name: "It is one" }).click();
  await panel.says("major", /Confirmed, with \d+ tickets so far/);
  const [{ state, tickets }] = (await majors(page)).majors;
  assert.equal(state, "confirmed");
  // The page of one of its tickets shows it, too.
  await page.goto(`${host.url}/Ticket/Display.html?id=${tickets[0]}`, { referer: `${host.url}/` });
  await panel.decided();
  await panel.says("major", /Confirmed, with \d+ tickets so far/);
}

/** Who has not the right sees it and is not heard; who is not logged in sees nothing. */
async function notJudged(host, page) {
  await rt.openForm(page, { ...host, agent: ["rulesbot", "rulesbot-pass"] });
  const { mayJudge, majors: seen } = await majors(page);
  assert.deepEqual([mayJudge, seen[0].state], [false, "confirmed"]);
  assert.equal((await majors(page, { say: "resolve", id: seen[0].id })).status, 403);
  const outside = await fetch(`${host.url}/Andon/Majors`, { redirect: "manual" });
  assert.doesNotMatch(await outside.text(), /majors/);
}

/** Who may see none of its tickets does not hear of it. */
async function notSeen(host, page) {
  await rt.openForm(page, { ...host, agent: ["visitor", "visitor-pass"] });
  assert.deepEqual(await majors(page), { majors: [], mayJudge: false });
}

/** What RT answers about major incidents to whoever is logged in on the page. */
function majors(page, question = {}) {
  return page.evaluate(async (question) => {
    const answer = await fetch("/Andon/Majors", { method: "POST", body: new URLSearchParams(question) });
    return answer.ok ? answer.json() : { status: answer.status };
  }, question);
}

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
