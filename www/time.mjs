// Instants and lengths as people read them: on the plant's clock, with UTC beside it.

/** The hours that mean the same to everybody. */
export const UTC = "UTC";

const formats = new Map();

function format(zone, options) {
  const key = JSON.stringify([zone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return formats.get(key);
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** `08:15`. */
export function clock(instant, zone) {
  return format(zone, CLOCK).format(new Date(instant));
}

/** `Mon 2 Mar`. */
export function day(instant, zone) {
  return format(zone, { weekday: "short", day: "numeric", month: "short" }).format(new Date(instant)).replace(",", "");
}

/** `Mon 2 Mar 08:15`. */
export function moment(instant, zone) {
  return `${day(instant, zone)} ${clock(instant, zone)}`;
}

/** `America/Monterrey` as `Monterrey`. */
export function zoneName(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

/** `14:15 UTC`, beside the time in a zone; with the weekday where it is another one. */
export function utc(instant, zone) {
  const [weekday] = day(instant, UTC).split(" ");
  const isSameDay = day(instant, zone).startsWith(weekday);
  return `${isSameDay ? "" : `${weekday} `}${clock(instant, UTC)} UTC`;
}

/** Seconds by which the zone is ahead of UTC at that instant. */
export function offset(instant, zone) {
  const parts = format(zone, { ...CLOCK, year: "numeric", month: "numeric", day: "numeric", second: "numeric" });
  const read = Object.fromEntries(
    parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(read.year, read.month - 1, read.day, read.hour, read.minute, read.second);
  return Math.round((local - instant) / 1000);
}

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
];

/** Seconds as `2 h 15 min`: the two largest units that matter. */
export function length(seconds) {
  let rest = Math.abs(Math.round(seconds));
  const parts = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 || (parts.length === 0 && size === 1)) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(" ");
}

/** A promise of working time: hours stay hours, for 18 of them are two days at one desk and one at another. */
export function span(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
  return [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean).join(" ") || length(seconds);
}
