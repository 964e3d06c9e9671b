// Rules and tickets from fixed seeds: what a desk of a plant could have written, and could have got.
//
// A rule is { id, when: [{ field, test, value }], priority, team }; all conditions must hold. Rules stand in order of severity,
// so that the first that holds is the most severe that holds: engines of either persuasion have the same answer.

export const PRIORITIES = ["P1", "P2", "P3", "P4"];
export const NOBODY = { rule: "matrix", priority: "P4", team: "desk" };

/** What a condition may be. */
export const TESTS = {
  is: (value, wanted) => value === wanted,
  among: (value, wanted) => wanted.includes(value),
  atLeast: (value, wanted) => value >= wanted,
  says: (value, wanted) => wanted.some((word) => value.includes(word)),
};

const PLACES = ["assembly", "paint shop", "stamping", "warehouse", "office", "quality lab"];
const PEOPLE = ["operator", "line lead", "planner", "maintenance", "office worker"];
const SHIFTS = ["early", "late", "night"];
/** What breaks: its team, its makes, and how people say so. */
const THINGS = {
  "order system": ["erp", ["ORD", "ORD-archive"], ["posting hangs", "no release", "cannot log on", "is unavailable"]],
  "line control": ["mes", ["CTRL-A", "CTRL-B"], ["terminal frozen", "recipe lost", "counter stands", "no booking"]],
  network: ["network", ["LAN", "WLAN"], ["no link", "drops packets", "roaming fails", "very slow"]],
  "label printing": ["print", ["Z-210", "Z-410"], ["jams", "prints blank", "is offline", "ribbon torn"]],
  scanners: ["mobile", ["hand", "fork lift"], ["will not pair", "battery empty", "reads nothing"]],
  "remote access": ["network", ["VPN", "jump host"], ["token refused", "tunnel closes", "certificate expired"]],
  workstation: ["field", ["desk PC", "panel PC"], ["blue screen", "will not start", "disk full"]],
  servers: ["server", ["VM", "storage"], ["disk latency", "host lost", "backup failed", "memory full"]],
};
const CHATTER =
  `since the start of the shift nobody could say why it began a colleague tried again after the break the supervisor
wants to hear from you before noon we moved the cable and waited for some minutes nothing changed so far please call back
the neighbouring station works as usual there was maintenance on sunday`.split(/\s+/u);

/** Mulberry32: the same sequence everywhere. */
function dice(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { below, of: (list) => list[below(list.length)], chance: (share) => next() < share };
}

/** As many rules as asked for, the most severe first. */
export function rules(count) {
  const { below, of, chance } = dice(11);
  const names = Object.keys(THINGS);
  const made = [];
  for (let number = 0; number < count; number += 1) {
    const thing = names[number % names.length];
    const [team, makes, signs] = THINGS[thing];
    const first = below(signs.length);
    const words = chance(0.5) ? [signs[first]] : [signs[first], signs[(first + 1) % signs.length]];
    const further = [
      { field: "area", test: "among", value: [of(PLACES.slice(0, 3)), of(PLACES.slice(3))] },
      { field: "shift", test: "is", value: of(SHIFTS) },
      { field: "users_blocked", test: "atLeast", value: of([2, 5, 10, 25]) },
      { field: "production_stopped", test: "is", value: true },
      { field: "make", test: "is", value: of(makes) },
      { field: "role", test: "is", value: of(PEOPLE) },
      { field: "sole_unit", test: "is", value: chance(0.5) },
    ];
    const when = [
      { field: "category", test: "is", value: thing },
      { field: "description", test: "says", value: words },
      ...further.filter(() => chance(0.2)),
    ];
    const severe = when.some(({ field }) => field === "production_stopped" || field === "users_blocked");
    made.push({ id: `rule-${number + 1}`, when, priority: of(severe ? ["P1", "P2"] : ["P2", "P3"]), team });
  }
  const severity = ({ priority }) => PRIORITIES.indexOf(priority);
  return made.sort((a, b) => severity(a) - severity(b));
}

/** As many tickets as asked for, with fields that no rule reads as well. */
export function tickets(count) {
  const { below, of, chance } = dice(20261123);
  const words = (least, most) => Array.from({ length: least + below(most - least) }, () => of(CHATTER)).join(" ");
  return Array.from({ length: count }, (_, number) => {
    const category = of(Object.keys(THINGS));
    const [, makes, signs] = THINGS[category];
    const sign = chance(0.9) ? of(signs) : "asks for something";
    return {
      id: `T-${number}`,
      openedAt: new Date(Date.UTC(2026, 8, 1) + number * 47_000).toISOString(),
      channel: of(["phone", "mail", "portal"]),
      reporter: `person ${below(900)}`,
      subject: `${category} ${sign}`,
      description: `${words(8, 20)} the ${of(makes)} ${sign} ${words(4, 14)}`,
      category,
      make: of(makes),
      area: of(PLACES),
      line: `line ${1 + below(12)}`,
      shift: of(SHIFTS),
      role: of(PEOPLE),
      users_blocked: chance(0.7) ? below(4) : below(60),
      production_stopped: chance(0.15),
      sole_unit: chance(0.3),
      cost_centre: 4000 + below(300),
      visits: below(5),
      escalated_before: chance(0.05),
    };
  });
}

/** The first rule that holds: what every engine has to answer. */
export function reference(rules, ticket) {
  const holds = ({ field, test, value }) => TESTS[test](ticket[field], value);
  const { id, priority, team } = rules.find(({ when }) => when.every(holds)) ?? {};
  return id === undefined ? NOBODY : { rule: id, priority, team };
}
