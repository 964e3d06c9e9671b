// The major incidents that stand, as the validator's watch tells the desk: which one the ticket in the form belongs to, and
// what an agent says of it.

/** More than an agent reads. */
const MOST = 5;

/**
 * @typedef {object} MajorSource what a desk gives, or gives on; the validator answers it under `/agents/`
 * @property {() => Promise<{ majors: object[], mayJudge: boolean }>} list
 * @property {(id: string, say: "confirm" | "dismiss" | "resolve") => Promise<{ majors: object[], mayJudge: boolean }>} say
 *
 * @typedef {object} Major
 * @property {string} id
 * @property {"suggested" | "confirmed"} state
 * @property {number} count of its tickets
 * @property {string[]} where
 * @property {string} evidence
 * @property {string} advice
 * @property {{ id: string, subject?: string, url?: string }[]} tickets some of them
 * @property {boolean} mayJudge whether this agent may say what it is
 * @property {boolean} isUnheard whether the last word did not get through
 */

export class Majors {
  #source;
  #standing = [];
  #mayJudge = false;
  #unheard;

  /** @param {MajorSource} [source] */
  constructor(source) {
    this.#source = source;
  }

  /** Asks the desk; one that gives none is no failure. */
  async load() {
    if (this.#source === undefined) return;
    try {
      this.#take(await this.#source.list());
    } catch (error) {
      console.warn("andon: no major incidents", error);
    }
  }

  async say({ id, say }) {
    try {
      this.#take(await this.#source.say(id, say));
      this.#unheard = undefined;
    } catch (error) {
      this.#unheard = id;
      console.error(error);
    }
  }

  #take({ majors, mayJudge }) {
    this.#standing = majors;
    this.#mayJudge = mayJudge;
  }

  /**
   * The one to which a ticket belongs.
   * @param {(id: string) => { subject?: string, url?: string } | undefined} known what the desk says of another ticket
   * @returns {Major | null}
   */
  of(ticket, decision, known) {
    const holds = ({ tickets }) => tickets.includes(ticket.id);
    const found = this.#standing.find(holds) ?? this.#standing.find(({ scope }) => isWithin(decision, scope));
    if (found === undefined) return null;
    const { id, state, tickets, elsewhere, scope, evidence, recommendation, plan } = found;
    return {
      id,
      state,
      count: tickets.length + elsewhere,
      where: [...new Set([...scope.systems, ...scope.lines, ...scope.areas, ...scope.plants])],
      evidence: evidence.text,
      advice: (state === "confirmed" && plan?.message) || recommendation,
      tickets: tickets.slice(-MOST).map((name) => ({ id: name, ...known(name) })),
      mayJudge: this.#mayJudge,
      isUnheard: this.#unheard === id,
    };
  }
}

/** What the ticket says must not speak against it, and its system, else its place, must speak for it. */
function isWithin({ plant, area, line, system }, { plants, areas, lines, systems }) {
  if (speaksAgainst(plant, plants) || speaksAgainst(system, systems)) return false;
  if (systems.length > 0) return systems.includes(system);
  return lines.includes(line) || (areas.length > 0 ? areas.includes(area) : plants.includes(plant));
}

function speaksAgainst(one, all) {
  return one !== null && all.length > 0 && !all.includes(one);
}
