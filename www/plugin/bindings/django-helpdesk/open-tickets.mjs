// The open tickets, through the desk's own interface and the agent's session.

const OPEN = new Set([1, 2]);
const API = "api/tickets/?page_size=100";

/**
 * @param {string} list address of the desk's list of tickets
 * @param {Record<string, { name: string, values?: Record<string, unknown> }>} fields
 */
export async function openTickets(list, fields) {
  const base = new URL("../", new URL(list, location.href));
  const response = await fetch(new URL(API, base), { credentials: "same-origin" });
  if (!response.ok) throw new Error(`the desk gave no open tickets (${response.status})`);
  const answer = await response.json();
  const tickets = Array.isArray(answer) ? answer : answer.results;
  return tickets.filter(({ status }) => OPEN.has(status)).map((ticket) => converted(ticket, fields, list));
}

function converted(row, fields, list) {
  const stated = Object.entries(fields).flatMap(([field, { name, values }]) => {
    const value = row[name];
    return value === undefined || value === null || value === "" ? [] : [[field, values?.[value] ?? value]];
  });
  return {
    id: String(row.id),
    subject: row.title,
    description: row.description,
    // There is no time of creation; the first entry is the nearest thing.
    openedAt: row.followup_set?.[0]?.date ?? new Date().toISOString(),
    ...Object.fromEntries(stated),
    url: new URL(`${row.id}/`, new URL(list, location.href)).href,
  };
}
