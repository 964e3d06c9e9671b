// Instants in the form that a help desk takes.

import { Temporal } from "temporal-polyfill";
import { nearest } from "../mapping/nearest.mjs";

/** Form -> the text, of an instant and the clock on the wall of a zone. */
const FORMS = {
  /** 2026-03-02T06:00:00Z */
  iso: ({ instant }) => instant.toString({ smallestUnit: "second" }),
  /** 2026-03-02 06:00:00 */
  plain: ({ wall }) => wall.toString({ smallestUnit: "second" }).replace("T", " "),
  /** 2026-03-02.06:00:00 */
  dotted: ({ wall }) => wall.toString({ smallestUnit: "second" }).replace("T", "."),
  epochSeconds: ({ instant }) => Math.floor(instant.epochMilliseconds / 1000),
};

/**
 * Compiles `instant` and `zone` of a slot. The zone is UTC, or that in which the desk's own `dates` are written.
 * @returns {(instant: string) => string | number | undefined}
 */
export function instantWriter({ instant: form, zone }, path, { zone: zoneOfDates = "UTC", mistakes }) {
  if (zone !== undefined) mistakes.oneOf(zone, `${path}.zone`, ["dates"]);
  if (!Object.hasOwn(FORMS, form)) {
    mistakes.note(
      "unknown-value",
      `${path}.instant`,
      `\`${form}\` is no form of an instant`,
      nearest(form, Object.keys(FORMS)),
    );
    return () => undefined;
  }
  const zoneOfWall = zone === undefined ? "UTC" : zoneOfDates;
  return (text) => {
    const instant = Temporal.Instant.from(text);
    return FORMS[form]({ instant, wall: instant.toZonedDateTimeISO(zoneOfWall).toPlainDateTime() });
  };
}
