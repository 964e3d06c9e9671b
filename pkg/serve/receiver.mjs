// The HTTP side: webhooks, health, metrics. A webhook is checked and kept, and that is all that its sender waits for.

import { RowError } from "../adapters/hosts.mjs";
import { answerAgents } from "./agents.mjs";
import { BodyError, bodyOf } from "./body.mjs";
import { check } from "./signature.mjs";

const HOOK = /^\/hooks\/([\w-]+)(?:\/([^/]+))?$/;
const AGENTS = /^\/agents\/([\w-]+)$/;

/**
 * Makes the handler of HTTP requests.
 * @param {object} parts
 * @param {Map<string, object>} parts.sources
 * @param {import("./inbox.mjs").Inbox} parts.inbox
 * @param {import("./metrics.mjs").Metrics} parts.metrics
 * @param {import("./watch-feed.mjs").WatchFeed} [parts.watch]
 * @param {object} parts.log
 * @param {() => number} parts.clock
 * @param {number} parts.bodyBytes
 * @param {() => object | undefined} parts.health what to say of oneself; nothing while stopping
 * @returns {(request, response, next?: () => void, path?: string) => Promise<void>}
 */
export function receiver(parts) {
  return async (request, response, next, path = request.url) => {
    try {
      await serve(path.split("?")[0], { request, response, next }, parts);
    } catch (error) {
      parts.log.error({ err: error }, "a request failed");
      if (!response.headersSent) answer(response, { status: 500, body: { error: "it is in the log" } });
    }
  };
}

async function serve(place, { request, response, next }, parts) {
  const { metrics, health } = parts;
  const hook = HOOK.exec(place);
  if (hook !== null) return answer(response, await receive(hook, request, parts));
  const agents = AGENTS.exec(place);
  if (agents !== null) return answer(response, await heard(agents[1], request, parts));
  if (place === "/healthz") return answer(response, { status: 200, body: { ok: true } });
  if (place === "/readyz") return answer(response, readiness(health()));
  if (place === "/metrics") return text(response, metrics.contentType, await metrics.text());
  if (typeof next === "function") return next();
  return answer(response, { status: 404, body: { error: "not found" } });
}

function readiness(state) {
  return state === undefined ? { status: 503, body: { ok: false } } : { status: 200, body: { ok: true, ...state } };
}

async function receive([, name, address], request, parts) {
  const source = parts.sources.get(name);
  if (source === undefined) return { status: 404, body: { error: "no such source" } };
  if (request.method !== "POST") return { status: 405, body: { error: "webhooks are posted" } };
  const result = await accepted(source, address, request, parts).catch((error) => failure(error, name, parts));
  parts.metrics.webhook(name, result.result);
  if (result.status >= 400) parts.log.warn({ source: name, result: result.result }, "webhook refused");
  return { status: result.status, body: { result: result.result }, close: result.close };
}

async function heard(name, request, parts) {
  const source = parts.sources.get(name);
  if (source === undefined) return { status: 404, body: { error: "no such source" } };
  const result = await answerAgents(source, request, parts).catch((error) => {
    if (!(error instanceof BodyError)) throw error;
    return { status: error.status, body: { error: error.message }, close: error.close };
  });
  if (result.status >= 400) parts.log.warn({ source: name, result: result.body.error }, "an agent was not heard");
  return result;
}

async function accepted(source, address, request, { inbox, clock, bodyBytes }) {
  const body = await bodyOf(request, bodyBytes);
  const now = clock();
  const checked = check(source.signature, { headers: request.headers, body, address: decoded(address), now });
  if (checked.refused !== undefined) return { status: 401, result: `bad ${checked.refused}` };
  const json = parsed(body);
  if (isOwn(source, json)) return { status: 202, result: "own" };
  const webhook = {
    source: source.name,
    key: source.host.keyOf(json),
    body: body.toString("utf8"),
    replayKey: checked.replayKey,
    delivery: headerOf(request, source.host.webhook.delivery),
    now,
  };
  const result = await inbox.accept(webhook);
  return { status: { accepted: 202, duplicate: 200, replayed: 409 }[result], result };
}

function decoded(address) {
  try {
    return address === undefined ? undefined : decodeURIComponent(address);
  } catch {
    return undefined;
  }
}

function parsed(body) {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new BodyError(400, "not JSON");
  }
}

/** A webhook that our own write-back set off. */
function isOwn({ self, host }, json) {
  const { actor } = host.webhook;
  if (self === undefined || actor === undefined) return false;
  return String(actor.split(".").reduce((part, step) => part?.[step], json)) === String(self);
}

function headerOf(request, name) {
  const value = name === undefined ? undefined : request.headers[name];
  return typeof value === "string" && value.length <= 256 ? value : undefined;
}

function failure(error, source, { log }) {
  if (error instanceof BodyError) return { status: error.status, result: error.message, close: error.close };
  if (error instanceof RowError) return { status: 422, result: "no ticket" };
  // The disk is full, say. The desk is to send it again.
  log.error({ source, err: error }, "webhook could not be kept");
  return { status: 503, result: "not kept" };
}

function answer(response, { status, body, close }) {
  const content = JSON.stringify(body);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(content) };
  if (close) headers.connection = "close";
  response.writeHead(status, headers).end(content);
}

function text(response, type, content) {
  response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(content) }).end(content);
}
