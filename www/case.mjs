// The case on the page: a ticket, and how long after its opening one looks at it. All of it stands in the address, so
// that a link shows the same.

/** Longer addresses are refused by some mail programs and proxies long before browsers refuse them. */
const LONGEST_ADDRESS = 16_000;
/** Seconds. Whoever looks further ahead has mistyped. */
const LONGEST_LOOK = 10 * 366 * 86_400;
/** What lies beyond is no instant that an engine or a browser could tell apart. */
const FARTHEST = Date.parse("9000-01-01T00:00:00Z");

export class Case extends EventTarget {
  ticket = {};
  /** Seconds from `openedAt` to the moment of the decision. */
  elapsed = 0;

  /** A new ticket; everything that shows the old one has to start again. */
  replace(ticket, elapsed = 0) {
    this.ticket = ticket;
    this.elapsed = within(elapsed);
    this.#tell("replaced");
  }

  /** One field of the ticket; undefined takes it away. */
  set(field, value) {
    const { [field]: _, ...others } = this.ticket;
    this.ticket = value === undefined ? others : { ...this.ticket, [field]: value };
    this.#tell("edited");
  }

  /** Looks at the ticket so many seconds after its opening. */
  look(elapsed) {
    this.elapsed = within(elapsed);
    this.#tell("edited");
  }

  /** When the ticket was opened, in milliseconds; an instant that cannot be read counts as this one. */
  get opened() {
    const opened = Date.parse(this.ticket.openedAt);
    return Math.abs(opened) < FARTHEST ? opened : Date.now();
  }

  /** The moment of the decision. */
  get now() {
    return new Date(this.opened + this.elapsed * 1000).toISOString();
  }

  /** The case as the fragment of an address; none if it is too long for one. */
  get fragment() {
    const fragment = `#${new URLSearchParams({ ticket: JSON.stringify(this.ticket), elapsed: this.elapsed })}`;
    return fragment.length > LONGEST_ADDRESS ? undefined : fragment;
  }

  /** Takes the case from the fragment of an address; says whether there was one. */
  read(fragment) {
    const entries = new URLSearchParams(fragment.slice(1));
    const ticket = parsed(entries.get("ticket"));
    if (!isTicket(ticket)) return false;
    this.replace(ticket, Number(entries.get("elapsed")));
    return true;
  }

  #tell(type) {
    this.dispatchEvent(new Event(type));
    this.dispatchEvent(new Event("changed"));
  }
}

/** Whether something parsed can be a ticket at all; the engine judges the rest. */
export function isTicket(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function within(elapsed) {
  return Number.isFinite(elapsed) ? Math.min(LONGEST_LOOK, Math.max(0, Math.round(elapsed))) : 0;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
