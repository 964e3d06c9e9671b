// Instants in the form that a help desk takes, always in UTC.

import { nearest } from "../mapping/mistakes.mjs";

const FORMS = {
  /** 2026-03-02T06:00:00Z */
  iso: (at) => at.toISOString().replace(".000", ""),
  /** 2026-03-02T06:00:00.000+0000 */
  isoBasicOffset: (at) => at.toISOString().replace("Z", "+0000"),
  /** 2026-03-02 06:00:00 */
  plain: (at) => at.toISOString().slice(0, 19).replace("T", " "),
  /** 2026-03-02.06:00:00 */
  dotted: (at) => at.toISOString().slice(0, 19).replace("T", "."),
  epochSeconds: (at) => Math.floor(at.getTime() / 1000),
};

/** @returns {(instant: string) => string | number} */
export function instantWriter(form, path, mistakes) {
  if (!Object.hasOwn(FORMS, form)) {
    mistakes.note("unknown-value", path, `\`${form}\` is no form of an instant`, nearest(form, Object.keys(FORMS)));
    return () => undefined;
  }
  return (instant) => FORMS[form](new Date(instant));
}
