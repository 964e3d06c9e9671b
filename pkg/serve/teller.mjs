// Tells events to people: by a webhook, or by a command that gets the event on its standard input.

import { spawn } from "node:child_process";
import { sign } from "./signature.mjs";

/** Told later than this after it was due, an event says so. */
const LATE_MS = 60_000;
const SCHEME = { prefix: "sha256=", signed: ["timestamp", ".", "body"] };

/**
 * Makes the way out for events.
 * @param {{ url?: string, secret?: string, command?: string[] }} notify
 * @param {number} timeoutMs
 * @returns {(event: { source: string, key: string, name: string, body: string }, now: number) => Promise<void>} fails if
 *   nobody heard
 */
export function teller({ url, secret, command }, timeoutMs) {
  if (command !== undefined) return (event, now) => runCommand(command, message(event, now), timeoutMs);
  return (event, now) => post({ url, secret, timeoutMs }, event, now);
}

/** The same event has the same `event id`, so that a listener who hears it twice can tell. */
function message({ source, key, name, body }, now) {
  const said = JSON.parse(body);
  const late = now - Date.parse(said.at) > LATE_MS;
  return JSON.stringify({ eventId: idOf({ source, key, name }), source, key, late, ...said });
}

function idOf({ source, key, name }) {
  return `${source}/${key}/${name}`;
}

async function post({ url, secret, timeoutMs }, event, now) {
  const body = message(event, now);
  const headers = { "content-type": "application/json", "idempotency-key": encodeURIComponent(idOf(event)) };
  if (secret !== undefined) {
    headers["x-andon-timestamp"] = String(Math.floor(Date.now() / 1000));
    headers["x-andon-signature"] = sign(SCHEME, secret, { body, timestamp: headers["x-andon-timestamp"] });
  }
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method: "POST", redirect: "manual", headers, body, signal });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the listener answered ${response.status}`);
}

/** No shell: the words of a ticket must not become words of a command. */
function runCommand([program, ...words], text, timeoutMs) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ["pipe", "ignore", "ignore"], timeout: timeoutMs });
    child.on("error", reject);
    child.on("close", (status, signal) =>
      status === 0 ? resolve() : reject(new Error(`the command ended with ${signal ?? status}`)),
    );
    child.stdin.on("error", () => {});
    child.stdin.end(`${text}\n`);
  });
}
