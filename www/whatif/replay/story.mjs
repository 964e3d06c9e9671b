// What was said of the suggestions of a day up to an instant.

/** The last event of each suggestion, in the order in which they were suggested. */
export function latestOf(events, now) {
  const latest = new Map();
  for (const event of events) {
    if (event.kind === "major" && event.seen <= now) latest.set(event.id, event);
  }
  return latest;
}

/** Everything that was said of one suggestion, oldest first. */
export function storyOf(events, id, now) {
  return events.filter((event) => event.kind === "major" && event.id === id && event.seen <= now);
}
