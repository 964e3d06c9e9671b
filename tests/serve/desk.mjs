// A help desk to test against: tickets with versions behind `If-Match`, signed webhooks that are sent until they are taken,
// and faults on demand. It keeps count of every write, so that a test can tell what was lost and what was done twice.

import { createServer } from "node:http";
import { sign } from "andon/node";

const SCHEME = { prefix: "sha256=", signed: ["timestamp", ".", "body"] };

/** A desk that speaks `generic-json`. */
export class Desk {
  tickets = new Map();
  /** Every write that was taken: `{ key, body }`. */
  writes = [];
  /** Every request, refused ones included: `GET /tickets/1`. */
  requests = [];
  secret = "desk-secret";
  /** Called with the request before it is answered; may answer itself (true), or just take its time. */
  fault = async () => false;
  /** Called when a write has been taken, before it is answered. */
  afterWrite = async () => {};

  /** Listens, at the same port again after `shut` if one is given. */
  async open(port = 0) {
    this.server = createServer((request, response) => this.#answer(request, response));
    await new Promise((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  async shut() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Makes a ticket, without telling anybody. */
  add(ticket) {
    this.tickets.set(ticket.id, { version: 1, ticket: { openedAt: "2026-03-02T06:00:00Z", ...ticket } });
    return this.tickets.get(ticket.id).ticket;
  }

  /** Changes a ticket as an agent does. */
  change(key, fields) {
    const kept = this.tickets.get(key);
    kept.version += 1;
    Object.assign(kept.ticket, fields);
  }

  /** The headers and body of a webhook about a ticket. */
  webhook(key, { actor = "agent", ...options } = {}) {
    const { ticket } = this.tickets.get(key);
    return this.signed(JSON.stringify({ event: "ticket.changed", actor, ticket }), options);
  }

  /** The headers and body of a webhook that says just this. */
  signed(body, { at = Date.now(), delivery, secret = this.secret } = {}) {
    const timestamp = String(Math.floor(at / 1000));
    const headers = { "content-type": "application/json", "x-andon-timestamp": timestamp };
    headers["x-andon-signature"] = sign(SCHEME, secret, { body, timestamp });
    if (delivery !== undefined) headers["x-andon-delivery"] = delivery;
    return { method: "POST", headers, body };
  }

  /** Writes that changed a ticket, counted for each. */
  writesOf(key) {
    return this.writes.filter((write) => write.key === key).length;
  }

  async #answer(request, response) {
    const body = await textOf(request);
    this.requests.push(`${request.method} ${request.url}`);
    if (await this.fault(request, response)) return;
    const key = decodeURIComponent(request.url.split("/").at(-1));
    const kept = this.tickets.get(key);
    if (kept === undefined) return reply(response, 404, {});
    if (request.method === "GET") return reply(response, 200, kept.ticket, kept.version);
    if (request.headers["if-match"] !== `"${kept.version}"`) return reply(response, 412, {});
    kept.version += 1;
    Object.assign(kept.ticket, JSON.parse(body));
    this.writes.push({ key, body: JSON.parse(body) });
    await this.afterWrite(key, request, response);
    if (!response.writableEnded && !response.destroyed) reply(response, 200, kept.ticket, kept.version);
  }
}

async function textOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

function reply(response, status, json, version) {
  const headers = { "content-type": "application/json" };
  if (version !== undefined) headers.etag = `"${version}"`;
  response.writeHead(status, headers).end(JSON.stringify(json));
}
