// Values of a ticket as people read them.

/** @param {string | number | boolean} value */
export function asText(value) {
  if (value === true) return "yes";
  return value === false ? "no" : String(value);
}
