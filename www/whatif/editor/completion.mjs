// What may be written here: words at the start of a declaration, its entries, fields after `t.`, names inside quotes.

import { WORDS } from "./vocabulary.mjs";

const NAME = /^\w*$/;
/** Before the quote in which the cursor stands: what the text is compared with, or the entry it belongs to. */
const COMPARED =
  /(?:\bt\.(\w+)(?:\s*\?\?\s*"[^"]*"\s*\))?\s*(?:==|!=|in)\s*(?:\[[^\]]*)?|\b(\w+)\s*:\s*(?:\[[^\]]*)?)$/;

/**
 * @param {import("./knowledge.mjs").Knowledge} knowledge
 * @returns {import("@codemirror/autocomplete").CompletionSource}
 */
export function completions(knowledge) {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    return (
      field(context, before, knowledge) ?? name(context, before, knowledge) ?? entry(context, before, knowledge) ?? null
    );
  };
}

function field(context, before, knowledge) {
  const typed = before.match(/\bt\.(\w*)$/);
  if (!typed) return undefined;
  const options = [...knowledge.fields].map(([label, { type, help, label: title }]) => ({
    label,
    type: "property",
    detail: type,
    info: [title, help].filter(Boolean).join(": ") || undefined,
  }));
  return { from: context.pos - typed[1].length, options, validFor: NAME };
}

/** Inside quotes; an odd number of them before the cursor. */
function name(context, before, knowledge) {
  const quotes = before.replace(/\\./g, "__").split('"');
  if (quotes.length % 2 === 1) return undefined;
  const typed = quotes.at(-1);
  const [, compared, entry] = before.slice(0, before.length - typed.length - 1).match(COMPARED) ?? [];
  const options = knowledge.values(compared ?? entry ?? "").map((label) => ({ label, type: "enum" }));
  const isWritten = !context.explicit && options.some(({ label }) => label === typed);
  return options.length === 0 || isWritten ? null : { from: context.pos - typed.length, options, validFor: /^[^"]*$/ };
}

function entry(context, before, knowledge) {
  const typed = before.match(/(?:^|[^\w.])(\w+)$/);
  if (!typed && !context.explicit) return undefined;
  if (/\/\//.test(before)) return undefined;
  const from = context.pos - (typed?.[1].length ?? 0);
  if (/^\s*\w*$/.test(before) && !inside(context)) return { from, options: words(), validFor: NAME };
  const word = inside(context);
  const entries = (WORDS.get(word)?.entries ?? []).map(({ name: label, type, doc }) => ({
    label,
    type: "keyword",
    detail: type,
    info: doc,
    apply: `${label}: `,
    boost: 1,
  }));
  const functions = knowledge.callables.map((label) => {
    const { usage, doc } = knowledge.callable(label);
    return { label, type: "function", detail: usage.slice(label.length), info: doc };
  });
  return { from, options: [...entries, ...functions], validFor: NAME };
}

function words() {
  return [...WORDS].map(([label, { usage, doc }]) => ({
    label,
    type: "keyword",
    detail: usage.slice(label.length),
    info: doc,
  }));
}

/** The word in whose declaration the cursor stands. */
function inside(context) {
  const text = context.state.sliceDoc(0, context.pos);
  const opened = [...text.matchAll(/^(\w+)\(/gm)].at(-1);
  if (!opened) return undefined;
  return /^\}?\);/m.test(text.slice(opened.index)) ? undefined : opened[1];
}
