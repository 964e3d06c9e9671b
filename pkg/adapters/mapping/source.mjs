// How the table of a source is written: `source` of a mapping.

/** The formats of sources, and the names of files that have them. */
export const FORMATS = { csv: [".csv", ".tsv", ".txt"], json: [".json"], ndjson: [".ndjson", ".jsonl"] };

const CSV_ONLY = ["delimiter", "quote", "header", "skipLines"];
const KEYS = ["format", "encoding", "records", ...CSV_ONLY];

/**
 * Reads `source` of a mapping; what is left out has its usual value.
 * @param {unknown} value
 * @param {import("./mistakes.mjs").Mistakes} mistakes
 */
export function readSource(value, mistakes) {
  if (mistakes.object(value, "source", KEYS) === undefined) return undefined;
  const { format, encoding = "utf-8", delimiter, quote = '"', header, skipLines = 0, records } = value;
  if (format !== undefined) mistakes.oneOf(format, "source.format", Object.keys(FORMATS));
  checkEncoding(encoding, mistakes);
  checkUse(value, format, mistakes);
  if (delimiter !== undefined) mistakes.text(delimiter, "source.delimiter", 'write the character: ";", "\\t"');
  if (quote !== null && (typeof quote !== "string" || quote.length !== 1)) {
    mistakes.note(
      "wrong-type",
      "source.quote",
      "one character must stand here, or null",
      'write "\\"", or null for none',
    );
  }
  if (header !== undefined) mistakes.texts(header, "source.header", "name the columns in order, if the file does not");
  if (records !== undefined) mistakes.text(records, "source.records", 'name the key of the list: "result"');
  if (!Number.isSafeInteger(skipLines) || skipLines < 0) {
    mistakes.note(
      "wrong-type",
      "source.skipLines",
      "a number of lines must stand here",
      "count the lines above the header",
    );
  }
  return { format, encoding, delimiter, quote, header, skipLines, records };
}

function checkEncoding(encoding, mistakes) {
  const mistake = mistakesOfEncoding(encoding);
  if (mistake)
    mistakes.note("unknown-encoding", "source.encoding", mistake, "such as utf-8, windows-1252, utf-16le, iso-8859-2");
}

/** What is wrong with the name of an encoding, if anything. */
function mistakesOfEncoding(encoding) {
  try {
    return typeof encoding === "string" && new TextDecoder(encoding)
      ? undefined
      : "the name of an encoding must stand here";
  } catch {
    return `\`${encoding}\` is no encoding that is known here`;
  }
}

function checkUse(value, format, mistakes) {
  if (!Object.hasOwn(FORMATS, format)) return;
  const useless = format === "csv" ? ["records"] : [...CSV_ONLY, ...(format === "ndjson" ? ["records"] : [])];
  for (const key of useless.filter((key) => value[key] !== undefined)) {
    mistakes.note(
      "useless-key",
      `source.${key}`,
      `\`${key}\` means nothing for the format ${format}`,
      `leave \`${key}\` out`,
    );
  }
}

/** The format of a file by its name, packed or not; `undefined` if that says nothing. */
export function formatOf(file) {
  const name = file.toLowerCase().replace(/\.gz$/, "");
  return Object.keys(FORMATS).find((format) => FORMATS[format].some((ending) => name.endsWith(ending)));
}
