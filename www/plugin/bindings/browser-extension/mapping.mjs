// Which field of an unknown form is which: guessed by its label, chosen by the user, kept for the desk.

import { element, fill } from "../../../element.mjs";

/** What desks call these fields, in the languages of the panel. The first that fits is taken. */
const GUESSES = {
  subject: /^(subject|title|summary|short description|betreff|titel|asunto|título|resumen|temat|tytuł)/i,
  description:
    /^(description|message|details|body|note|change note|beschreibung|nachricht|descripción|mensaje|opis|treść)/i,
  reporter: /^(requester|requestor|reporter|caller|submitter|melder|solicitante|zgłaszający)/i,
  plant: /^(plant|site|werk|standort|planta|zakład)/i,
  line: /^(line|production line|linie|línea|linia)/i,
  system: /^(system|application|configuration item|sistema|aplicación|anwendung)/i,
  productionStopped: /^(production stopped|line stopped|stillstand|producción parada|produkcja stoi)/i,
  usersBlocked: /^(users blocked|users affected|betroffene|usuarios|użytkownicy)/i,
};
const OUTCOMES = {
  priority: /^(priority|priorität|prioridad|priorytet)/i,
  team: /^(queue|group|assignment group|team|assigned group|gruppe|grupo|cola|grupa|kolejka)/i,
  dueAt: /^(due|fällig|vence|termin)/i,
};

/** How a kind of control writes an instant. */
const INSTANTS = { date: "date", "datetime-local": "local" };

/** @param {{ label: string, name: string }[]} controls */
export function guess(controls) {
  const by = (patterns) =>
    Object.fromEntries(
      Object.entries(patterns).flatMap(([key, pattern]) => {
        const found = controls.find(({ label }) => pattern.test(label));
        return found ? [[key, where(key, found)]] : [];
      }),
    );
  return { fields: by(GUESSES), outcome: by(OUTCOMES) };
}

/** The name of a control if it has one: labels are translated. */
function where(key, { name, label, type }) {
  const as = key === "dueAt" ? { as: INSTANTS[type] ?? "minute" } : {};
  return { ...(name ? { name } : { label }), shown: true, ...as };
}

/**
 * Lets the user choose.
 * @param {HTMLDetailsElement} place
 * @param {{ mapping: object, controls: { label: string, name: string }[], labels: Map<string, string>, words: object }} now
 * @param {(mapping: object) => void} changed
 */
export function chooser(place, { mapping, controls, labels, words }, changed) {
  const line = (kind, key) => {
    const chosen = mapping[kind][key];
    const option = (control, at) => {
      const isChosen = chosen && (chosen.name ? chosen.name === control.name : chosen.label === control.label);
      return element("option", { value: at, selected: isChosen }, control.label);
    };
    const change = ({ target: { value } }) => {
      const { [key]: _, ...others } = mapping[kind];
      changed({ ...mapping, [kind]: value === "" ? others : { ...others, [key]: where(key, controls[value]) } });
    };
    const list = element(
      "select",
      { "data-key": key, change },
      element("option", { value: "" }, "–"),
      controls.map(option),
    );
    return element("label", {}, labels.get(key) ?? key, list);
  };
  fill(
    place,
    element("summary", {}, words.fieldsOfForm),
    Object.keys(GUESSES).map((key) => line("fields", key)),
    Object.keys(OUTCOMES).map((key) => line("outcome", key)),
  );
}
