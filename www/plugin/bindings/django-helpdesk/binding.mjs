// The panel in django-helpdesk's form for a new ticket, the agent's or the public one.

import description from "../../../andon/adapters/hosts/django-helpdesk.mjs";
import { addressesBeside, attach, wordsOf } from "../../plugin.mjs";
import { openTickets } from "./open-tickets.mjs";

const panel = document.getElementById("andon");
const site = JSON.parse(document.getElementById("andon-site").textContent);
const form = document.querySelector('form[enctype="multipart/form-data"]');
const addresses = addressesBeside(import.meta.url);

/** A field is named by its control, or by { name, values: { what the form says: what andon says } }. */
const fields = Object.fromEntries(
  Object.entries(site.fields).map(([field, where]) => [field, typeof where === "string" ? { name: where } : where]),
);

const mapping = {
  fields: {
    subject: { name: "title" },
    description: { name: "body" },
    reporter: { name: "submitter_email" },
    ...fields,
  },
  outcome: {
    priority: { name: "priority", values: wordsOf(description, "priorities", site.priorities) },
    team: { name: "queue", label: "Queue" },
    dueAt: { name: "due_date", as: "local" },
  },
};

attach(panel, form, {
  policy: new URL("policy.json", addresses.wasm).href,
  addresses,
  mapping,
  teams: site.teams,
  zone: panel.dataset.zone,
  // Whoever may not see the list of tickets is not shown any.
  ...(panel.dataset.tickets && { openTickets: () => openTickets(panel.dataset.tickets, fields) }),
});
