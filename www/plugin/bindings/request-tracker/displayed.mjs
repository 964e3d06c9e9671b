// The panel on the page of a ticket, which has no form: the ticket comes with the page, and what an agent applies goes to RT by its
// REST interface, in the agent's own session, so that RT says what this agent may change.

import description from "../../../andon/adapters/hosts/request-tracker.mjs";
import { Mirror } from "../../mirror.mjs";

const { values: STATUSES } = description.ticket.status;

/**
 * @typedef {object} Shown a ticket as RT knows it
 * @property {object} ticket what no agent applies: id, instants, words, history
 * @property {Record<string, string | null>} held field of RT -> what it holds
 * @property {Record<string, string[]>} choices field of RT -> what it may hold; any text where there is none
 * @property {boolean} mayModify
 */

/**
 * @param {{ shown: Shown, webPath: string, fields: object, numbers: object, levels: object }} site
 * @param {Record<string, { label: string }>} customFields field of the ticket -> custom field of RT
 * @param {{ refused: () => void }} told
 * @returns {{ form: HTMLFormElement, mapping: import("../../ticket-form.mjs").Mapping, ticket: object }}
 */
export function displayed(site, customFields, { refused }) {
  const { shown, webPath } = site;
  const form = document.createElement("form");
  form.hidden = true;
  document.body.append(form);
  const there = Object.entries(customFields).filter(([, { label }]) => Object.hasOwn(shown.held, label));
  const fields = Object.fromEntries(there.map(([field, { label, values }]) => [field, { name: label, values }]));
  if (!shown.mayModify) {
    // Nothing can be applied: all that RT knows is read, and nothing offered.
    const said = there.map(([field, { label, values }]) => [field, meant(shown.held[label], values)]);
    return { form, mapping: { fields: {}, outcome: {} }, ticket: { ...ticketOf(shown), ...Object.fromEntries(said) } };
  }
  const write = async (_, { name, value }) => {
    const answer = await put(`${webPath}/REST/2.0/ticket/${shown.ticket.id}`, change(name, value));
    // What RT's own boxes show is older now.
    if (answer.ok) location.reload();
    else refused();
  };
  const focus = () => location.assign(`${webPath}/Ticket/Modify.html?id=${shown.ticket.id}`);
  new Mirror(form, { write, focus }).update(controls(site, there));
  return { form, mapping: { fields, outcome: outcomes(site) }, ticket: ticketOf(shown) };
}

/** The words for a ticket's status are those that the validator reads, too. */
function ticketOf({ ticket }) {
  const status = (name) => STATUSES[name] ?? name;
  const history = ticket.history.map((change) => ({ ...change, from: status(change.from), to: status(change.to) }));
  return { ...ticket, status: status(ticket.status), history };
}

const YES_OR_NO = { yes: true, no: false };

function meant(text, values = YES_OR_NO) {
  if (text === null || text === "") return undefined;
  return Object.hasOwn(values, text) ? values[text] : text;
}

function outcomes({ shown, numbers, levels }) {
  return {
    priority: { name: "Priority", values: numbers },
    ...(Object.hasOwn(shown.held, "SLA") && {
      serviceLevel: { of: "priority", label: "SLA", name: "SLA", values: levels },
    }),
    team: { name: "Queue", label: "Queue" },
  };
}

function controls({ shown, numbers }, there) {
  const names = ["Priority", "SLA", "Queue", ...there.map(([, { label }]) => label)];
  const priorities = Object.entries(numbers).map(([text, value]) => ({ value, text }));
  return names
    .filter((name) => Object.hasOwn(shown.held, name))
    .map((name) => {
      const value = shown.held[name] ?? "";
      const options = name === "Priority" ? priorities : shown.choices[name]?.map((text) => ({ value: text, text }));
      if (options === undefined) return { name, label: name, value };
      const isChoice = value !== "" && !options.some((option) => option.value === value);
      const all = [{ value: "", text: "" }, ...options, ...(isChoice ? [{ value, text: value }] : [])];
      return { name, label: name, kind: "select", value, options: all };
    });
}

/** One field of a ticket as RT's REST interface takes it. */
function change(name, value) {
  if (name === "Priority") return { Priority: Number(value) };
  return name === "Queue" || name === "SLA" ? { [name]: value } : { CustomFields: { [name]: value } };
}

function put(address, body) {
  return fetch(address, {
    method: "PUT",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
