// On whose clock tickets are told.

/**
 * The zone that most of these tickets are decided in; undefined where the policy knows none.
 * @param {import("andon").Policy} policy
 * @param {{ line: string, seen: number }[]} tickets
 * @returns {string | undefined}
 */
export function zoneOf(policy, tickets) {
  const counts = new Map();
  for (const ticket of tickets) {
    const name = calendarOf(policy, ticket);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [[name] = []] = [...counts].sort((a, b) => b[1] - a[1]);
  if (name === undefined) return undefined;
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
