// What the word under the pointer means: a field, a function, a word of the vocabulary, or a name and where it stands.

import { hoverTooltip } from "@codemirror/view";
import { element } from "../../element.mjs";

/** @param {import("./knowledge.mjs").Knowledge} knowledge */
export function hover(knowledge) {
  return hoverTooltip((view, at) => {
    const line = view.state.doc.lineAt(at);
    const found = wordAt(line.text, at - line.from);
    const content = found && meaning(found, line.text, knowledge);
    if (!content) return null;
    const create = () => ({ dom: element("div", { class: "meaning" }, content) });
    return { pos: line.from + found.from, end: line.from + found.to, above: true, create };
  });
}

/** A text in quotes counts as one word. */
function wordAt(text, at) {
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|\w+/g)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (from <= at && at < to) return { from, to, text: match[0] };
  }
  return undefined;
}

function meaning({ from, text }, line, knowledge) {
  if (text.startsWith('"')) return named(text.slice(1, -1), knowledge);
  if (line.charAt(from - 1) === ".") return ofField(text, knowledge.fields.get(text));
  const callable = knowledge.callable(text);
  if (!callable) return undefined;
  return [element("code", {}, callable.usage), element("p", {}, callable.doc, callable.file && `, ${callable.file}`)];
}

function ofField(name, field) {
  if (!field) return undefined;
  const { type, label, help, values } = field;
  return [
    element("code", {}, `t.${name}: ${type}`),
    element("p", {}, label, help && `. ${help}`),
    values.length > 0 && element("p", { class: "quiet" }, values.slice(0, 12).join(", "), values.length > 12 && " …"),
  ];
}

function named(id, knowledge) {
  const declared = knowledge.declared(id);
  return declared.length === 0
    ? undefined
    : declared.map(({ word, file }) => element("p", {}, element("code", {}, word), ` ${id}, in ${file}`));
}
