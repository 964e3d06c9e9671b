// Request Tracker as an agent uses it: logged in, a new ticket, its fields, and the ticket read again.

/** Logs in and opens the form for a new ticket in a queue. */
export async function openForm(page, { url, agent: [user, password] }, queue = "Service Desk") {
  await page.goto(`${url}/`);
  await page.fill("input[name=user]", user);
  await page.fill("input[name=pass]", password);
  await page.click("input[type=submit]");
  await page.locator("#preferences-menu, #preferences").first().waitFor({ state: "attached" });
  const queues = await read({ url, agent: [user, password] }, "queues/all?fields=Name");
  const { id } = queues.items.find(({ Name }) => Name === queue);
  // RT refuses a link with arguments that comes from nowhere.
  return page.goto(`${url}/Ticket/Create.html?Queue=${id}`, { referer: `${url}/` });
}

/** The row of a custom field. */
export function customField(page, name) {
  return page.locator(".edit-custom-field").filter({ hasText: `${name}:` });
}

/** Sends the form; gives the number of the new ticket. */
export async function submit(page) {
  await Promise.all([page.waitForURL(/Display/), page.click("input[name=SubmitTicket]")]);
  return new URL(page.url()).searchParams.get("id");
}

/** What RT's REST interface says. */
export async function read(host, what) {
  return (await rest(host, what)).json();
}

/** Makes a ticket through it. */
export async function create(host, ticket) {
  const response = await rest(host, "ticket", { method: "POST", body: JSON.stringify(ticket) });
  if (!response.ok) throw new Error(`RT made no ticket: ${await response.text()}`);
}

function rest({ url, agent }, what, request = {}) {
  const authorization = `Basic ${Buffer.from(agent.join(":")).toString("base64")}`;
  return fetch(`${url}/REST/2.0/${what}`, {
    headers: { authorization, "content-type": "application/json" },
    ...request,
  });
}
