// Why a test of a policy does not hold.

import { problemText } from "./policy.mjs";
import { aligned } from "./text.mjs";

/** Lines: what was expected and what came, and what kept the ticket from being decided. */
export function reasons({ differences, problems }, folder) {
  const rows = differences.map(({ field, expected, actual }) => [
    field,
    `expected ${shown(expected)}`,
    `came ${shown(actual)}`,
  ]);
  return [...aligned(rows), ...problems.map((problem) => `  ${problemText(problem, folder)}`)];
}

function shown(value) {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
