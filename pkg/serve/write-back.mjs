// Writes a decision back, once.
//
// A crash may come between the request and our note of it. So the note comes first ("this may have been sent"), the request
// carries a marker, and whoever finds such a note after a crash asks the host whether the marker has arrived.

import { createHash, createHmac } from "node:crypto";
import { HostError } from "./host-api.mjs";

const HOUR_MS = 3_600_000;

/**
 * What a decision says to the host, as one word. The note is left out: other words for the same are no news.
 * Another way to count this would have every open ticket written once more.
 * @param {import("../adapters/host/host.mjs").Host} host
 */
export function digestOf(host, decision) {
  const said = host.said(decision).filter(([part]) => part !== "note");
  return hash([decision.priority, decision.team, said]);
}

/**
 * Writes a decision to its ticket.
 * @param {object} work
 * @param {import("./host-api.mjs").HostApi} work.api
 * @param {import("../adapters/host/host.mjs").Host} work.host
 * @param {import("./tickets.mjs").Tickets} work.tickets
 * @param {import("../../index.d.ts").Decision} work.decision
 * @param {{ key: string, row: object, text: string, etag?: string }} work.seen the ticket as it was just read
 * @param {object} work.known what the database knows of it
 * @param {(miss: object) => void} [work.missed]
 * @param {number} work.suspect 1 if more may have been done than the database says
 * @param {string} work.markKey
 * @returns {Promise<{ requests: number, known: number, hostMs: number, mark: string | false }>} `known`: how many the host
 *   had already; `mark`: what must be found on the ticket from now on, if anything
 * @throws {HostError}
 */
export async function writeBack({
  api,
  host,
  source,
  tickets,
  decision,
  digest,
  seen,
  known,
  missed,
  suspect,
  markKey,
}) {
  const marker = markOf(markKey, [source, seen.key, digest, known.writes ?? 0]);
  const changes = host.changes(decision, seen, { marker, missed });
  const counts = { requests: 0, known: 0, hostMs: 0, mark: changes.some((change) => shows(change, marker)) && marker };
  const first = resumeAt(known.attempted, marker, changes.length);
  for (const [index, change] of changes.entries()) {
    if (index < first) continue;
    const attempt = `${marker}/${index}`;
    if (await hasArrived(change, { api, seen, marker, mayHave: suspect === 1 || known.attempted === attempt })) {
      counts.known += 1;
      continue;
    }
    if (known.attempted !== attempt) tickets.attempt(source, seen.key, attempt);
    const request = { body: change.body, etag: change.ifMatch ? seen.etag : undefined };
    const { ms } = await api.send(change.method, change.path, request);
    counts.requests += 1;
    counts.hostMs += ms;
  }
  return counts;
}

/** Keyed, so that nobody can write the mark into a ticket beforehand and have us believe that all is done. */
function markOf(key, parts) {
  return `andon:${createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex").slice(0, 16)}`;
}

function shows({ look, body }, marker) {
  return look === undefined && JSON.stringify(body).includes(marker);
}

/** The first request that may not have reached the host yet. */
function resumeAt(attempted, marker, count) {
  const [before, index] = (attempted ?? "").split("/");
  return before === marker && Number(index) < count ? Number(index) : 0;
}

async function hasArrived({ look }, { api, seen, marker, mayHave }) {
  if (seen.text?.includes(marker)) return true;
  if (!mayHave || look === undefined) return false;
  const { text } = await api.get(look);
  return text.includes(marker);
}

/**
 * Counts the writes of a ticket within an hour.
 * @throws {HostError} if there have been too many: two programs are answering each other
 */
export function checkLoop(known, now, most) {
  const hour = Math.floor(now / HOUR_MS);
  if (known.hour !== hour || known.hour_writes < most) return;
  throw new HostError(`${most} writes within an hour: something answers every one of them`, "park");
}

function hash(value) {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
