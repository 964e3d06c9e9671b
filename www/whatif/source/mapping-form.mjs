// Which column of a table is which field of a ticket: a form over the mapping of `andon/adapters`, and the mapping itself.

import { checkHeader } from "../../../pkg/adapters/columns.mjs";
import csv from "../../../pkg/adapters/csv.json";
import helpdesk from "../../../pkg/adapters/helpdesk-tickets.json";
import { readMapping } from "../../../pkg/adapters/mapping/mapping.mjs";
import servicenow from "../../../pkg/adapters/servicenow-events.json";
import { element, fill } from "../../element.mjs";
import { problems } from "../../panels/lists.mjs";
import { FIELDS, guess } from "./guess.mjs";
import { glance } from "./table.mjs";

const BUNDLED = { "plain column names": csv, "help desk sheet": helpdesk, "ServiceNow audit log": servicenow };

/** What the dialog returns when it is not given up. */
const READ = "read";

/**
 * Asks a person for the mapping of a table.
 * @param {File} file
 * @returns {Promise<object | undefined>} the mapping; none if it was given up
 */
export async function askMapping(file) {
  const form = new MappingForm(file, await glance(file));
  document.body.append(form.element);
  form.element.showModal();
  const mapping = await form.answer;
  form.element.remove();
  return mapping;
}

class MappingForm {
  #columns;
  #first;
  #spec;
  #fields = element("div", { class: "mapping-fields" });
  #pattern = element("input", { type: "text", input: () => this.#setDates() });
  #zone = element("input", { type: "text", list: "mapping-zones", input: () => this.#setDates() });
  #json = element("textarea", {
    rows: 8,
    spellcheck: "false",
    "aria-label": "The mapping as JSON",
    input: () => this.#readJson(),
  });
  #check = element("div", { class: "mapping-check", role: "status" });
  #load = element("button", { type: "submit", value: READ, class: "main" }, "Read the tickets");
  answer;

  constructor(file, { columns, first }) {
    this.#columns = columns;
    this.#first = first;
    this.#spec = fitting(columns) ?? guess(columns, first);
    this.element = element("dialog", { class: "mapping", "aria-labelledby": "mapping-title" }, [
      element("form", { method: "dialog" }, [
        element("h2", { id: "mapping-title" }, `Which column of ${file.name} is what?`),
        element(
          "p",
          { class: "quiet" },
          "Columns that are not named stay in the ticket under their own names. Nothing leaves this browser.",
        ),
        this.#presets(),
        this.#fields,
        element("div", { class: "mapping-dates" }, [
          element("label", {}, "Dates are written as ", this.#pattern),
          element("label", {}, "on the clock of ", this.#zone),
          element(
            "datalist",
            { id: "mapping-zones" },
            Intl.supportedValuesOf("timeZone").map((value) => element("option", { value })),
          ),
        ]),
        element("details", {}, element("summary", {}, "The mapping as JSON"), this.#json),
        this.#check,
        element("menu", {}, [
          this.#load,
          element("button", { type: "button", click: () => this.element.close() }, "Leave it"),
        ]),
      ]),
    ]);
    this.answer = new Promise((resolve) => {
      this.element.addEventListener("close", () => resolve(this.element.returnValue === READ ? this.#spec : undefined));
    });
    this.#draw();
  }

  #presets() {
    const options = ["guessed from the columns", ...Object.keys(BUNDLED)];
    const select = element(
      "select",
      { change: () => this.#take(BUNDLED[select.value] ?? guess(this.#columns, this.#first)) },
      options.map((name) => element("option", { value: name, selected: BUNDLED[name] === this.#spec }, name)),
    );
    return element("label", { class: "mapping-preset" }, "Begin with ", select);
  }

  #take(spec) {
    this.#spec = structuredClone(spec);
    this.#draw();
  }

  #draw() {
    fill(
      this.#fields,
      FIELDS.map((field) => this.#field(field)),
    );
    this.#pattern.value = [this.#spec.dates?.pattern ?? ""].flat().join(" | ");
    this.#zone.value = this.#spec.dates?.zone ?? "";
    this.#checkUp();
  }

  #field(field) {
    const origin = this.#spec.ticket?.[field];
    const column = typeof origin === "object" ? origin.column : origin;
    const isOther = typeof origin === "object" && origin.column === undefined;
    const select = element("select", { change: () => this.#set(field, select.value) }, [
      element("option", { value: "" }, isOther ? "as the JSON says" : "not in the table"),
      this.#columns.map((name) => element("option", { value: name, selected: name === column }, name)),
    ]);
    const example = column === undefined ? "" : (this.#first[column] ?? "");
    return element("label", {}, element("b", {}, field), select, element("small", {}, example.slice(0, 60)));
  }

  #set(field, column) {
    const { [field]: _, ...others } = this.#spec.ticket ?? {};
    this.#spec = { ...this.#spec, ticket: column === "" ? others : { ...others, [field]: column } };
    this.#draw();
  }

  #setDates() {
    const patterns = this.#pattern.value.split("|").map((pattern) => pattern.trim());
    this.#spec = {
      ...this.#spec,
      dates: { pattern: patterns.length > 1 ? patterns : patterns[0], zone: this.#zone.value },
    };
    this.#checkUp();
  }

  #readJson() {
    try {
      this.#spec = JSON.parse(this.#json.value);
      this.#draw();
    } catch (error) {
      this.#tell([{ code: "no-json", message: error.message }]);
    }
  }

  /** Says what is wrong with the mapping, or what it makes of the first row. */
  #checkUp() {
    if (document.activeElement !== this.#json) this.#json.value = JSON.stringify(this.#spec, null, 2);
    try {
      const mapping = readMapping(this.#spec);
      checkHeader(mapping, this.#columns);
      const ticket = mapping.ticket(this.#first);
      this.#tell([]);
      fill(
        this.#check,
        element("h3", {}, "The first row becomes"),
        element("pre", {}, JSON.stringify(ticket, null, 2)),
      );
    } catch (error) {
      this.#tell(error.problems ?? [{ code: error.name, message: error.message }]);
    }
  }

  #tell(found) {
    this.#load.disabled = found.length > 0;
    fill(this.#check, problems(found));
  }
}

/** A bundled mapping whose columns the table has. */
function fitting(columns) {
  return Object.values(BUNDLED).find((spec) => {
    try {
      checkHeader(readMapping(spec), columns);
      return true;
    } catch {
      return false;
    }
  });
}
