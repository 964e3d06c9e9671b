// The panel in a ServiceNow UI page that stands in a frame of the classic incident form. Both are of the instance's own
// origin, so that the form's elements can be read and written from here; g_form notices their events.

import description from "../../../andon/adapters/hosts/servicenow.mjs";
import { addressesBeside, attach, wordsOf } from "../../plugin.mjs";

const desk = window.parent;
const addresses = addressesBeside(import.meta.url);
const site = JSON.parse(document.getElementById("andon-site").textContent);
const named = (field) => ({ name: `incident.${field}` });
const fields = Object.fromEntries(
  Object.entries(site.fields).map(([field, where]) => [
    field,
    typeof where === "string" ? named(where) : { ...where, ...named(where.name) },
  ]),
);

document.documentElement.lang = desk.document.documentElement.lang || navigator.language;
await attach(document.querySelector("andon-panel"), desk.document.forms.namedItem("incident.do"), {
  policy: new URL("policy.json", addresses.wasm).href,
  addresses,
  mapping: {
    fields: { subject: named("short_description"), description: named("description"), ...fields },
    // ServiceNow computes the priority from these two.
    outcome: {
      impact: {
        ...named("impact"),
        of: "priority",
        label: "Impact",
        values: wordsOf(description, "impacts", site.impacts),
      },
      urgency: {
        ...named("urgency"),
        of: "priority",
        label: "Urgency",
        values: wordsOf(description, "urgencies", site.urgencies),
      },
    },
  },
});
