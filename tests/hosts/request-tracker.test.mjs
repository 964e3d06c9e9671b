// The plugin in Request Tracker: a ticket typed into RT's own form, decided, applied, read again from RT.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { after, test } from "node:test";
import { eventually } from "../eventually.mjs";
import { openDesk } from "./desk.mjs";
import { share } from "./panel.mjs";
import { answer, change, create, customField, openForm, openTicket, read, submit } from "./request-tracker/drive.mjs";
import { startRequestTracker } from "./request-tracker/start.mjs";

const told = await listening();
const desk = await openDesk("request-tracker", (extension) =>
  startRequestTracker({ extension, richText: true, validator: told.url }),
);
after(async () => {
  await desk?.close();
  told.server.close();
});
const options = { skip: desk === undefined };
const STANDING = "SAP geht nicht, Linie 4 steht";

/** Does `work` in the form for a new ticket, once the panel has decided. */
function inForm(work, more) {
  return desk.onPage(async (page, panel) => {
    await openForm(page, desk.host);
    await panel.decided();
    await work(page, panel);
  }, more);
}

/** What RT tells a validator. */
async function listening() {
  const heard = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.url.startsWith("/hooks/")) heard.push({ headers: request.headers, body });
    response.writeHead(202).end('{ "majors": [] }');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, heard, url: `http://127.0.0.1:${server.address().port}/hooks/rt` };
}

const subject = (page) => page.locator("input[name=Subject]");
const field = (page, name) => customField(page, name).locator("select:not(.hidden)");

test("what an agent types is decided, what the agent applies is in the ticket", options, async () => {
  await inForm(async (page, panel) => {
    await subject(page).pressSequentially(STANDING, { delay: 20 });
    await panel.priority("P1");
    await panel.says("verdict", /ERP and MES operations/);
    await panel.says("clocks", /Response .* in 1[45] min .* Clock of Monterrey/);
    for (const label of ["Plant", "Line", "System", "Production stopped", "Priority", "SLA"]) await panel.apply(label);
    await panel.find("Users blocked");
    await page.keyboard.type("12");
    const id = await submit(page);
    const ticket = await read(desk.host, `ticket/${id}`);
    const filled = ticket.CustomFields.filter(({ values }) => values.length > 0);
    const said = Object.fromEntries(filled.map(({ name, values }) => [name, values[0]]));
    assert.deepEqual(
      { subject: ticket.Subject, priority: ticket.Priority, sla: ticket.SLA, ...said },
      {
        subject: STANDING,
        priority: "75",
        sla: "P1",
        Plant: "MTY",
        Line: "MTY-L4",
        System: "ERP",
        "Production stopped": "yes",
        "Users blocked": "12",
      },
    );
  });
});

test("what is written in RT's own editor counts", options, async () => {
  await inForm(async (page, panel) => {
    const editor = page.frameLocator("iframe.cke_wysiwyg_frame").locator("body");
    await editor.click();
    await page.keyboard.type(STANDING);
    await panel.priority("P1");
    await panel.suggests("Plant", { text: /MTY/ });
  });
});

test("another queue is offered with the name that it replaces, and survives RT's reload", options, async () => {
  await inForm(async (page, panel) => {
    await subject(page).fill(STANDING);
    await panel.priority("P1");
    const text = /^Queue Plant IT instead of “Service Desk” Apply Queue: Plant IT$/;
    await panel.suggests("Queue", { state: "differs", text });
    await Promise.all([
      page.waitForNavigation(),
      page.locator("andon-panel").getByRole("button", { name: "Apply Queue: Plant IT" }).click(),
    ]);
    await panel.decided();
    await panel.priority("P1");
    await panel.suggests("Queue", { state: "agrees" });
    const { Queue } = await read(desk.host, `ticket/${await submit(page)}`);
    assert.equal((await read(desk.host, `queue/${Queue.id}`)).Name, "Plant IT");
  });
});

test("nothing is overwritten without a click, and a click can be taken back", options, async () => {
  await inForm(async (page, panel) => {
    await field(page, "System").selectOption("workstation");
    await page.locator("select[name=SLA]").selectOption("P4");
    await subject(page).fill(STANDING);
    await panel.priority("P1");
    assert.equal(await field(page, "System").inputValue(), "workstation");
    assert.equal(await page.locator("select[name=SLA]").inputValue(), "P4");
    await panel.suggests("SLA", { text: /P1 instead of “P4”/ });
    await panel.apply("SLA");
    assert.equal(await page.locator("select[name=SLA]").inputValue(), "P1");
    await panel.undo("SLA");
    await eventually(async () => assert.equal(await page.locator("select[name=SLA]").inputValue(), "P4"));
  });
});

/** Does `work` on the page of a ticket, once the panel has decided. */
async function onTicket(work, { ticket = {}, user } = {}) {
  const id = await create(desk.host, {
    Queue: "Service Desk",
    Subject: STANDING,
    Content: "Terminals frozen",
    ...ticket,
  });
  await desk.onPage(async (page, panel) => {
    const agent = user === undefined ? desk.host.agent : [user, `${user}-pass`];
    await openTicket(page, { ...desk.host, agent }, id);
    await panel.decided();
    await work(page, panel, id);
  });
}

test(
  "the page of a ticket shows its clocks and what to do, and what is applied there is in the ticket",
  options,
  async () => {
    await onTicket(
      async (page, panel, id) => {
        await panel.priority("P1");
        await panel.says("clocks", /Response .* in 1[45] min .* Clock of Monterrey/);
        await panel.says("procedures", /fallback/);
        await panel.suggests("System", { state: "open", text: /ERP/ });
        for (const label of ["System: ERP", "Priority: P1", "Queue: Plant IT"]) {
          const button = page.locator("andon-panel").getByRole("button", { name: `Apply ${label}` });
          await Promise.all([page.waitForEvent("load"), button.click()]);
          await panel.decided();
        }
        await panel.suggests("Queue", { state: "agrees" });
        const { Priority, Queue, CustomFields } = await read(desk.host, `ticket/${id}`);
        assert.equal(Priority, "75");
        assert.equal((await read(desk.host, `queue/${Queue.id}`)).Name, "Plant IT");
        assert.deepEqual(CustomFields.find(({ name }) => name === "System").values, ["ERP"]);
      },
      { ticket: { CustomFields: { Plant: "MTY" } } },
    );
  },
);

test("on the page of a ticket an answer and its end stop the clocks", options, async () => {
  await onTicket(async (page, panel, id) => {
    const again = async () => {
      await page.reload();
      await panel.decided();
    };
    await answer(desk.host, id, "We are on it.");
    await again();
    await panel.says("clocks", /Response \S.* met Resolution .* in /);
    await change(desk.host, id, { Status: "resolved" });
    await again();
    await panel.says("clocks", /Resolution \S.* met/);
  });
});

test("who may not change a ticket is shown what the rules say, and offered nothing", options, async () => {
  const work = async (page, panel) => {
    await panel.priority("P1");
    await panel.says("clocks", /Response/);
    assert.equal(
      await page
        .locator("andon-panel")
        .getByRole("button", { name: /^Apply/ })
        .count(),
      0,
    );
  };
  await onTicket(work, { user: "reader", ticket: { CustomFields: { Plant: "MTY", "Production stopped": "yes" } } });
});

test("what a ticket says stays text", options, async () => {
  await inForm(async (page, panel) => {
    await subject(page).fill(`<img src=x onerror="window.ran=1">"><script>window.ran=1</script> ${STANDING}`);
    await panel.priority("P1");
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(await page.locator("andon-panel img").count(), 0);
  });
});

test("other open tickets about the same thing are named", options, async () => {
  await inForm(async (page, panel) => {
    await subject(page).fill(STANDING);
    await panel.says("similar", /SAP geht nicht/);
  });
});

test("a validator is told of a new ticket, signed", options, async () => {
  await inForm(async (page) => {
    await subject(page).fill("Étiquettes vides, ligne 4");
    const id = await submit(page);
    const { headers, body } = await eventually(async () => {
      const heard = told.heard.find(({ body }) => JSON.parse(body).ticket.id === Number(id));
      assert.ok(heard, "the validator has not been told yet");
      return heard;
    });
    const signed = createHmac("sha256", "for-tests").update(`${headers["x-rt-timestamp"]}.${body}`).digest("hex");
    assert.equal(headers["x-rt-signature"], `sha256=${signed}`);
    const { event, actor, ticket } = JSON.parse(body);
    assert.deepEqual([event, actor, ticket.Subject], ["ticket.created", "agent", "Étiquettes vides, ligne 4"]);
  });
});

test("the rules stay with those who are logged in", options, async () => {
  const response = await fetch(`${desk.host.url}/Andon/Policy`, { redirect: "manual" });
  assert.doesNotMatch(await response.text(), /policy\(/);
});

test("the rules are sent once, and again when they have changed", options, async () => {
  await inForm(async (page) => {
    const [status, kind] = await page.evaluate(async () => {
      const { headers } = await fetch("/Andon/Policy");
      const again = await fetch("/Andon/Policy", { headers: { "if-none-match": headers.get("etag") } });
      return [again.status, headers.get("content-type")];
    });
    assert.deepEqual([status, kind], [304, "application/json; charset=utf-8"]);
  });
});

test("the panel speaks the reader's language", options, async () => {
  const heard = { de: /Uhr von Monterrey/, es: /Hora de Monterrey/, pl: /Czas lokalny: Monterrey/ };
  for (const [locale, words] of Object.entries(heard)) {
    const work = async (page, panel) => {
      await subject(page).fill(STANDING);
      await panel.priority("P1");
      await panel.says("clocks", words);
    };
    await inForm(work, { locale });
  }
});

test("from a key press to the painted panel", options, async () => {
  await inForm(async (page, panel) => {
    await subject(page).pressSequentially(
      `${STANDING}, alle Terminals eingefroren seit heute frueh um sechs, 12 Leute warten`,
      {
        delay: 35,
      },
    );
    const times = await panel.times();
    console.log(
      `RT, key press to painted panel: median ${share(times, 0.5)} ms, 95 % ${share(times, 0.95)} ms of ${times.length}`,
    );
  });
});
