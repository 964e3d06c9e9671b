// Who may send what.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { within } from "../eventually.mjs";
import { open, reopen, until } from "./room.mjs";

/** What became of a webhook. */
async function outcome(answer) {
  return [answer.status, (await answer.json()).result];
}

test("a signature is needed, the right one, and over these bytes", async (t) => {
  const { desk, post } = await open(t);
  desk.add({ id: "T1" });
  const { headers, ...rest } = desk.webhook("T1");
  const without = (name) => ({
    ...rest,
    headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)),
  });
  assert.deepEqual(await outcome(await post(without("x-andon-signature"))), [401, "bad signature"]);
  assert.deepEqual(await outcome(await post(without("x-andon-timestamp"))), [401, "bad timestamp"]);
  assert.deepEqual(await outcome(await post(desk.webhook("T1", { secret: "guessed" }))), [401, "bad signature"]);
  assert.deepEqual(await outcome(await post({ ...rest, headers, body: `${rest.body} ` })), [401, "bad signature"]);
  const later = { ...headers, "x-andon-timestamp": String(Number(headers["x-andon-timestamp"]) + 1) };
  assert.deepEqual(await outcome(await post({ ...rest, headers: later })), [401, "bad signature"]);
  assert.deepEqual(await outcome(await post({ ...rest, headers })), [202, "accepted"]);
});

test("an old webhook is refused, and one from the future", async (t) => {
  const { desk, post } = await open(t);
  desk.add({ id: "T1" });
  const minutes = (count) => Date.now() + count * 60_000;
  assert.deepEqual(await outcome(await post(desk.webhook("T1", { at: minutes(-6) }))), [401, "bad age"]);
  assert.deepEqual(await outcome(await post(desk.webhook("T1", { at: minutes(6) }))), [401, "bad age"]);
  assert.deepEqual(await outcome(await post(desk.webhook("T1", { at: minutes(-4) }))), [202, "accepted"]);
});

test("the same webhook once more is refused; a desk's own second try is not an error", async (t) => {
  const { desk, post } = await open(t);
  desk.add({ id: "T1" });
  const webhook = desk.webhook("T1");
  assert.deepEqual(await outcome(await post(webhook)), [202, "accepted"]);
  assert.deepEqual(await outcome(await post(webhook)), [409, "replayed"]);
  desk.change("T1", { subject: "changed" });
  const named = desk.webhook("T1", { delivery: "d-1" });
  assert.deepEqual(await outcome(await post(named)), [202, "accepted"]);
  assert.deepEqual(await outcome(await post(named)), [200, "duplicate"]);
});

test("a replay is known after a restart", async (t) => {
  const room = await open(t);
  room.desk.add({ id: "T1" });
  const webhook = room.desk.webhook("T1");
  await room.post(webhook);
  await room.validator.close();
  const { post } = await reopen(t, room);
  assert.deepEqual(await outcome(await post(webhook)), [409, "replayed"]);
});

test("a body has its limit, said or found", async (t) => {
  const { desk, post, url } = await open(t, { config: { limits: { bodyBytes: 2000 } } });
  desk.add({ id: "T1", subject: "x".repeat(3000) });
  assert.equal((await post(desk.webhook("T1"))).status, 413);
  // Without a length, the bytes are counted as they come.
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write("POST /hooks/desk HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  socket.write(`bb8\r\n${"x".repeat(3000)}\r\n`);
  const [answer] = await within(once(socket, "data"), "an answer");
  assert.match(String(answer), /^HTTP\/1\.1 413/);
  socket.destroy();
});

test("what is no webhook is said to be none", async (t) => {
  const { desk, post, url } = await open(t);
  desk.add({ id: "T1" });
  const answers = [
    await post(desk.webhook("T1"), "/hooks/nobody"),
    await fetch(`${url}/hooks/desk`),
    await fetch(`${url}/secret`),
    await post(desk.signed("{")),
    await post(desk.signed("[]")),
    await post(desk.signed('{"ticket":{"id":"../admin","openedAt":"2026-03-02T06:00:00Z"}}')),
    await post(desk.signed('{"ticket":{"id":"..","openedAt":"2026-03-02T06:00:00Z"}}')),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 405, 404, 400, 422, 422, 422],
  );
  assert.equal(desk.requests.length, 0, "nothing was asked of the desk");
});

test("a desk that does not sign has its secret in the address", async (t) => {
  process.env.ADDRESS_SECRET = "s3cret/with slash";
  const site = { host: "django-helpdesk", webhook: { address: { env: "ADDRESS_SECRET" } } };
  const { post, lines } = await open(t, { config: { source: site } });
  const ticket = { id: 7, title: "x", status: 1, followup_set: [{ date: "2026-03-02T06:00:00Z" }] };
  const webhook = { method: "POST", body: JSON.stringify({ ticket, queue_slug: "desk" }) };
  assert.deepEqual(await outcome(await post(webhook)), [401, "bad address"]);
  assert.deepEqual(await outcome(await post(webhook, "/hooks/desk/guessed")), [401, "bad address"]);
  assert.deepEqual(await outcome(await post(webhook, "/hooks/desk/%zz")), [401, "bad address"]);
  const place = `/hooks/desk/${encodeURIComponent("s3cret/with slash")}`;
  assert.deepEqual(await outcome(await post(webhook, place)), [202, "accepted"]);
  await until(() => lines.length > 3, "some lines");
  assert.ok(!JSON.stringify(lines).includes("s3cret"));
});

test("the credentials do not follow a redirect", async (t) => {
  const { desk, post, lines } = await open(t);
  desk.add({ id: "T1" });
  desk.fault = async (_request, response) => {
    response.writeHead(302, { location: `${desk.url}/elsewhere` }).end();
    return true;
  };
  await post(desk.webhook("T1"));
  await until(() => lines.some(({ msg }) => msg === "tried in vain"), "a try");
  assert.ok(!desk.requests.some((request) => request.includes("elsewhere")));
});
