// Counts over decisions.

/** How often each value of some properties occurs among decisions, and what could not be decided. */
export class Tally {
  count = 0;
  failed = 0;
  problems = 0;
  #counts;

  /** @param {string[]} properties of a decision to count */
  constructor(properties) {
    this.#counts = new Map(properties.map((property) => [property, new Map()]));
  }

  /** Counts a record of `andon decide`. */
  add(record) {
    this.count += 1;
    if (record.ok === false) {
      this.failed += 1;
      return;
    }
    if (record.problems.length > 0) this.problems += 1;
    for (const [property, counts] of this.#counts) {
      const value = record[property] ?? "none";
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }

  /** Values of a property with their counts, the most frequent first. */
  of(property) {
    return [...this.#counts.get(property)].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  }
}

/**
 * Whether decisions give the priority that the desk gave.
 * @param {AsyncIterable<object>} decisions
 * @param {AsyncIterable<object>} tickets in the same order
 * @returns {Promise<{ agree: number, differ: object[] }>}
 */
export async function agreement(decisions, tickets) {
  const result = { agree: 0, differ: [] };
  const theirs = tickets[Symbol.asyncIterator]();
  for await (const { id, priority, impact, urgency } of decisions) {
    const { value: ticket } = await theirs.next();
    if (ticket.id !== id) throw new Error(`decision of \`${id}\` beside the ticket \`${ticket.id}\``);
    const desk = ticket.fields.priority;
    if (desk === priority) result.agree += 1;
    else result.differ.push({ id, impact, urgency, priority, desk });
  }
  await theirs.return();
  return result;
}
