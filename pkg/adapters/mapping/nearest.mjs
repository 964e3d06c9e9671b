// The way out for a name that is not known.

/** The known name that was meant, if one is near enough to be a slip of the pen; else all of them. */
export function nearest(name, names) {
  const slip = 1 + Math.floor(plain(name).length / 4);
  const [closest] = names
    .map((known) => ({ known, steps: distance(plain(name), plain(known)) }))
    .sort((a, b) => a.steps - b.steps);
  return closest?.steps <= slip ? `did you mean \`${closest.known}\`?` : `there are: ${names.join(", ")}`;
}

/** Letters left out, added, changed or swapped with their neighbour: the fewest that make one text of the other. */
function distance(from, to) {
  let before = [];
  let row = Array.from({ length: to.length + 1 }, (_, length) => length);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwapped ? before[j - 2] + 1 : Number.POSITIVE_INFINITY;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1), swapped);
    }
    [before, row] = [row, next];
  }
  return row[to.length];
}

/** Case and signs are no difference. */
function plain(name) {
  return String(name)
    .toLowerCase()
    .replaceAll(/[\s_.-]/g, "");
}
