// django-helpdesk as an agent uses it: logged in, a new ticket, and the ticket read again.

/** Logs in and opens the form for a new ticket. */
export async function openForm(page, { url, agent: [user, password] }) {
  await page.goto(`${url}/login/`);
  await page.fill("input[name=username]", user);
  await page.fill("input[name=password]", password);
  await Promise.all([page.waitForURL((at) => !at.pathname.startsWith("/login")), page.click("[type=submit]")]);
  return page.goto(`${url}/tickets/submit/`);
}

/** Sends the form; gives the number of the new ticket. */
export async function submit(page) {
  await Promise.all([page.waitForURL(/\/tickets\/\d+\//), page.click("form[enctype] button[type=submit]")]);
  return page.url().match(/tickets\/(\d+)/)[1];
}

/** What the desk's interface says. */
export async function read({ url, agent }, what) {
  const authorization = `Basic ${Buffer.from(agent.join(":")).toString("base64")}`;
  return (await fetch(`${url}/api/${what}`, { headers: { authorization } })).json();
}
