// Instants on the plant's clock, through its changes: by the zone's name or, where the policy knows none, as far from UTC as the
// tickets have it.

import { offset, zoneName } from "../../time.mjs";

/** @typedef {string | number} Zone an IANA name, or milliseconds ahead of UTC */

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Milliseconds by which the clock is ahead of UTC at that instant. */
function ahead(instant, zone) {
  return typeof zone === "number" ? zone : offset(instant, zone) * 1000;
}

function shown(instant, zone) {
  return new Date(instant + ahead(instant, zone));
}

/** `14:05`. */
export function time(instant, zone) {
  return shown(instant, zone).toISOString().slice(11, 16);
}

/** `2026-03-02`. */
export function date(instant, zone) {
  return shown(instant, zone).toISOString().slice(0, 10);
}

/** `Mon 2 Mar 2026`. */
export function weekday(instant, zone) {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", options).format(shown(instant, zone)).replace(",", "");
}

/** `Monterrey`, or `UTC−06:00`. */
export function place(zone) {
  return typeof zone === "number" ? distance(zone) : zoneName(zone);
}

/** How far the clock is from UTC then: `UTC−06:00`. */
export function distanceAt(instant, zone) {
  return distance(ahead(instant, zone));
}

function distance(milliseconds) {
  return `UTC${milliseconds < 0 ? "−" : "+"}${hands(Math.abs(milliseconds) / MINUTE)}`;
}

/** Minutes as hours and minutes: `06:05`. */
export function hands(minutes) {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The first instant of a day, which is a whole number of days since 1970 on that clock. */
export function begin(day, zone) {
  // Midnight by the clock of the day before and by that of the day after: they differ where the clock changes.
  const midnights = [-DAY, DAY].map((later) => day * DAY - ahead(day * DAY + later, zone));
  return midnights.sort((a, b) => a - b).find((midnight) => dayOf(midnight, zone) === day) ?? midnights[1];
}

/** Minutes of a day: most have 1,440. */
export function minutesOf(day, zone) {
  return (begin(day + 1, zone) - begin(day, zone)) / MINUTE;
}

/** The minute of an instant's week, which begins with Monday. */
export function minuteOfWeek(instant, zone) {
  // 1970 began on a Thursday.
  return Math.floor((instant + ahead(instant, zone) + 3 * DAY) / MINUTE) % (7 * 1440);
}

/** The day of an instant. */
export function dayOf(instant, zone) {
  return Math.floor((instant + ahead(instant, zone)) / DAY);
}
