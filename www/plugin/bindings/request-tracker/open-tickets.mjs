// The open tickets that an agent may see, through RT's REST interface and the agent's own session.

const MOST = 100;

/** @param {{ webPath: string, fields: Record<string, string | { label: string }> }} site */
export async function openTickets({ webPath, fields }) {
  const query = new URLSearchParams({
    query: "Status = '__Active__'",
    fields: "Subject,Status,Created,CustomFields",
    orderby: "Created",
    order: "DESC",
    per_page: MOST,
  });
  const response = await fetch(`${webPath}/REST/2.0/tickets?${query}`, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`RT gave no open tickets (${response.status})`);
  const { items } = await response.json();
  const names = new Map(Object.entries(fields).map(([field, where]) => [where.label ?? where, [field, where.values]]));
  return items.map((item) => ticket(item, names, webPath));
}

function ticket({ id, Subject, Status, Created, CustomFields = [] }, names, webPath) {
  const stated = CustomFields.flatMap(({ name, values: [text] }) => {
    const [field, values] = names.get(name) ?? [];
    return field === undefined || !text ? [] : [[field, values?.[text] ?? text]];
  });
  const url = `${webPath}/Ticket/Display.html?id=${encodeURIComponent(id)}`;
  return { id: String(id), subject: Subject, status: Status, openedAt: Created, ...Object.fromEntries(stated), url };
}
