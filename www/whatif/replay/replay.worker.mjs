// The watch over the page's tickets, in a worker of its own: nothing of it is ever felt while typing.
//
// It says { progress } of its own accord. A newer `wind` ends an older one, whose answer is then undefined.

import { init, Policy, Watch } from "andon/full";
import { answering } from "../answering.mjs";
import { Past } from "../past/past.mjs";
import { begin, dayOf } from "../past/wall.mjs";
import { zoneOf } from "../past/zone.mjs";
import { Run } from "./run.mjs";

let past = new Past();
let policies = new Map();
let runs = new Map();
/** More tickets than this are not replayed: the newest are. */
const MOST = 100_000;
/** Tickets that say on whose clock a past is told. */
const ASKED = 200;
/** The winding that counts. */
let winding = 0;

const calls = {
  /** Forgets the tickets. */
  empty() {
    winding += 1;
    past = new Past();
    runs = new Map();
  },
  append: (bytes) => past.append(bytes),
  settle: () => past.settle(MOST),
  /** How many tickets, from when to when, on whose clock; nothing if there are none. */
  survey(files) {
    if (past.length === 0) return undefined;
    const zone = zoneOf(policyOf("declared", files), past.newest(ASKED)) ?? past.offset;
    const [from, to] = [past.at(0).seen, past.at(past.length - 1).seen];
    return { tickets: past.length, zone, from, to, days: dailyCounts(from, to, zone) };
  },
  wind,
  day: (setting, day, words) => runs.get(setting)?.day(day, words),
};

/** Goes through all tickets by a policy; `setting` is what the answer is asked by. */
async function wind(setting, files) {
  winding += 1;
  const mine = winding;
  const policy = policyOf(setting, files);
  const run = new Run((snapshot) => new Watch(policy, snapshot), past);
  const wound = await run.wind(async (progress) => {
    self.postMessage({ progress: { setting, progress } });
    await turn();
    return mine === winding;
  });
  if (!wound) return undefined;
  runs.set(setting, run);
  return run.summary();
}

function policyOf(setting, files) {
  const text = JSON.stringify(files);
  if (policies.get(setting)?.text !== text) {
    if (setting === "declared") {
      for (const { policy } of policies.values()) policy.free();
      [policies, runs] = [new Map(), new Map()];
    }
    policies.set(setting, { text, policy: Policy.compile(files) });
  }
  return policies.get(setting).policy;
}

/** Tickets of each day that has any. */
function dailyCounts(from, to, zone) {
  const counts = {};
  for (let day = dayOf(from, zone); day <= dayOf(to, zone); day += 1) {
    const count = past.from(begin(day + 1, zone)) - past.from(begin(day, zone));
    if (count > 0) counts[day] = count;
  }
  return counts;
}

/** Lets other messages in. */
function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(undefined);
  });
}

answering(calls, init());
