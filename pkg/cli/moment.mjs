// --now: the instant that each ticket is decided for.

import { checkedNow } from "./policy.mjs";

/** For a ticket whose own instants are wrong: the engine is to speak of those, and not of `now`. */
export const SOME_INSTANT = "1970-01-01T00:00:00Z";

/** Each ticket is decided as of the instant it was opened. */
export const OPENED = "opened";

/**
 * @param {import("../index.d.ts").Policy} policy
 * @param {string} [now] an instant, the clock's if absent; or `opened`: each ticket at the instant it was opened
 * @returns {(ticket: unknown) => string}
 */
export function moment(policy, now) {
  if (now === OPENED) return (ticket) => opened(policy, ticket);
  const at = checkedNow(policy, now);
  return () => at;
}

function opened(policy, ticket) {
  const now = ticket?.openedAt ?? ticket?.opened_at;
  try {
    policy.decideBatch([], { now });
    return now;
  } catch {
    return SOME_INSTANT;
  }
}
