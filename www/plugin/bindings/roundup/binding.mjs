// The panel in Roundup's form for a new issue.

import description from "../../../andon/adapters/hosts/roundup.mjs";
import { addressesBeside, attach, wordsOf } from "../../plugin.mjs";

const addresses = addressesBeside(import.meta.url);
const beside = (name) => new URL(name, addresses.wasm).href;

const response = await fetch(beside("site.json"));
const { fields, priorities, queue, teams } = await response.json();

attach(document.getElementById("andon"), document.forms.namedItem("itemSynopsis"), {
  policy: beside("policy.json"),
  addresses,
  mapping: {
    fields: { subject: { name: "title" }, description: { name: "@note" }, ...fields },
    outcome: {
      priority: { name: "priority", values: wordsOf(description, "priorities", priorities) },
      team: { name: queue, label: "Queue" },
    },
  },
  teams,
});
