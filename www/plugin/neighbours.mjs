// The other open tickets: which are about the same thing.

/** More than an agent reads. */
const MOST = 8;

export class Neighbours {
  #policy;
  #give;
  #known = [];

  /**
   * @param {object} policy
   * @param {() => Promise<object[]>} [give] the open tickets, in andon's own shape, with `url`
   */
  constructor(policy, give) {
    this.#policy = policy;
    this.#give = give;
  }

  /** Asks the desk once; a desk that gives none is no failure. */
  async load(now) {
    if (this.#give === undefined) return;
    try {
      const tickets = await this.#give();
      const outcomes = await this.#policy.decideBatch(tickets, { now });
      this.#known = outcomes.flatMap(({ ok, decision }, at) => (ok ? [{ ...tickets[at], class: decision }] : []));
    } catch (error) {
      console.warn("andon: no other open tickets", error);
    }
  }

  /** What is like this ticket. */
  of(ticket, decision) {
    const similar = this.#known.filter(({ id, class: other }) => id !== ticket.id && isLike(decision, other));
    return similar.slice(0, MOST).map(({ id, subject, url }) => ({ id, subject, url }));
  }

  /** What is known of one of them. */
  named(id) {
    const { subject, url } = this.#known.find((one) => one.id === id) ?? {};
    return { subject, url };
  }
}

/** The same system and place; of tickets without a system, the same category and line. */
function isLike(one, other) {
  if (one.plant !== null && other.plant !== null && one.plant !== other.plant) return false;
  if (one.system !== null || other.system !== null) return one.system === other.system;
  return one.category !== null && one.category === other.category && one.line !== null && one.line === other.line;
}
