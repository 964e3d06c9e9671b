// Date patterns: `day/month/year hour:minute` says where the parts of a date stand.

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Word of a pattern -> what it matches, and the part of the date it gives. */
const WORDS = {
  year: ["\\d{4}", (text) => ({ year: Number(text) })],
  shortYear: ["\\d{2}", (text) => ({ year: 2000 + Number(text) })],
  month: ["\\d{1,2}", (text) => ({ month: Number(text) })],
  monthName: [`(?:${MONTHS.join("|")})[a-z]*\\.?`, (text) => ({ month: monthOf(text) })],
  day: ["\\d{1,2}", (text) => ({ day: Number(text) })],
  hour: ["\\d{1,2}", (text) => ({ hour: Number(text) })],
  minute: ["\\d{2}", (text) => ({ minute: Number(text) })],
  second: ["\\d{2}", (text) => ({ second: Number(text) })],
  fraction: ["\\d{1,9}", (text) => ({ millisecond: Number(text.padEnd(3, "0").slice(0, 3)) })],
  half: ["[ap]\\.?m\\.?", (text) => ({ half: text[0].toLowerCase() })],
  offset: ["Z|[+-]\\d{2}:?\\d{2}", (text) => ({ offset: offsetOf(text) })],
};

/** The words of patterns, for messages. */
export const PATTERN_WORDS = Object.keys(WORDS);

// Longest first: `monthName` begins with `month`.
const PIECES = new RegExp(
  `(${[...PATTERN_WORDS].sort((a, b) => b.length - a.length).join("|")})|'([^']*)'|([^])`,
  "gy",
);

/**
 * Compiles a pattern. Letters that are no word of a pattern stand in single quotes: `year-month-day'T'hour:minute`.
 * @param {string} pattern
 * @returns {{ mistake: string } | { words: string[], parts(text: string): object | undefined }} `parts` gives the parts
 *   of a date (year, month, day, ...), nothing if the text does not fit
 */
export function compilePattern(pattern) {
  const pieces = [...pattern.matchAll(PIECES)].map(([, word, quoted, other]) => ({ word, quoted, other }));
  const words = pieces.flatMap(({ word }) => word ?? []);
  const mistake = strayLetters(pieces) ?? lackingWord(words) ?? wordTwice(words);
  if (mistake !== undefined) return { mistake };
  const shape = new RegExp(`^${pieces.map(shapeOf).join("")}$`, "i");
  return { words, parts: (text) => partsOf(shape.exec(text), words) };
}

function strayLetters(pieces) {
  const from = pieces.findIndex(({ other }) => isLetter(other));
  if (from === -1) return undefined;
  const to = pieces.findIndex(({ other }, index) => index > from && !isLetter(other));
  const letters = pieces.slice(from, to === -1 ? undefined : to).map(({ other }) => other);
  return `\`${letters.join("")}\` is no word of a pattern`;
}

function isLetter(text) {
  return text !== undefined && /\p{L}/u.test(text);
}

function lackingWord(words) {
  const needs = [["year", "shortYear"], ["month", "monthName"], ["day"]];
  const lacking = needs.find((some) => !some.some((word) => words.includes(word)));
  return lacking && `the pattern has no \`${lacking[0]}\``;
}

function wordTwice(words) {
  const twice = words.find((word, index) => words.indexOf(word) !== index);
  return twice && `\`${twice}\` stands twice in the pattern`;
}

function shapeOf({ word, quoted, other }, index, pieces) {
  if (word === undefined) return (quoted ?? other).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const [shape] = WORDS[word];
  // `yearmonthday` can only be told apart if every part has its full width.
  const touches = pieces[index - 1]?.word !== undefined || pieces[index + 1]?.word !== undefined;
  return `(${touches ? shape.replace("{1,2}", "{2}") : shape})`;
}

function partsOf(match, words) {
  if (match === null) return undefined;
  const { half, ...parts } = Object.assign({}, ...words.map((word, index) => WORDS[word][1](match[index + 1])));
  if (half === undefined) return parts;
  if (parts.hour < 1 || parts.hour > 12) return undefined;
  return { ...parts, hour: (parts.hour % 12) + (half === "p" ? 12 : 0) };
}

function monthOf(name) {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function offsetOf(text) {
  return text.toUpperCase() === "Z" ? "+00:00" : text.replace(/^(...):?(..)$/, "$1:$2");
}
