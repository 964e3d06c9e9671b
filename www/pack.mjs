// The policy on show and its sample tickets, read from the server that serves the page.

const PACK = "/rules/manufacturing/";

/** The files of the policy, name -> text. */
export async function policyFiles() {
  const listing = await (await get(PACK)).json();
  const names = listing.filter((name) => name.endsWith(".rhai"));
  const texts = await Promise.all(names.map(async (name) => (await get(PACK + encodeURIComponent(name))).text()));
  return Object.fromEntries(names.map((name, at) => [name, texts[at]]));
}

/** The tickets to start from. */
export async function samples() {
  const text = await (await get(`${PACK}samples.ndjson`)).text();
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
}

async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the server has no \`${address}\` (${response.status})`);
  return response;
}
