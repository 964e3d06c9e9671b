// Values that stand in the mapping itself: they must be of the field's type, since no row could mend them.

import { isInstant } from "./instant.mjs";
import { at, shown } from "./mistakes.mjs";

const FITS = {
  any: () => true,
  text: (value) => typeof value === "string",
  bool: (value) => typeof value === "boolean",
  int: Number.isSafeInteger,
  number: Number.isFinite,
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  instant: isInstant,
};

/** Notes every literal of a field's definition that is not of its type; `null` says that there is no value. */
export function checkLiterals({ values, otherwise, default: absent, constant }, type, path, mistakes) {
  const table = values !== null && typeof values === "object" ? Object.entries(values) : [];
  const literals = [
    [at(path, "constant"), constant],
    [at(path, "otherwise"), otherwise],
    [at(path, "default"), absent],
    ...table.map(([key, value]) => [at(`${path}.values`, key), value]),
  ];
  for (const [place, value] of literals) {
    if (value === undefined || value === null || FITS[type](value)) continue;
    const help = "write it as a ticket has it, without quotes for numbers, true and false; instants in RFC 3339";
    mistakes.note("wrong-type", place, `${shown(value)} does not fit the type \`${type}\``, help);
  }
}
