// The way out for a name that is not known.

import { closestMatch } from "leven";

/** The known name that was meant, if one is near enough to be a slip of the pen; else all of them. */
export function nearest(name, names) {
  const spelled = new Map(names.map((known) => [plain(known), known]));
  const maxDistance = 1 + Math.floor(plain(name).length / 4);
  const closest = closestMatch(plain(name), [...spelled.keys()], { maxDistance });
  return closest === undefined ? `there are: ${names.join(", ")}` : `did you mean \`${spelled.get(closest)}\`?`;
}

/** Case and signs are no difference. */
function plain(name) {
  return String(name)
    .toLowerCase()
    .replaceAll(/[\s_.-]/g, "");
}
