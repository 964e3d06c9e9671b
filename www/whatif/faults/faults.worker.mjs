// The faults that come back among the page's tickets, in a worker of its own: nothing of it is ever felt while typing.

import { History, init, Policy } from "andon/full";
import { answering } from "../answering.mjs";
import { Past } from "../past/past.mjs";
import { zoneOf } from "../past/zone.mjs";

/** Tickets of a fault that say on whose clock it comes. */
const ASKED = 20;

let past;
let history;

const calls = {
  /** Forgets the tickets. */
  empty() {
    history?.free();
    [past, history] = [new Past(), new History()];
  },
  append(bytes) {
    past.append(bytes);
    history.append(bytes);
  },
  settle: () => past.settle(),
  /** What comes back by a policy, the surest first, and from when to when the tickets are. */
  find(files) {
    const policy = Policy.compile(files);
    try {
      const found = history.recurrences(policy);
      const named = past.named(new Set(found.flatMap(({ tickets }) => tickets)));
      const faults = found.map((fault) => told(fault, policy, named));
      return { faults, tickets: past.length, from: past.at(0)?.seen, to: past.at(past.length - 1)?.seen };
    } finally {
      policy.free();
    }
  },
  ticket: (id) => JSON.parse(past.named(new Set([id])).get(id).line),
};

/** A fault with what is shown of its tickets, and the clock that they are told on. */
function told({ tickets, ...fault }, policy, named) {
  const known = tickets.map((id) => named.get(id)).filter(Boolean);
  const zone = zoneOf(policy, known.slice(-ASKED)) ?? past.offset;
  return { ...fault, zone, tickets: known.map(({ id, at, subject }) => ({ id, at, subject })) };
}

answering(calls, init());
