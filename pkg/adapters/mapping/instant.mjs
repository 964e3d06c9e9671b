// Dates of a source -> RFC 3339 instants in UTC.
//
// What daylight saving time leaves open is decided as in the calendars of a policy: a local time that was skipped moves
// forward by the gap, one that came twice is the first of the two.

import { Temporal } from "temporal-polyfill";
import { Unreadable } from "./convert.mjs";
import { shown } from "./mistakes.mjs";
import { compilePattern, PATTERN_WORDS } from "./pattern.mjs";

const FORWARD_AND_FIRST = { disambiguation: "compatible" };

/** Exports repeat the same few dates in neighbouring rows, and a zone is slow to ask. */
const REMEMBERED = 4096;

// RFC 3339 has years of four digits.
const EARLIEST = Date.parse("0000-01-01T00:00:00Z");
const LATEST = Date.parse("9999-12-31T23:59:59Z");

/** Patterns with a name of their own: text -> instant in milliseconds, `undefined` if the text does not fit. */
const NAMED = {
  iso: (text, zone) =>
    /(Z|[+-]\d\d:?\d\d)$/i.test(text) && text.includes(":") ? fromIso(text) : fromLocalIso(text, zone),
  epochSeconds: (text) => (/^-?\d{1,11}$/.test(text) ? Number(text) * 1000 : undefined),
  epochMilliseconds: (text) => (/^-?\d{1,14}$/.test(text) ? Number(text) : undefined),
};

/**
 * Compiles `pattern` (one or a list, tried in turn) and `zone` of a mapping.
 * @returns {((value: unknown) => string) | undefined} nothing if they are wrong; throws `Unreadable`
 */
export function compileInstant({ pattern = "iso", zone }, path, mistakes) {
  const patterns = Array.isArray(pattern) ? mistakes.texts(pattern, `${path}.pattern`) : [pattern];
  const readers = (patterns ?? [undefined]).map((one) => patternReader(one, `${path}.pattern`, mistakes));
  const known = zone === undefined || isZone(zone, `${path}.zone`, mistakes);
  if (readers.includes(undefined) || !known) return undefined;
  if (zone === undefined && readers.some(({ needsZone }) => needsZone)) {
    mistakes.note("no-zone", path, "the dates say no zone, so `zone` is needed", ZONE_HELP);
    return undefined;
  }
  const what = patterns.map((one) => `\`${one}\``).join(" or ");
  return remembering((text) => instant(text, readers, zone, what));
}

/** Whether a value is an RFC 3339 instant, as tickets have them. */
export function isInstant(value) {
  return typeof value === "string" && attempt(fromIso, value) !== undefined;
}

const ZONE_HELP = "name the zone of the source's clock: `Europe/Berlin`, `UTC`, `+01:00`";

function patternReader(pattern, path, mistakes) {
  if (mistakes.text(pattern, path, "write `day/month/year hour:minute`, or `iso`") === undefined) return undefined;
  if (Object.hasOwn(NAMED, pattern)) return { read: NAMED[pattern], needsZone: false };
  const { mistake, words, parts } = compilePattern(pattern);
  if (mistake !== undefined) {
    const words = [...PATTERN_WORDS, ...Object.keys(NAMED)].join(", ");
    mistakes.note("bad-pattern", path, mistake, `there are: ${words}; other letters stand in single quotes`);
    return undefined;
  }
  const read = (text, zone) => {
    const found = parts(text);
    return found && fromParts(found, zone);
  };
  return { read, needsZone: !words.includes("offset") };
}

function isZone(zone, path, mistakes) {
  try {
    if (typeof zone === "string") return Boolean(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone));
  } catch {
    // Said below.
  }
  mistakes.note("unknown-zone", path, `${shown(zone)} is not a time zone`, ZONE_HELP);
  return false;
}

function instant(text, readers, zone, what) {
  for (const { read } of readers) {
    const found = attempt(read, text, zone);
    if (found !== undefined && found >= EARLIEST && found <= LATEST)
      return new Date(found).toISOString().replace(".000", "");
  }
  throw new Unreadable(
    "bad-date",
    `${shown(text)} is not a date ${what}`,
    "mend the date, or add its form to `pattern`",
  );
}

/** Days that no month has, and hours that no day has, are no dates. */
function attempt(read, text, zone) {
  try {
    return read(text, zone);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function fromParts({ offset, year, month, day, hour, minute, second, millisecond }, zone) {
  const local = new Temporal.PlainDateTime(year, month, day, hour, minute, second, millisecond);
  return local.toZonedDateTime(offset ?? zone, FORWARD_AND_FIRST).epochMilliseconds;
}

function fromIso(text) {
  return Temporal.Instant.from(text).epochMilliseconds;
}

function fromLocalIso(text, zone) {
  const local = Temporal.PlainDateTime.from(text);
  if (zone === undefined) throw new Unreadable("no-zone", `${shown(text)} says no zone`, ZONE_HELP);
  return local.toZonedDateTime(zone, FORWARD_AND_FIRST).epochMilliseconds;
}

function remembering(read) {
  const known = new Map();
  return (value) => {
    const text = String(value);
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = read(text);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, found);
    return found;
  };
}
