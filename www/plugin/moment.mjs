// Instants on the plant's clock and lengths of time, in the reader's language.

const formats = new Map();

function format(language, zone, options) {
  const key = JSON.stringify([language, zone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, { timeZone: zone, ...options }));
  return formats.get(key);
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { weekday: "short", day: "numeric", month: "short" };

/** `09:15` on the day of `now`, `Tue, 3 Mar, 09:15` on another. */
export function moment(instant, { language, zone, now }) {
  const date = new Date(instant);
  const clock = format(language, zone, CLOCK).format(date);
  const day = format(language, zone, DAY).format(date);
  return day === format(language, zone, DAY).format(new Date(now)) ? clock : `${day}, ${clock}`;
}

/** `America/Monterrey` as `Monterrey`. */
export function place(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
];

/** Seconds as `2 h 15 min`; less than a minute is `< 1 min`. */
export function length(seconds) {
  let rest = Math.abs(Math.trunc(seconds));
  if (rest < 60) return "< 1 min";
  const parts = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(" ");
}
