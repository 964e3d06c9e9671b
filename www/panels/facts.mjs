// What is taken to be true of the ticket, and where it comes from; of what the text says, the very words.

import { asText } from "../answer.mjs";
import { element } from "../element.mjs";
import { cut } from "../words.mjs";

/** What the ticket says itself stands in the form. */
const ORDER = ["text", "system", "line", "plant", "category", "calendar", "rule"];
/** Characters of a text that are shown; to mark the words in a megabyte takes longer than a key press. */
const SHOWN = 5000;
/** What is decided stands on top. */
const DECIDED = ["priority", "team"];

export function facts({ facts, ticket }, { label }) {
  const shown = facts.filter(({ field, source }) => ORDER.includes(source) && !DECIDED.includes(field));
  shown.sort((a, b) => ORDER.indexOf(a.source) - ORDER.indexOf(b.source));
  const said = shown.filter(({ source }) => source === "text");
  const found = said.map((fact) => ({ words: fact.detail, finding: label(fact.field) }));
  const texts = [ticket.subject, ticket.description].filter((text) => typeof text === "string" && text.trim() !== "");
  return [
    texts.map((text) => element("p", { class: "said" }, cut(text.slice(0, SHOWN), found).map(piece), rest(text))),
    element(
      "table",
      { class: "facts" },
      element("thead", {}, row("th", ["Field", "Value", "From", "Namely"])),
      element(
        "tbody",
        {},
        shown.map((fact) => factRow(fact, label)),
      ),
    ),
  ];
}

function rest({ length }) {
  return length > SHOWN && element("small", {}, ` and ${(length - SHOWN).toLocaleString("en-US")} more characters`);
}

function piece({ text, findings }) {
  if (findings.length === 0) return text;
  return element("mark", { title: `says: ${findings.join(", ")}`, "data-depth": findings.length }, text);
}

function factRow({ field, value, source, detail }, label) {
  const words = source === "text" ? element("mark", {}, detail) : detail;
  return row("td", [label(field), element("b", {}, asText(value)), element("span", { class: "tag" }, source), words]);
}

function row(cell, contents) {
  return element(
    "tr",
    {},
    contents.map((content) => element(cell, cell === "th" ? { scope: "col" } : {}, content)),
  );
}
