// Roundup as an agent uses it: logged in, a new issue, and the issue read again.

/** Logs in and opens the form for a new issue. */
export async function openForm(page, { url, agent: [user, password] }) {
  await page.goto(url);
  await page.fill("input[name=__login_name]", user);
  await page.fill("input[name=__login_password]", password);
  await Promise.all([page.waitForLoadState("load"), page.click("input[type=submit][value=Login]")]);
  await page.locator("b", { hasText: "Hello" }).waitFor();
  return page.goto(`${url}issue?@template=item`);
}

/** Sends the form; gives the number of the new issue. */
export async function submit(page) {
  await Promise.all([page.waitForURL(/issue\d+/), page.click("input[name=submit_button]")]);
  return page.url().match(/issue(\d+)/)[1];
}

/** What the desk's REST interface says of an issue. */
export async function read({ url, agent }, id) {
  const authorization = `Basic ${Buffer.from(agent.join(":")).toString("base64")}`;
  const response = await fetch(`${url}rest/data/issue/${id}?@verbose=2`, { headers: { authorization } });
  return (await response.json()).data.attributes;
}
