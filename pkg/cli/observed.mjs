// Past tickets as a watch sees them: each when it reached the desk.

import { SOME_INSTANT } from "./moment.mjs";

/** Shows a ticket to a watch. */
export function observed(watch) {
  return (ticket) => watch.observe(ticket, { now: seenAt(ticket) });
}

/** When a ticket is seen. */
export function seenAt(ticket) {
  const at = ticket?.receivedAt ?? ticket?.received_at ?? ticket?.openedAt ?? ticket?.opened_at;
  return Number.isNaN(Date.parse(at)) ? SOME_INSTANT : at;
}
