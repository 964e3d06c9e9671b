// What is being looked at, in the fragment of the address: edits, the file on show, the tickets, the view. A link shows the
// same; nothing of it is sent to a server.

import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

/** Longer addresses are refused by some mail programs and proxies long before browsers refuse them. */
const LONGEST = 16_000;

/**
 * @param {{ edits: Record<string, string | null>, file?: string, tickets?: number, all?: boolean }} state
 * @returns {{ fragment: string, whole: boolean }} without the edits, if they are too long for an address
 */
export function fragmentOf({ edits, file, tickets, all }) {
  const rest = Object.fromEntries(
    Object.entries({ file, tickets, all: all ? 1 : undefined }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(edits).length === 0) return { fragment: fragment(rest), whole: true };
  const packed = base64(deflateSync(strToU8(JSON.stringify(edits)), { level: 9 }));
  const whole = fragment({ ...rest, edits: packed });
  return whole.length <= LONGEST ? { fragment: whole, whole: true } : { fragment: fragment(rest), whole: false };
}

/** What a fragment says; of what cannot be read, nothing. */
export function stateOf(hash) {
  const entries = new URLSearchParams(hash.slice(1));
  const tickets = Number(entries.get("tickets"));
  return {
    edits: edits(entries.get("edits")),
    file: entries.get("file") ?? undefined,
    tickets: Number.isSafeInteger(tickets) && tickets > 0 ? tickets : undefined,
    all: entries.get("all") === "1",
  };
}

function fragment(entries) {
  const text = new URLSearchParams(entries).toString();
  return text === "" ? "" : `#${text}`;
}

function edits(packed) {
  if (!packed) return {};
  try {
    const read = JSON.parse(strFromU8(inflateSync(bytes(packed))));
    const isEdit = ([file, text]) => file.endsWith(".rhai") && (typeof text === "string" || text === null);
    return Object.fromEntries(Object.entries(read).filter(isEdit));
  } catch {
    return {};
  }
}

function base64(data) {
  let text = "";
  for (const byte of data) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
