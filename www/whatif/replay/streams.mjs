// The streams of a day: hour by hour what came against what is normal, those first that something was suggested of.

/** How a stream is called; of a pattern that is not listed here, the pattern is its name. */
const NAMES = {
  "one system in one plant": ({ system }) => system,
  "one symptom of one system in one plant": ({ system, symptom }) => `${system}, ${symptom}`,
  "different systems of one line": ({ line }) => line,
  "a line that stands still": ({ line }) => `${line}, standstill`,
  "lost connections on one line": ({ line }) => `${line}, connections`,
  "one area": ({ area }) => area,
  "standstill in one plant": () => "standstill",
  "lost connections in one plant": () => "connections",
  "slowness in one plant": () => "slowness",
  "one system in several plants": ({ system }) => `${system}, all plants`,
  "one symptom of one system in several plants": ({ system, symptom }) => `${system}, ${symptom}, all plants`,
  "lost connections in several plants": () => "connections, all plants",
};
/** Streams that are shown though nothing was suggested of them. */
const PLAIN = new Set(["one system in one plant", "different systems of one line"]);
/** Streams that are shown at once. */
export const SHOWN = 10;

/** @typedef {{ expected: number, low: number, high: number, tickets: string[] }} Hour */
/** @typedef {{ name: string, plant: string | null, pattern: string, hours: (Hour | undefined)[], suggestions: Set<string> }} Stream */

/**
 * @param {{ levels: object[][], events: object[] }} day
 * @returns {Stream[]} the most telling first
 */
export function streams({ levels, events }) {
  const found = new Map();
  for (const [hour, list] of levels.entries()) {
    for (const { tickets, expected, low, high, ...who } of list) {
      const key = JSON.stringify(who);
      if (!found.has(key)) found.set(key, streamOf(who, levels.length));
      found.get(key).hours[hour] = { tickets, expected, low, high };
    }
  }
  const all = [...found.values()];
  for (const [id, event] of newest(events)) streamFor(all, event)?.suggestions.add(id);
  const shown = all.filter(({ pattern, suggestions }) => suggestions.size > 0 || PLAIN.has(pattern));
  return shown.sort((a, b) => rank(b) - rank(a) || compare(a.name, b.name));
}

function streamOf(who, hours) {
  const name =
    NAMES[who.pattern]?.(who) ?? [who.pattern, who.system ?? who.line ?? who.area].filter(Boolean).join(": ");
  return {
    name: name ?? "not said",
    plant: who.plant,
    pattern: who.pattern,
    hours: Array.from({ length: hours }),
    suggestions: new Set(),
  };
}

/** The last that was said of each suggestion. */
function newest(events) {
  return new Map(events.filter(({ kind }) => kind === "major").map((event) => [event.id, event]));
}

/** The stream that a suggestion is about: the one that has most of its tickets and little else. */
function streamFor(all, { tickets, evidence }) {
  const members = new Set(tickets);
  const fit = (stream) => {
    const own = stream.hours.flatMap((hour) => hour?.tickets ?? []);
    const shared = own.filter((id) => members.has(id)).length;
    return (2 * shared) / (own.length + members.size) + (shared > 0 && stream.pattern === evidence.pattern ? 0.5 : 0);
  };
  const fits = all.map((stream) => ({ stream, fit: fit(stream) })).filter((one) => one.fit > 0);
  return fits.sort((a, b) => b.fit - a.fit)[0]?.stream;
}

function rank({ hours, suggestions }) {
  const there = hours.filter(Boolean);
  const beyond = Math.max(0, ...there.map(({ tickets, high }) => tickets.length - high));
  const expected = there.reduce((sum, hour) => sum + hour.expected, 0);
  return (suggestions.size > 0 ? 1e6 : 0) + beyond * 1000 + expected;
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
