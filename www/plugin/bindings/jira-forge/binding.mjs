// The panel on a Jira issue, as a Forge Custom UI. Forge gives no live form: the issue is read through Jira's REST
// interface, again whenever Jira says that it changed, and what an agent applies is written there.

import { events, requestJira, view } from "@forge/bridge";
import description from "../../../andon/adapters/hosts/jira-service-management.mjs";
import { Mirror } from "../../mirror.mjs";
import { addressesBeside, attach, wordsOf } from "../../plugin.mjs";

const panel = document.querySelector("andon-panel");
const form = document.querySelector("form");
const addresses = addressesBeside(import.meta.url);
const beside = (name) => new URL(name, addresses.wasm).href;

const [context, site] = await Promise.all([
  view.getContext(),
  fetch(beside("site.json")).then((answer) => answer.json()),
]);
document.documentElement.lang = context.locale ?? "en";
const { key } = context.extension.issue;
const address = `/rest/api/3/issue/${encodeURIComponent(key)}`;

const priorities = wordsOf(description, "priorities", site.priorities);
const fields = Object.fromEntries(
  Object.entries(site.fields).map(([field, where]) => [field, typeof where === "string" ? { name: where } : where]),
);
Object.assign(fields, { subject: { name: "summary" }, description: { name: "description" } });

const mirror = new Mirror(form, { write: (_, { name, value }) => write(name, value) });

/** The issue as a form; gives when it was created. */
async function copy() {
  const answer = await requestJira(address);
  const { fields: held } = await answer.json();
  const names = Object.values(fields).map(({ name }) => name);
  const controls = names.map((name) => ({
    name,
    label: name,
    value: text(held[name]),
    readOnly: name === "description",
  }));
  mirror.update([...controls, priority(text(held.priority))]);
  return new Date(held.created).toISOString();
}

function priority(value) {
  const names = new Set(["", ...Object.values(priorities), value]);
  const options = [...names].map((name) => ({ value: name, text: name }));
  return { name: "priority", label: "Priority", kind: "select", value, options };
}

/** What a field says: a text, the name or value of a choice, or the words of a document. */
function text(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value.content)) return value.content.map(text).join(" ");
  return text(value.text ?? value.name ?? value.value);
}

async function write(name, value) {
  const said = name === "priority" ? { name: value } : name.startsWith("customfield_") ? { value } : value;
  const answer = await requestJira(address, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ fields: { [name]: value === "" ? null : said } }),
  });
  // What Jira refuses must not look applied.
  if (!answer.ok) await copy();
}

const openedAt = await copy();
events.on("JIRA_ISSUE_CHANGED", copy);
await attach(panel, form, {
  policy: beside("policy.json"),
  addresses,
  ticket: { id: key, openedAt },
  mapping: { fields, outcome: { priority: { name: "priority", values: priorities } } },
});
