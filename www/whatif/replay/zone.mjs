// On whose clock the tickets of a past are told.

/** Tickets that are asked. */
const ASKED = 200;

/**
 * The zone that most of the newest tickets are decided in; as far from UTC as they have it, where the policy knows none.
 * @param {import("andon").Policy} policy
 * @param {import("./past.mjs").Past} past
 * @returns {import("./wall.mjs").Zone}
 */
export function zoneOf(policy, past) {
  const counts = new Map();
  for (let index = Math.max(0, past.length - ASKED); index < past.length; index += 1) {
    const name = calendarOf(policy, past.at(index));
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [[name] = []] = [...counts].sort((a, b) => b[1] - a[1]);
  if (name === undefined) return past.offset;
  const calendar = policy.calendar(name);
  const { zone } = calendar;
  calendar.free();
  return zone;
}

/** The calendar of the ticket's plant, or of a promise to it. */
function calendarOf(policy, { line, seen }) {
  try {
    const { facts, targets } = policy.decide(JSON.parse(line), { now: new Date(seen).toISOString() });
    const byPlant = facts.find(({ source }) => source === "calendar")?.detail;
    return byPlant ?? targets.find(({ calendar }) => calendar !== "always")?.calendar;
  } catch (error) {
    if (error.name === "TicketError") return undefined;
    throw error;
  }
}
