// Tickets in the order in which a desk received them: what a replay goes through.

const MINUTE = 60_000;

export class Past {
  /** What is shown of each ticket, and its line of JSON for the engine. */
  #tickets = [];
  #decoder = new TextDecoder();

  /** Takes whole lines of NDJSON. A line that is no ticket with an instant is left out. */
  append(bytes) {
    for (const line of this.#decoder.decode(bytes).split("\n")) {
      const ticket = line.trim() === "" ? undefined : shown(line);
      if (ticket) this.#tickets.push(ticket);
    }
  }

  /** Puts them in order, once all are there; of more than `most`, the newest are kept. */
  settle(most = Number.POSITIVE_INFINITY) {
    this.#tickets.sort((a, b) => a.seen - b.seen);
    if (this.#tickets.length > most) this.#tickets = this.#tickets.slice(-most);
  }

  get length() {
    return this.#tickets.length;
  }

  at(index) {
    return this.#tickets[index];
  }

  /** The first ticket that is seen at this instant or later. */
  from(instant) {
    let [low, high] = [0, this.#tickets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#tickets[middle].seen < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last ones. */
  newest(count) {
    return this.#tickets.slice(-count);
  }

  /** Those with these ids; of one that came twice, the newest. @returns {Map<string, object>} */
  named(ids) {
    return new Map(this.#tickets.filter(({ id }) => ids.has(id)).map((ticket) => [ticket.id, ticket]));
  }

  /** Milliseconds by which the clocks of most of the newest tickets are ahead of UTC: what their days are counted by. */
  get offset() {
    const counts = new Map();
    for (const { offset } of this.newest(500)) counts.set(offset, (counts.get(offset) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  }
}

function shown(line) {
  const ticket = parsed(line);
  const opened = ticket?.openedAt ?? ticket?.opened_at;
  const seen = Date.parse(ticket?.receivedAt ?? ticket?.received_at ?? opened);
  if (Number.isNaN(seen)) return undefined;
  const { id, subject, plant, line: place, system, reporter } = ticket;
  const happened = Date.parse(opened);
  const at = Number.isNaN(happened) ? seen : Math.min(happened, seen);
  return { id: String(id), at, seen, offset: offsetOf(opened), subject, plant, place, system, reporter, line };
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function offsetOf(instant) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(instant) ?? [];
  return sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -MINUTE : MINUTE);
}
