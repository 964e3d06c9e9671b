// Controls for the kinds of fields that a policy knows. A control does not judge: what somebody types goes to the
// engine as it is, and the engine says what is wrong with it.

import { element } from "./element.mjs";

/**
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {HTMLElement[]} inputs what takes the focus and what assistive technology describes
 * @property {(value: unknown) => void} show undefined empties it
 * @property {(value: unknown) => void} [suggest] hints at what is known from elsewhere; undefined takes the hint away
 */

/**
 * @param {{ name: string, type: string, values: string[], closed: boolean, labels?: Record<string, string> }} field
 * @param {string} id of the input, for its label
 * @param {(value: unknown) => void} changed told with every change; undefined when emptied
 * @returns {Control}
 */
export function control(field, id, changed) {
  if (field.type === "bool") return yesOrNo(field, id, changed);
  if (field.type === "instant") return instant(id, changed);
  if (field.closed) return choice(field, id, changed);
  if (field.name === "description") return typed(element("textarea", { id, rows: 4 }), changed, asText);
  const read = { int: asNumber, number: asNumber, texts: asList }[field.type] ?? asText;
  return line(field, id, changed, read);
}

/** Unknown is an answer of its own: what a ticket does not say is never taken for "no". */
function yesOrNo({ name, label }, id, changed) {
  const answers = [
    ["?", "unknown", undefined],
    ["yes", "yes", true],
    ["no", "no", false],
  ];
  const inputs = answers.map(([, , value], at) =>
    element("input", { type: "radio", name, id: at === 0 ? id : `${id}-${at}`, change: () => changed(value) }),
  );
  const labels = answers.map(([text, spoken], at) => {
    const visible = element("span", { "aria-hidden": "true" }, text);
    return element("label", { title: spoken }, inputs[at], visible, element("span", { class: "unseen" }, spoken));
  });
  const group = element("span", { class: "answers", role: "radiogroup", "aria-label": label }, labels);
  const show = (value) => {
    for (const [at, [, , answer]] of answers.entries()) inputs[at].checked = (value ?? undefined) === answer;
  };
  const suggest = (value) => {
    for (const [at, [, , answer]] of answers.entries())
      labels[at].toggleAttribute("data-known", value !== undefined && answer === value);
  };
  return { element: group, inputs, show, suggest };
}

function choice({ values, labels = {} }, id, changed) {
  const none = element("option", { value: "" }, "unknown");
  const select = element(
    "select",
    { id, change: () => changed(select.value === "" ? undefined : select.value) },
    none,
    values.map((value) => element("option", { value }, labels[value] ?? value)),
  );
  const show = (value) => {
    select.querySelector("[data-stray]")?.remove();
    const known = value === undefined || value === null || values.includes(value);
    if (!known)
      select.append(element("option", { value: String(value), "data-stray": true }, `${value} (not in the list)`));
    select.value = value ?? "";
  };
  const suggest = (value) => {
    none.textContent = value === undefined ? "unknown" : `(${labels[value] ?? value})`;
  };
  return { element: select, inputs: [select], show, suggest };
}

function line({ values, type }, id, changed, read) {
  const names = values.length > 0 ? element("datalist", { id: `${id}-known` }, options(values)) : undefined;
  const input = element("input", {
    id,
    type: "text",
    list: names?.id,
    inputmode: type === "int" || type === "number" ? "decimal" : undefined,
    autocomplete: "off",
    spellcheck: "false",
  });
  const made = typed(input, changed, read);
  const suggest = (value) => {
    input.placeholder = value ?? (type === "texts" ? "one, another" : "");
  };
  return { ...made, suggest, element: element("span", { class: "line" }, input, names) };
}

function options(values) {
  return values.map((value) => element("option", { value }));
}

/** Instants are typed on the clock of UTC: which plant it is may be just what is not known yet. */
function instant(id, changed) {
  const read = (text) => (text === "" ? undefined : new Date(`${text}Z`).toISOString().replace(".000", ""));
  const input = element("input", { id, type: "datetime-local", step: 1, input: () => changed(read(input.value)) });
  const show = (value) => {
    const at = Date.parse(value);
    input.value = Number.isNaN(at) ? "" : new Date(at).toISOString().slice(0, 19);
  };
  return {
    element: element("span", { class: "line" }, input, element("span", { class: "unit" }, "UTC")),
    inputs: [input],
    show,
  };
}

function typed(input, changed, read) {
  input.addEventListener("input", () => changed(input.value.trim() === "" ? undefined : read(input.value)));
  const show = (value) => {
    input.value = Array.isArray(value) ? value.join(", ") : asShown(value);
  };
  return { element: input, inputs: [input], show };
}

function asShown(value) {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const asText = (text) => text;
const asList = (text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
/** Words stay words: that they are no number is for the engine to say. */
const asNumber = (text) => (Number.isFinite(Number(text)) ? Number(text) : text);
