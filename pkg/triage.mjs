// Triage: rule, priority and team of a ticket, and nothing else, as fast as can be.
//
// What crosses into WebAssembly is a slip: a number for each field that the policy reads, and the bytes of long texts. The
// engine says which number stands for a value, once; here it is remembered. Whatever is odd about a ticket (another
// prototype, a value of the wrong kind, a getter that throws) goes to the engine as a whole, which knows what to say.

/** Values of one field that are remembered; then all are forgotten. */
const KNOWN = 1024;
/** Longer texts are not remembered: they would hardly come again. */
const WORD = 256;
/** The ticket as a whole decides. */
const OPEN = -1;

const encoder = new TextEncoder();

/** Gives policies the method `triage`. */
export function triaging(Policy) {
  Policy.prototype.triage = function triage() {
    return new Triage(this.sieve());
  };
}

class Triage {
  #sieve;
  #memory;
  #terms;
  #readers;
  #own;
  #numbers;
  #standings = new Map();
  #turn = 0;

  constructor(sieve) {
    this.#sieve = sieve;
    this.#memory = sieve.memory();
    this.#terms = sieve.terms();
    const { fields } = this.#terms;
    // A field that every object has is read off its prototype: no ticket can be told to lack it.
    const inherited = fields.some(({ key, other }) => key in Object.prototype || other in Object.prototype);
    this.#readers = fields.length === 0 || inherited ? undefined : fields.map((field, at) => reader(sieve, field, at));
    this.#own = fields.some(({ own }) => own);
    this.#attach();
  }

  decide(ticket) {
    const verdict = this.#sift(ticket);
    return verdict < 0 ? this.#sieve.judge(ticket) : this.#told(verdict);
  }

  explain(ticket) {
    const verdict = this.#sift(ticket);
    const conditions = verdict < 0 || verdict & 1 ? undefined : this.#held(verdict, ticket);
    if (conditions === undefined) return this.#sieve.explain(ticket);
    const { rule, priority, team } = this.#told(verdict);
    const { file, line, column } = this.#standing(verdict).at;
    return { rule, priority, team, file, line, column, conditions, open: [], problems: [] };
  }

  free() {
    this.#sieve.free();
  }

  #told(verdict) {
    const { rules, teams } = this.#terms;
    const number = verdict >> 1;
    const at = Math.trunc(number / teams.length);
    const [rule, priority] = rules[at];
    const team = teams[number - at * teams.length];
    return verdict & 1 ? { rule, priority, team, undecided: true } : { rule, priority, team };
  }

  /** Views of the slip; anew whenever the memory has grown, which leaves the old ones empty. */
  #attach() {
    const { buffer } = this.#memory;
    const { numbers, texts, room } = this.#terms;
    this.#numbers = new Int32Array(buffer, numbers, this.#readers?.length ?? 0);
    let text = 0;
    for (const each of this.#readers ?? []) {
      if (each.kind !== LONG) continue;
      each.view = new Uint8Array(buffer, texts[text], room);
      text += 1;
    }
  }

  #sift(ticket) {
    if (this.#readers === undefined || !isPlain(ticket)) return OPEN;
    if (this.#numbers.length === 0) this.#attach();
    this.#turn += 1;
    const turn = this.#turn;
    try {
      if (!this.#write(ticket)) return OPEN;
    } catch {
      // The engine meets the same getter, and says of which field.
      return OPEN;
    }
    // A getter may have asked about another ticket, which is on the slip now.
    return turn === this.#turn ? this.#sieve.sift() : OPEN;
  }

  /** Writes a ticket onto the slip; false if the ticket as a whole decides. */
  #write(ticket) {
    if (this.#own && isThere(ticket.fields)) return false;
    const readers = this.#readers;
    for (let at = 0; at < readers.length; at += 1) {
      const field = readers[at];
      let value = ticket[field.key];
      if (field.other !== null) {
        const other = ticket[field.other];
        if (isThere(other)) {
          if (isThere(value)) return false;
          value = other;
        }
      }
      const number = isThere(value) ? numberOf(field, value) : 0;
      if (number < 0) return false;
      // Learning may have made the memory grow.
      if (this.#numbers.length === 0) this.#attach();
      this.#numbers[at] = number;
    }
    return true;
  }

  /** The conditions of the rule that decided, with the ticket's values; none if only the engine can spell those. */
  #held(verdict, ticket) {
    const held = [];
    for (const { text, reads, file, line, column } of this.#standing(verdict).conditions) {
      const values = [];
      for (const { field, reader } of reads) {
        const value = reader === undefined ? undefined : spelled(reader, ticket[reader.key] ?? ticket[reader.other]);
        if (value === undefined) return undefined;
        values.push({ field, value });
      }
      held.push({ text, reads: values, file, line, column });
    }
    return held;
  }

  /** Where the rule of a verdict stands, and its conditions. */
  #standing(verdict) {
    const rule = Math.trunc((verdict >> 1) / this.#terms.teams.length);
    let standing = this.#standings.get(rule);
    if (standing === undefined) {
      standing = this.#sieve.conditions(rule);
      const reader = ({ field }) => this.#readers.find(({ key }) => key === field);
      for (const condition of standing.conditions)
        condition.reads = condition.reads.map((read) => ({ field: read.field, reader: reader(read) }));
      this.#standings.set(rule, standing);
    }
    return standing;
  }
}

const VALUE = 0;
const FLAG = 1;
const LONG = 2;
const KINDS = { value: VALUE, flag: FLAG, long: LONG };

/** How a field is read: `known` are the numbers of its values, `spellings` the values as the policy spells them. */
function reader(sieve, { key, other, kind }, at) {
  return {
    key,
    other,
    kind: KINDS[kind] ?? OPEN,
    yes: sieve.learn(at, true),
    no: sieve.learn(at, false),
    known: new Map(),
    spellings: new Map(),
    view: undefined,
    learn: (value) => sieve.learn(at, value),
    spell: (value) => sieve.spelled(at, value),
  };
}

/** The number that stands for a value that is there. */
function numberOf(field, value) {
  if (field.kind === VALUE) return field.known.get(value) ?? learnt(field, value);
  if (field.kind === FLAG) {
    if (value === true) return field.yes;
    return value === false ? field.no : OPEN;
  }
  if (field.kind === LONG) return typeof value === "string" ? lengthOf(field, value) : OPEN;
  return OPEN;
}

function learnt({ known, learn }, value) {
  if (!isShort(value)) return OPEN;
  const number = learn(value);
  if (known.size >= KNOWN) known.clear();
  known.set(value, number);
  return number;
}

/** Writes a text onto the slip and gives its length in bytes. */
function lengthOf({ view }, text) {
  if (text.length > view.length) return OPEN;
  const { read, written } = encoder.encodeInto(text, view);
  return read === text.length ? written : OPEN;
}

/** A value of the ticket as the policy spells it, null for none; undefined if only the engine can tell. */
function spelled({ kind, spellings, spell }, value) {
  if (value === undefined || value === null) return null;
  if (kind === FLAG) return value;
  if (kind === LONG) return /^[!-~](?:.*[!-~])?$/su.test(value) ? value : undefined;
  let spelling = spellings.get(value);
  if (spelling === undefined && isShort(value)) {
    spelling = spell(value) ?? undefined;
    if (spellings.size >= KNOWN) spellings.clear();
    spellings.set(value, spelling);
  }
  return spelling;
}

function isThere(value) {
  return value !== undefined && value !== null;
}

function isShort(value) {
  return typeof value === "string" ? value.length <= WORD : typeof value === "number" || typeof value === "boolean";
}

/** What a host's own objects inherit may be no field of a ticket: those the engine reads itself. */
function isPlain(ticket) {
  if (typeof ticket !== "object" || ticket === null) return false;
  const prototype = Object.getPrototypeOf(ticket);
  return prototype === Object.prototype || prototype === null;
}
