// Instants on the clock that the tickets were written by: a fixed distance from UTC, as they have it.

export const DAY = 86_400_000;
const MINUTE = 60_000;

/** `14:05`. */
export function time(instant, offset) {
  return new Date(instant + offset).toISOString().slice(11, 16);
}

/** `2026-03-02`. */
export function date(instant, offset) {
  return new Date(instant + offset).toISOString().slice(0, 10);
}

/** `Mon 2 Mar 2026`. */
export function weekday(instant, offset) {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(instant + offset)).replace(",", "");
}

/** `UTC−06:00`. */
export function zone(offset) {
  const minutes = Math.abs(offset) / MINUTE;
  const text = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return `UTC${offset < 0 ? "−" : "+"}${text}`;
}

/** The first instant of the day, a whole number of days since 1970 on that clock. */
export function begin(day, offset) {
  return day * DAY - offset;
}

/** The day of an instant. */
export function dayOf(instant, offset) {
  return Math.floor((instant + offset) / DAY);
}
