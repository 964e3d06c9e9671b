// The words of a policy as the editor knows them, from the description that the package brings.

import vocabulary from "andon/vocabulary.json" with { type: "json" };

const named = (list) => new Map(list.map((one) => [one.name, one]));

/** Words that declare, each with its entries; entries of an entry's own map stand beside the others. */
export const WORDS = named(vocabulary.words.map((word) => ({ ...word, entries: flat(word.entries) })));

/** Functions that closures may call, beside the policy's own. */
export const FUNCTIONS = named(vocabulary.functions);

/** Entries whose text must be a name, and of what: `owner` of a team. */
export const NAMES = new Map();
for (const { entries } of WORDS.values()) {
  for (const { name, of } of entries) if (of) NAMES.set(name, new Set([...(NAMES.get(name) ?? []), ...[of].flat()]));
}

function flat(entries) {
  return (entries ?? []).flatMap((entry) => [entry, ...flat(entry.entries)]);
}

/** The declarations of a policy: what its texts name, and where. */
export function declarations(files) {
  const found = [];
  for (const [file, text] of Object.entries(files)) {
    for (const match of text.matchAll(/^\s*(\w+)\(\s*"((?:[^"\\]|\\.)*)"/gm)) {
      const [, word, id] = match;
      if (!WORDS.has(word) || word === "test" || word === "lexicon") continue;
      found.push({ word, id, file, at: match.index + match[0].indexOf(word) });
    }
    for (const match of text.matchAll(/^fn (\w+)\(([^)]*)\)/gm)) {
      found.push({ word: "fn", id: match[1], parameters: match[2], file, at: match.index });
    }
  }
  return found;
}

/** `usersBlocked`, which a ticket has in JSON, as `users_blocked`, which a policy reads. */
export function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
