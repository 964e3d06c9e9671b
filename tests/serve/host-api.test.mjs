// How the validator shows a desk who it is, and what it makes of the answers.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { hosts, openHost } from "andon/adapters";
import { HostApi } from "../../pkg/serve/host-api.mjs";

/** A server that answers as it is told, and keeps what it was asked. */
async function server(t, answer) {
  const asked = [];
  const http = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, headers: request.headers });
    const { status = 200, headers = {}, body = "{}" } = answer(request, asked.length) ?? {};
    response.writeHead(status, headers).end(body);
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return { asked, url: `http://127.0.0.1:${http.address().port}` };
}

function apiOf(url, auth, name = "generic-json", timeoutMs = 10_000) {
  return new HostApi({ url, auth, host: openHost(hosts[name]) }, { timeoutMs });
}

const AUTH = {
  basic: [{ scheme: "basic", user: "bot", secret: "pass" }, { authorization: "Basic Ym90OnBhc3M=" }],
  key: [{ scheme: "key", secret: "k" }, { authorization: "Basic azpY" }],
  bearer: [{ scheme: "bearer", secret: "t" }, { authorization: "Bearer t" }],
  token: [{ scheme: "token", secret: "t" }, { authorization: "Token t" }],
  header: [
    { scheme: "header", name: "Authorization", prefix: "Token token=", secret: "t" },
    { authorization: "Token token=t" },
  ],
};

for (const [name, [auth, headers]] of Object.entries(AUTH)) {
  test(`credentials: ${name}`, async (t) => {
    const { asked, url } = await server(t, () => {});
    await apiOf(url, auth).get("/tickets/1");
    for (const [header, value] of Object.entries(headers)) assert.equal(asked[0].headers[header], value);
  });
}

test("credentials: a session, bought once and again when it has run out", async (t) => {
  let sessions = 0;
  const { asked, url } = await server(t, ({ url: place, headers }) => {
    if (place.endsWith("initSession")) {
      sessions += 1;
      return { body: `{"session_token":"s${sessions}"}` };
    }
    return { status: headers["session-token"] === "s1" && asked.length > 3 ? 401 : 200 };
  });
  const api = apiOf(url, { scheme: "session", secret: "user" }, "glpi");
  await api.get("/apirest.php/Ticket/1");
  await api.get("/apirest.php/Ticket/1");
  await api.get("/apirest.php/Ticket/1");
  assert.equal(sessions, 2);
  assert.equal(asked[0].headers.authorization, "user_token user");
  assert.equal(asked.at(-1).headers["session-token"], "s2");
});

test("Roundup gets the headers that it insists on", async (t) => {
  const { asked, url } = await server(t, () => {});
  await apiOf(`${url}/desk`, { scheme: "none" }, "roundup").get("/rest/data/issue/1");
  const { origin, referer } = asked[0].headers;
  assert.deepEqual({ origin, referer }, { origin: url, referer: `${url}/desk/` });
});

const WAYS = {
  400: ["park", false],
  401: ["retry", false],
  404: ["park", false],
  409: ["stale", false],
  412: ["stale", false],
  422: ["park", false],
  429: ["retry", true],
  500: ["retry", false],
  503: ["retry", true],
};

test("what each refusal means", async (t) => {
  for (const [status, expected] of Object.entries(WAYS)) {
    const { url } = await server(t, () => ({ status: Number(status), body: "the secret of Ms Kowalska" }));
    const error = await apiOf(url, { scheme: "none" })
      .get("/tickets/1?x=y")
      .catch((error) => error);
    assert.deepEqual([error.way, error.isDown], expected, status);
    assert.equal(error.message, `GET /tickets/1: the host answered ${status}`);
  }
});

test("no answer in time, and nobody there", async () => {
  const http = createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => http.once("listening", resolve));
  const url = `http://127.0.0.1:${http.address().port}`;
  const slow = await apiOf(url, { scheme: "none" }, undefined, 300)
    .get("/tickets/1")
    .catch((error) => error);
  assert.deepEqual([slow.way, slow.isDown, slow.message], ["retry", false, "GET /tickets/1: no answer in time"]);
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  const gone = await apiOf(url, { scheme: "none" })
    .get("/tickets/1")
    .catch((error) => error);
  assert.deepEqual([gone.way, gone.isDown, gone.message], ["retry", true, "GET /tickets/1: ECONNREFUSED"]);
});
