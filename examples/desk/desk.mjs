// The smallest desk that the validator can work with: tickets in memory, a signed webhook for each new one.
//
//   DESK_SECRET=... node examples/desk/desk.mjs
//   curl -d '{"subject":"SAP down, line 4 stopped"}' http://127.0.0.1:8790/tickets
//   curl http://127.0.0.1:8790/tickets/1

import { createHmac } from "node:crypto";
import { createServer } from "node:http";

const PORT = Number(process.env.DESK_PORT ?? 8790);
const HOOK = process.env.DESK_HOOK ?? "http://127.0.0.1:8787/hooks/desk";
const SECRET = process.env.DESK_SECRET ?? "";
const tickets = new Map();

createServer(async (request, response) => {
  const body = await textOf(request);
  const [, , id] = request.url.split("/");
  const { status, ticket } = answer(request, id, body === "" ? {} : JSON.parse(body));
  const headers = { "content-type": "application/json" };
  if (ticket !== undefined) headers.etag = `"${ticket.version}"`;
  response.writeHead(status, headers).end(ticket === undefined ? "" : `${JSON.stringify(ticket, null, 2)}\n`);
  if (status === 201) tell(ticket);
}).listen(PORT, "127.0.0.1", () => console.log(`a desk on http://127.0.0.1:${PORT}`));

function answer({ method, headers }, id, fields) {
  if (method === "POST") return { status: 201, ticket: opened(fields) };
  const ticket = tickets.get(id);
  if (ticket === undefined) return { status: 404 };
  if (method === "GET") return { status: 200, ticket };
  if (headers["if-match"] !== `"${ticket.version}"`) return { status: 412 };
  Object.assign(ticket, fields, { version: ticket.version + 1 });
  return { status: 200, ticket };
}

function opened(fields) {
  const id = String(tickets.size + 1);
  const ticket = { id, version: 1, openedAt: new Date().toISOString(), status: "new", ...fields };
  tickets.set(id, ticket);
  return ticket;
}

/** The webhook: the ticket, when it was sent, and a signature over both. */
async function tell(ticket) {
  const body = JSON.stringify({ event: "ticket.created", ticket });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", SECRET).update(`${timestamp}.${body}`).digest("hex");
  const headers = { "x-andon-timestamp": timestamp, "x-andon-signature": `sha256=${signature}` };
  await fetch(HOOK, { method: "POST", headers, body }).then(
    ({ status }) => console.log(`ticket ${ticket.id}: the webhook was answered ${status}`),
    ({ cause }) => console.log(`ticket ${ticket.id}: nobody took the webhook (${cause?.code})`),
  );
}

async function textOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
