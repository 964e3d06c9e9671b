// What `andon/adapters` says of a desk, for its form: the validator and the panel speak of priorities in the same words.

/**
 * One of a description's tables, as a form has it: in text.
 * @param {{ tables: Record<string, Record<string, unknown>> }} description of the desk
 * @param {string} name of the table
 * @param {Record<string, string>} [own] the site's own words, which go first
 * @returns {Record<string, string>}
 */
export function wordsOf({ tables }, name, own = {}) {
  const words = Object.entries(tables[name]).map(([meant, said]) => [meant, String(said)]);
  return { ...Object.fromEntries(words), ...own };
}
