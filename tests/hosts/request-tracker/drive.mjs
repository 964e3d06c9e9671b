// Request Tracker as an agent uses it: logged in, a new ticket, its fields, and the ticket read again.

/** Logs in and opens the form for a new ticket in a queue. */
export async function openForm(page, host, queue = "Service Desk") {
  const { url } = host;
  await logIn(page, host);
  const queues = await read(host, "queues/all?fields=Name");
  const { id } = queues.items.find(({ Name }) => Name === queue);
  // RT refuses a link with arguments that comes from nowhere.
  return page.goto(`${url}/Ticket/Create.html?Queue=${id}`, { referer: `${url}/` });
}

/** Logs in and opens the page of a ticket. */
export async function openTicket(page, host, id) {
  await logIn(page, host);
  return page.goto(`${host.url}/Ticket/Display.html?id=${id}`, { referer: `${host.url}/` });
}

async function logIn(page, { url, agent: [user, password] }) {
  await page.goto(`${url}/`);
  await page.fill("input[name=user]", user);
  await page.fill("input[name=pass]", password);
  await page.click("input[type=submit]");
  await page.locator("#preferences-menu, #preferences").first().waitFor({ state: "attached" });
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

/** Makes a ticket through it; gives its number. */
export async function create(host, ticket) {
  const response = await rest(host, "ticket", { method: "POST", body: JSON.stringify(ticket) });
  if (!response.ok) throw new Error(`RT made no ticket: ${await response.text()}`);
  return (await response.json()).id;
}

/** Writes to the requestors of one. */
export async function answer(host, id, text) {
  const headers = { "content-type": "text/plain" };
  const response = await rest(host, `ticket/${id}/correspond`, { method: "POST", body: text }, headers);
  if (!response.ok) throw new Error(`RT took no answer to ticket ${id}: ${await response.text()}`);
}

/** Changes one. */
export async function change(host, id, fields) {
  const response = await rest(host, `ticket/${id}`, { method: "PUT", body: JSON.stringify(fields) });
  if (!response.ok) throw new Error(`RT did not change ticket ${id}: ${await response.text()}`);
}

function rest({ url, agent }, what, request = {}, headers = { "content-type": "application/json" }) {
  const authorization = `Basic ${Buffer.from(agent.join(":")).toString("base64")}`;
  return fetch(`${url}/REST/2.0/${what}`, { headers: { authorization, ...headers }, ...request });
}
