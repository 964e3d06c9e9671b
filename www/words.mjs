// Where in a text the words stand that the engine found in its folded form (`src/text/fold.rs`).

/** Letters that Unicode does not decompose but people write without their stroke. */
const UNDECOMPOSED = {
  ß: "ss",
  ẞ: "ss",
  ł: "l",
  Ł: "l",
  ø: "o",
  Ø: "o",
  đ: "d",
  Đ: "d",
  æ: "ae",
  Æ: "ae",
  œ: "oe",
  Œ: "oe",
  ı: "i",
};

/**
 * Folds a text as the engine does and remembers where each folded character comes from.
 * @returns {{ folded: string, from: number[], to: number[] }} `from` and `to` by position in `folded`
 */
export function fold(text) {
  const made = { folded: " ", from: [0], to: [0] };
  let at = 0;
  for (const letter of text) {
    for (const part of letter.normalize("NFKD")) push(made, part, at, at + letter.length);
    at += letter.length;
  }
  push(made, " ", at, at);
  return made;
}

function push(made, part, from, to) {
  if (/\p{M}/u.test(part)) return;
  const plain = UNDECOMPOSED[part] ?? (/[\p{Alphabetic}\p{N}]/u.test(part) ? part.toLowerCase() : " ");
  if (plain === " " && made.folded.endsWith(" ")) return;
  made.folded += plain;
  for (let unit = 0; unit < plain.length; unit += 1) {
    made.from.push(from);
    made.to.push(to);
  }
}

/** The stretch of a text that folds to these words: `[start, end]`; undefined if none does. */
export function locate({ folded, from, to }, words) {
  const found = folded.indexOf(` ${words} `);
  return found < 0 || words === "" ? undefined : [from[found + 1], to[found + words.length]];
}

/**
 * Cuts a text where the findings begin and end.
 * @template F
 * @param {string} text
 * @param {{ words: string, finding: F }[]} found
 * @returns {{ text: string, findings: F[] }[]}
 */
export function cut(text, found) {
  const folded = fold(text);
  const marks = found.flatMap(({ words, finding }) => {
    const place = locate(folded, words);
    return place ? [{ start: place[0], end: place[1], finding }] : [];
  });
  const edges = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return edges.slice(1).map((end, at) => ({
    text: text.slice(edges[at], end),
    findings: marks.filter((mark) => mark.start <= edges[at] && end <= mark.end).map(({ finding }) => finding),
  }));
}
