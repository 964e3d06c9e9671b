// The plugin in django-helpdesk: a ticket typed into the desk's own form, decided, applied, read again from the desk.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openDesk } from "./desk.mjs";
import { openForm, read, submit } from "./django-helpdesk/drive.mjs";
import { startDjangoHelpdesk } from "./django-helpdesk/start.mjs";
import { share } from "./panel.mjs";

const desk = await openDesk("django-helpdesk", (andon) => startDjangoHelpdesk({ andon }));
if (desk) after(() => desk.close());
const options = { skip: desk === undefined };
const STANDING = "SAP geht nicht, Linie 4 steht";
/** django-helpdesk's own script fails on pages without its colour switch. */
const ignore = /reading 'addEventListener'/;

function inForm(work) {
  return desk.onPage(
    async (page, panel) => {
      await openForm(page, desk.host);
      await panel.decided();
      await work(page, panel);
    },
    { ignore },
  );
}

test("what an agent types is decided, what the agent applies is in the ticket", options, async () => {
  await inForm(async (page, panel) => {
    await page.locator("input[name=title]").pressSequentially(STANDING, { delay: 20 });
    await panel.priority("P1");
    await panel.suggests("Priority", { text: /1\. Critical instead of “3\. Normal”/ });
    for (const label of ["Queue", "Priority", "Due", "Plant", "Line", "System", "Production stopped"])
      await panel.apply(label);
    await panel.find("Users blocked");
    await page.keyboard.type("12");
    await page.fill("textarea[name=body]", "Terminals frozen");
    const due = await page.inputValue("input[name=due_date]");
    const ticket = await read(desk.host, `tickets/${await submit(page)}/`);
    assert.equal(ticket.due_date.slice(0, 16), due);
    const { title, priority, queue } = ticket;
    assert.deepEqual({ title, priority, queue }, { title: STANDING, priority: 1, queue: 2 });
    const { custom_plant, custom_line, custom_system, custom_production_stopped, custom_users_blocked } = ticket;
    assert.deepEqual(
      [custom_plant, custom_line, custom_system, custom_production_stopped, custom_users_blocked],
      ["MTY", "MTY-L4", "ERP", true, 12],
    );
  });
});

test("a box that nobody has ticked is no answer", options, async () => {
  await inForm(async (page, panel) => {
    const stopped = page.locator("input[name=custom_production_stopped]");
    await page.locator("input[name=title]").fill(STANDING);
    await panel.priority("P1");
    await panel.suggests("Production stopped", { state: "open" });
    await stopped.check();
    await stopped.uncheck();
    await page.locator("andon-panel").getByText("Production stopped").waitFor({ state: "detached" });
  });
});

test("other open tickets about the same thing are named", options, async () => {
  await inForm(async (page, panel) => {
    await page.locator("input[name=title]").fill(STANDING);
    await panel.says("similar", /SAP geht nicht/);
  });
});

test("from a key press to the painted panel", options, async () => {
  await inForm(async (page, panel) => {
    const text = `${STANDING}, alle Terminals eingefroren seit heute frueh um sechs, 12 Leute warten`;
    await page.locator("input[name=title]").pressSequentially(text, { delay: 35 });
    const times = await panel.times();
    const [median, most] = [share(times, 0.5), share(times, 0.95)];
    console.log(`django-helpdesk, key press to painted panel: median ${median} ms, 95 % ${most} ms of ${times.length}`);
  });
});
