// Triage: rule, priority and team of a ticket, and nothing else, as fast as can be.
//
// What crosses into WebAssembly is a slip: a number for each field that the policy reads. The engine says which number stands
// for a value, once; here it is remembered. Long texts stay here: the engine asks for the words that matter to what the
// other fields have left. Whatever is odd about a ticket (another prototype, a value of the wrong kind, a getter that throws)
// goes to the engine as a whole, which knows what to say.

import { jsonOf } from "./deciding.mjs";

/** Values of one field that are remembered; then all are forgotten. */
const KNOWN = 1024;
/** Longer texts are not remembered: they would hardly come again. */
const WORD = 256;
/** Longer texts are left to the engine, which may cut them. */
const TEXT = 1 << 17;
/** Lists of keys that are remembered. */
const SHAPES = 8;
/** The ticket as a whole decides. */
const OPEN = -1;
/** The slip has questions. */
const ASKED = -2;
/** Where a stage of questions ends, and what a question may be answered. */
const END = -1;
const UNASKED = 0;
const NO = 1;
const YES = 2;

/** Gives policies the method `triage`. */
export function triaging(Policy) {
  Policy.prototype.triage = function triage() {
    return new Triage(this.sieve());
  };
}

/** What `policy.triage()` gives. */
export class Triage {
  #sieve;
  #memory;
  #terms;
  #fields;
  #byKey;
  #own;
  #numbers;
  #asked;
  #answers;
  #shape = { keys: [], fields: [] };
  #shapes = [];
  #standings = new Map();
  #turn = 0;

  constructor(sieve) {
    this.#sieve = sieve;
    this.#memory = sieve.memory();
    this.#terms = sieve.terms();
    this.#fields = this.#terms.fields.map((field, at) => fieldOf(sieve, field, at));
    this.#byKey = new Map(this.#fields.flatMap((field) => field.keys.map((key) => [key, field])));
    this.#own = this.#terms.fields.some(({ own }) => own);
    this.#attach();
  }

  decide(ticket) {
    let verdict = this.#sift(ticket);
    if (verdict < 0) verdict = this.#weigh(ticket);
    return verdict < 0 ? this.#sieve.judge(ticket) : this.#told(verdict);
  }

  explain(ticket) {
    const verdict = this.#sift(ticket);
    const conditions = verdict < 0 || verdict & 1 ? undefined : this.#held(verdict);
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
    const at = (number / teams.length) | 0;
    const { rule, priority } = rules[at];
    const team = teams[number - at * teams.length];
    return (verdict & 1) === 1 ? { rule, priority, team, undecided: true } : { rule, priority, team };
  }

  /** Views of the slip; anew whenever the memory has grown, which leaves the old ones empty. */
  #attach() {
    const { buffer } = this.#memory;
    const { numbers, asked, answers, room, fields, questions } = this.#terms;
    this.#numbers = new Int32Array(buffer, numbers, fields.length);
    this.#asked = new Int32Array(buffer, asked, room);
    this.#answers = new Uint8Array(buffer, answers, questions.length);
  }

  /** What the engine makes of a ticket that nobody here can read: a lexicon has to. */
  #weigh(ticket) {
    const json = jsonOf(ticket);
    return json === undefined ? OPEN : this.#sieve.weigh(json);
  }

  #sift(ticket) {
    if (this.#fields.length === 0 || !isPlain(ticket)) return OPEN;
    this.#turn += 1;
    const turn = this.#turn;
    try {
      if (!this.#write(ticket, this.#shape) && !this.#fit(ticket)) return OPEN;
    } catch {
      // The engine meets the same getter, and says of which field.
      return OPEN;
    }
    // A getter may have asked about another ticket, which is on the slip now; a new value may have made the memory grow, and
    // then it is not.
    if (turn !== this.#turn || this.#numbers.length === 0) return OPEN;
    const verdict = this.#sieve.sift();
    if (verdict !== ASKED) return verdict;
    this.#answer();
    return this.#sieve.settle();
  }

  /** Writes a ticket whose keys are those of the shape; false if they are not, or the ticket as a whole decides. */
  #write(ticket, { keys, fields }) {
    if (this.#numbers.length === 0) this.#attach();
    const numbers = this.#numbers;
    let at = 0;
    for (const key in ticket) {
      if (key !== keys[at]) return false;
      const field = fields[at];
      at += 1;
      if (field === null) continue;
      const value = ticket[key];
      const number = value === undefined || value === null ? 0 : numberOf(field, value);
      if (number < 0) return false;
      field.value = value;
      numbers[field.at] = number;
    }
    return at > 0 && at === keys.length;
  }

  /** Writes a ticket of another shape than the last one. */
  #fit(ticket) {
    const keys = Object.keys(ticket);
    const isOf = (shape) => shape.keys.length === keys.length && shape.keys.every((key, at) => key === keys[at]);
    const shape = this.#shapes.find(isOf) ?? this.#shapeOf(keys);
    if (shape === this.#shape || shape === undefined) return false;
    this.#shape = shape;
    this.#numbers.fill(0);
    for (const field of this.#fields) field.value = undefined;
    return this.#write(ticket, shape);
  }

  /** The fields that keys mean; none if the engine has to choose between two keys, or keys are inherited. */
  #shapeOf(keys) {
    const fields = keys.map((key) => this.#byKey.get(key) ?? null);
    const read = fields.filter((field) => field !== null);
    if (new Set(read).size < read.length || (this.#own && keys.includes("fields"))) return undefined;
    const shape = { keys, fields };
    this.#shapes.unshift(shape);
    this.#shapes.length = Math.min(this.#shapes.length, SHAPES);
    return shape;
  }

  /** Answers the questions on the slip, as far as they are not idle: `src/triage/slip.rs` says how they stand there. */
  #answer() {
    const asked = this.#asked;
    const answers = this.#answers;
    const count = asked[0];
    for (let at = 1; at <= count; at += 1) {
      const word = asked[at];
      if (word === END) continue;
      const question = word >> 1;
      if (answers[question] === UNASKED) {
        const { field, words } = this.#terms.questions[question];
        answers[question] = holdsOne(this.#fields[field].value, words) ? YES : NO;
      }
      if ((word & 1) === 1 && answers[question] === YES) while (asked[at + 1] !== END) at += 1;
    }
  }

  /** The conditions of the rule that decided, with the ticket's values; none if only the engine can spell those. */
  #held(verdict) {
    const held = [];
    for (const { text, reads, file, line, column } of this.#standing(verdict).conditions) {
      const values = [];
      for (const { name, field } of reads) {
        const value = field === undefined ? undefined : spelled(field);
        if (value === undefined) return undefined;
        values.push({ field: name, value });
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
      for (const condition of standing.conditions)
        condition.reads = condition.reads.map(({ field }) => ({ name: field, field: this.#byKey.get(field) }));
      this.#standings.set(rule, standing);
    }
    return standing;
  }
}

const VALUE = 0;
const FLAG = 1;
const LONG = 2;
const KINDS = { value: VALUE, flag: FLAG, long: LONG };

/**
 * How a field is read. `known` are the numbers of its values, `spellings` the values as the policy spells them, `value` is that
 * of the ticket at hand.
 */
function fieldOf(sieve, { key, other, kind }, at) {
  return {
    at,
    keys: other === null ? [key] : [key, other],
    kind: KINDS[kind] ?? OPEN,
    value: undefined,
    yes: kind === "flag" ? sieve.learn(at, true) : OPEN,
    no: kind === "flag" ? sieve.learn(at, false) : OPEN,
    known: new Map(),
    spellings: new Map(),
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
  return field.kind === LONG && isText(value) ? 1 : OPEN;
}

function learnt({ known, learn }, value) {
  if (!isShort(value)) return OPEN;
  const number = learn(value);
  if (known.size >= KNOWN) known.clear();
  known.set(value, number);
  return number;
}

/** A long text that is not blank, also by what the engine calls blank. */
function isText(value) {
  if (typeof value !== "string" || value.length > TEXT) return false;
  const first = value.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || /[^\s\u0085]/u.test(value);
}

function holdsOne(text, words) {
  for (let at = 0; at < words.length; at += 1) if (text.includes(words[at])) return true;
  return false;
}

/** The value of a field as the policy spells it, null for none; undefined if only the engine can tell. */
function spelled({ kind, value, spellings, spell }) {
  if (value === undefined || value === null) return null;
  if (kind === FLAG) return value;
  if (kind === LONG) return isTrim(value) ? value : undefined;
  let spelling = spellings.get(value);
  if (spelling === undefined) {
    spelling = spell(value) ?? undefined;
    if (spellings.size >= KNOWN) spellings.clear();
    spellings.set(value, spelling);
  }
  return spelling;
}

/** Whether a text neither begins nor ends with what anybody might call a space. */
function isTrim(text) {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f && text.isWellFormed?.() !== false;
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
