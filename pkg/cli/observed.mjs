// Past tickets shown to a watch, each at its own time.

/** A ticket is seen when it reached the desk. */
export function observed(watch) {
  return (ticket) => watch.observe(ticket, { now: seenAt(ticket) });
}

/** The engine is to speak of the ticket, whose instants are wrong, and not of `now`. */
function seenAt(ticket) {
  const at = ticket?.receivedAt ?? ticket?.received_at ?? ticket?.openedAt ?? ticket?.opened_at;
  return Number.isNaN(Date.parse(at)) ? "1970-01-01T00:00:00Z" : at;
}
