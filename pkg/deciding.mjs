// Decisions: a ticket goes to the engine as JSON, and the decision comes back on a tape (`src/wasm/tape.rs`), of which the
// object is made here. It is an object like any other, and nobody else's.
//
// JSON.parse would read every name and every text anew for each ticket. Here an object is made by the literal that has its
// keys, and a text that has come before is taken from where it was kept.

/** Deeper or larger tickets go to the engine as they are. */
const DEEPEST = 16;
const LARGEST = 4096;

/** Gives policies the methods `decide` and `decideBatch`; `engine` is the generated glue. */
export function deciding(engine) {
  // Made with the first decision: in a browser there is no engine before `init`.
  let decider;
  const begun = () => {
    decider ??= new Decider(engine.Tape);
    return decider;
  };

  engine.Policy.prototype.decide = function decide(ticket, options) {
    return begun().decide(this, ticket, options);
  };
  engine.Policy.prototype.decideBatch = function decideBatch(tickets, options) {
    return begun().decideBatch(this, tickets, options);
  };
}

class Decider {
  #Tape;
  #tape;
  #read;
  /** The last tape that was read to its end. */
  #turn = 0;
  #now;
  #moment;

  constructor(Tape) {
    this.#Tape = Tape;
    this.#tape = new Tape();
    this.#read = reader(this.#tape);
  }

  decide(policy, ticket, options) {
    return this.#decideAt(policy, ticket, this.#seconds(options));
  }

  /** One that cannot be decided does not stop the others. */
  decideBatch(policy, tickets, options) {
    const now = this.#seconds(options);
    return this.#Tape.tickets(tickets).map((ticket) => {
      try {
        return { ok: true, decision: this.#decideAt(policy, ticket, now) };
      } catch ({ name, message, problems = null }) {
        return { ok: false, error: { name, message, problems } };
      }
    });
  }

  #decideAt(policy, ticket, now) {
    const json = jsonOf(ticket);
    let address = json === undefined ? 0 : this.#tape.decideJson(policy, json, now, this.#turn);
    if (address === 0) address = this.#tape.decide(policy, ticket, now, this.#turn);
    const decision = this.#read(address);
    this.#turn = this.#read.turn;
    return decision;
  }

  /** `options.now`, which is mostly the same as the last time. */
  #seconds(options) {
    const now = options?.now;
    if (typeof now !== "string") return this.#Tape.moment(options);
    if (now !== this.#now) {
      this.#moment = this.#Tape.moment(options);
      this.#now = now;
    }
    return this.#moment;
  }
}

/** A ticket as JSON; `undefined` if it holds anything that JSON would leave out or tell differently. */
export function jsonOf(ticket) {
  try {
    left = LARGEST;
    return isPlain(ticket, DEEPEST) ? JSON.stringify(ticket) : undefined;
  } catch {
    // The engine meets the same getter, and says of which field.
    return undefined;
  }
}

let left = 0;

function isPlain(value, depth) {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    case "object":
      return value === null || (depth > 0 && isPlainInside(value, depth - 1));
    default:
      return false;
  }
}

function isPlainInside(value, depth) {
  if (Array.isArray(value)) {
    left -= value.length;
    if (left < 0) return false;
    for (let at = 0; at < value.length; at += 1) if (!isPlain(value[at], depth)) return false;
    return value.toJSON === undefined;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key in value) {
    left -= 1;
    if (left < 0 || !isPlain(value[key], depth)) return false;
  }
  return value.toJSON === undefined;
}

/** A text that is absent takes no room. */
const NO_TEXT = "";
/** How many texts are kept (`src/wasm/tape/kept.rs`). */
const SLOTS = 8192;
/** Which tape it is, then address and length of the texts. */
const HEAD = 3;

/** What reads the tape: a function from its address to the object, with the tape's `turn`. */
function reader(tape) {
  let words = new Int32Array(0);
  let at = 0;
  let text = NO_TEXT;
  let cut = 0;
  // As a whole: one that grows slot by slot, in any order, is a table of hashes to V8.
  const kept = new Array(SLOTS).fill(NO_TEXT);
  const makers = [];
  const literals = new Map(LITERALS.map((make) => [Object.keys(make(() => null)).join(), make]));
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  const halves = new Int32Array(2);
  const double = new Float64Array(halves.buffer);

  /** The next value. The cases are those of `src/wasm/tape/writer.rs`. */
  function value() {
    const word = words[at++];
    const payload = word >> 3;
    switch (word & 7) {
      case 0:
        return kept[payload];
      case 1:
        kept[payload] = next(words[at++]);
        return kept[payload];
      case 2:
        return next(payload);
      case 3:
        return payload;
      case 4:
        halves[0] = words[at++];
        halves[1] = words[at++];
        return double[0];
      case 5:
        return list(payload);
      case 6:
        return (makers[payload] ?? maker(payload))(value);
      default:
        return other(payload);
    }
  }

  function next(length) {
    cut += length;
    return text.slice(cut - length, cut);
  }

  function list(length) {
    const items = [];
    for (let count = 0; count < length; count += 1) items.push(value());
    return items;
  }

  function maker(shape) {
    const keys = tape.shape(shape);
    makers[shape] = literals.get(keys.join()) ?? (() => record(keys.map((key) => [key, value()])));
    return makers[shape];
  }

  function other(payload) {
    switch (payload) {
      case 0:
        return null;
      case 1:
        return true;
      case 2:
        return false;
      case 3:
        return "";
      case 4:
        return {};
      default:
        return record(Array.from({ length: words[at++] }, () => [value(), value()]));
    }
  }

  function read(address) {
    // The memory has grown, which leaves old views of it empty.
    if (words.length === 0) words = new Int32Array(tape.memory.buffer);
    at = address >> 2;
    const [turn, from, length] = [words[at], words[at + 1], words[at + 2]];
    text = length === 0 ? NO_TEXT : utf8.decode(new Uint8Array(words.buffer, from, length));
    cut = 0;
    at += HEAD;
    const made = value();
    text = NO_TEXT;
    read.turn = turn;
    return made;
  }
  read.turn = 0;
  return read;
}

/** Whatever the keys are called, `__proto__` included. */
function record(entries) {
  return Object.fromEntries(entries);
}

/**
 * Literals for the objects of a decision: engines make objects quickly whose keys stand in the program. What has none here
 * comes out the same, only slower; a test tells which lack one.
 */
export const LITERALS = [
  (v) => ({
    id: v(),
    now: v(),
    policy: v(),
    priority: v(),
    team: v(),
    category: v(),
    symptom: v(),
    service: v(),
    system: v(),
    asset: v(),
    plant: v(),
    area: v(),
    line: v(),
    zone: v(),
    layer: v(),
    ownership: v(),
    tier: v(),
    shift: v(),
    impact: v(),
    urgency: v(),
    assignment: v(),
    targets: v(),
    escalations: v(),
    missing: v(),
    procedures: v(),
    review: v(),
    cost: v(),
    facts: v(),
    rules: v(),
    reasons: v(),
    undecided: v(),
    problems: v(),
    nextEventAt: v(),
  }),
  (v) => ({ name: v(), version: v(), hash: v() }),
  (v) => ({ team: v(), name: v(), vendor: v(), by: v(), because: v() }),
  (v) => ({
    target: v(),
    kind: v(),
    sla: v(),
    others: v(),
    calendar: v(),
    within: v(),
    cycle: v(),
    startedAt: v(),
    dueAt: v(),
    dueIfResumedNow: v(),
    pausedSince: v(),
    stoppedAt: v(),
    state: v(),
    elapsed: v(),
    remaining: v(),
    percent: v(),
    warnings: v(),
    forecast: v(),
    pauses: v(),
  }),
  (v) => ({ percent: v(), at: v(), fired: v() }),
  (v) => ({ from: v(), to: v(), reason: v() }),
  (v) => ({ breachLikely: v(), expectedAt: v(), reasons: v() }),
  (v) => ({
    escalation: v(),
    step: v(),
    round: v(),
    at: v(),
    state: v(),
    by: v(),
    notify: v(),
    message: v(),
    because: v(),
  }),
  (v) => ({ id: v(), name: v(), by: v(), at: v(), people: v(), note: v() }),
  (v) => ({ field: v(), label: v(), requiredBy: v() }),
  (v) => ({ id: v(), kind: v(), title: v(), steps: v(), reference: v(), because: v() }),
  (v) => ({ sla: v(), within: v(), dueAt: v() }),
  (v) => ({ currency: v(), perMinute: v(), minutes: v(), accrued: v() }),
  (v) => ({ field: v(), value: v(), source: v(), detail: v() }),
  (v) => ({ id: v(), effect: v(), won: v(), because: v(), file: v(), line: v(), column: v() }),
  (v) => ({ stage: v(), id: v(), text: v(), file: v(), line: v(), column: v() }),
  (v) => ({ stage: v(), id: v(), fields: v(), message: v(), file: v(), line: v(), column: v() }),
  (v) => ({ code: v(), message: v(), help: v(), path: v() }),
];
