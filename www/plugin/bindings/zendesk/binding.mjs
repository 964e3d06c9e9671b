// The panel in Zendesk's ticket sidebar. An app sees no form: it asks for values, is told of changes, and sets values.

/* global ZAFClient */

import description from "../../../andon/adapters/hosts/zendesk.mjs";
import { Mirror } from "../../mirror.mjs";
import { addressesBeside, attach, wordsOf } from "../../plugin.mjs";

const PRIORITY = "ticket.priority";
const PRIORITIES = ["urgent", "high", "normal", "low"];

const client = ZAFClient.init();
const panel = document.querySelector("andon-panel");
const form = document.querySelector("form");
const addresses = addressesBeside(import.meta.url);

const { settings } = await client.metadata();
const { locale } = (await client.get("currentUser.locale"))["currentUser.locale"] ?? {};
if (locale) document.documentElement.lang = locale;

const priorities = wordsOf(description, "priorities", JSON.parse(settings.priorities || "{}"));

/** Field of the ticket -> { path in Zendesk, values }. */
const fields = Object.fromEntries(
  Object.entries(JSON.parse(settings.fields || "{}")).map(([field, where]) => {
    const { id, values } = typeof where === "string" ? { id: where } : where;
    return [field, { name: `ticket.customField:${id}`, values }];
  }),
);
Object.assign(fields, { subject: { name: "ticket.subject" }, description: { name: "ticket.description" } });
const paths = [...Object.values(fields).map(({ name }) => name), PRIORITY];

const mirror = new Mirror(form, { write: (_, { name, value }) => client.set(name, value) });

async function copy() {
  const held = await client.get(paths);
  mirror.update(paths.map((name) => control(name, String(held[name] ?? ""))));
}

function control(name, value) {
  if (name !== PRIORITY) return { name, label: name, value, isTouched: value !== "" };
  const options = ["", ...PRIORITIES].map((value) => ({ value, text: value }));
  return { name, label: name, kind: "select", value, options };
}

for (const path of paths) client.on(`${path}.changed`, copy);
await copy();
await attach(panel, form, {
  policy: new URL("policy.json", addresses.wasm).href,
  addresses,
  mapping: { fields, outcome: { priority: { name: PRIORITY, values: priorities } } },
});
new ResizeObserver(() => client.invoke("resize", { height: `${panel.offsetHeight + 16}px` })).observe(panel);
