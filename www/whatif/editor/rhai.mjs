// Rhai for CodeMirror: comments that nest, strings, `#{ ... }`, closures, and the words of a policy.

import { StreamLanguage } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { WORDS } from "./vocabulary.mjs";

const KEYWORDS = new Set(
  ["let", "const", "if", "else", "switch", "fn", "return", "while", "loop", "for", "in", "do", "until"].concat([
    "break",
    "continue",
    "throw",
    "try",
    "catch",
    "private",
    "this",
    "is_shared",
  ]),
);
const ATOMS = new Set(["true", "false"]);
const OPERATOR = /^(?:\?\?|\?\.|\?\[|=>|==|!=|<=|>=|&&|\|\||\.\.=?|[-+*/%<>!=|&^?:])/;
const NUMBER = /^(?:0x[\da-f_]+|0b[01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:e[-+]?\d+)?)/i;

/** The language, as an extension of the editor. */
export const rhai = StreamLanguage.define({
  name: "rhai",
  startState: () => ({ comment: 0, quote: undefined }),
  token,
  tokenTable: { word: tags.definitionKeyword },
  languageData: {
    commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
    closeBrackets: { brackets: ["(", "[", "{", '"', "`"] },
    indentOnInput: /^\s*[}\])]$/,
  },
});

function token(stream, state) {
  if (state.comment > 0) return comment(stream, state);
  if (state.quote !== undefined) return text(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match("//")) return rest(stream);
  if (stream.match("/*")) {
    state.comment = 1;
    return comment(stream, state);
  }
  const quote = stream.peek();
  if (quote === '"' || quote === "`") {
    stream.next();
    state.quote = quote;
    return text(stream, state);
  }
  if (stream.match(NUMBER)) return "number";
  if (stream.match("#{")) return "brace";
  return word(stream) ?? symbol(stream);
}

function rest(stream) {
  stream.skipToEnd();
  return "comment";
}

function comment(stream, state) {
  while (!stream.eol() && state.comment > 0) {
    if (stream.match("/*")) state.comment += 1;
    else if (stream.match("*/")) state.comment -= 1;
    else stream.next();
  }
  return "comment";
}

/** A text in double quotes ends with its line, one in backticks does not. */
function text(stream, state) {
  let escaped = false;
  while (!stream.eol()) {
    const next = stream.next();
    if (!escaped && next === state.quote) {
      state.quote = undefined;
      return "string";
    }
    escaped = !escaped && next === "\\" && state.quote === '"';
  }
  if (state.quote === '"') state.quote = undefined;
  return "string";
}

function word(stream) {
  const before = stream.string.charAt(stream.start - 1);
  const found = stream.match(/^[A-Za-z_]\w*/);
  if (!found) return undefined;
  const [name] = found;
  if (before === ".") return "propertyName";
  if (ATOMS.has(name)) return "atom";
  if (KEYWORDS.has(name)) return "keyword";
  if (stream.match(/^\s*:(?!:)/, false)) return "attributeName";
  if (!stream.match(/^\s*\(/, false)) return "variableName";
  return WORDS.has(name) ? "word" : "variableName.function";
}

function symbol(stream) {
  if (stream.match(OPERATOR)) return "operator";
  stream.next();
  return "bracket";
}
