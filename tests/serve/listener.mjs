// Somebody who is told of events.

import { createServer } from "node:http";

/** Listens for events; `deaf` answers 503. */
export async function listener(t) {
  const heard = [];
  const state = { heard, deaf: false, signatures: [] };
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString();
    if (!state.deaf) heard.push(JSON.parse(body));
    state.signatures.push({ headers: request.headers, body });
    response.writeHead(state.deaf ? 503 : 204).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(state, { url: `http://127.0.0.1:${server.address().port}/` });
}
