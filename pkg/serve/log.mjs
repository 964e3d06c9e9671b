// Structured logs: a JSON object a line. What a ticket says is not in them.

import { missingPeer } from "./peers.mjs";

/** @param {string} level of pino: debug, info, warn, error, silent */
export async function openLog(level) {
  const { pino } = await import("pino").catch(missingPeer("pino"));
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}
