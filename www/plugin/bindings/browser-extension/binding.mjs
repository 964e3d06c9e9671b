// The panel in a frame of the extension, beside the form of any desk. The frame is the extension's own page: the desk's
// content policy does not reach it.

import "./language.mjs";
import { Mirror } from "../../mirror.mjs";
import { addressesBeside, attach } from "../../plugin.mjs";
import { chooser, guess } from "./mapping.mjs";

const panel = document.querySelector("andon-panel");
const addresses = addressesBeside(import.meta.url);

addEventListener("message", function hello({ data, origin, ports: [port] }) {
  if (data?.andon !== "form" || port === undefined) return;
  removeEventListener("message", hello);
  // The key is where the message came from, not what it says: no page can change the choices made for another.
  let written = 0;
  const mirror = new Mirror(document.getElementById("mirror"), {
    focus: (at) => port.postMessage({ do: "focus", at }),
    write: (at, said) => {
      written += 1;
      port.postMessage({ do: "write", at, ...said, number: written });
    },
  });
  let known;
  port.onmessage = async ({ data: { controls, seen } }) => {
    // Said before the page knew what was applied last: the next one is on its way.
    if (seen < written) return;
    const isOther = mirror.update(controls);
    known ??= open(mirror, `mapping ${origin}`);
    if (isOther) (await known).offer();
  };
  port.postMessage({ do: "hello" });
});

async function open(mirror, key) {
  const kept = (await chrome.storage.local.get(key))[key];
  const mapping = kept ?? guess(mirror.labels);
  const desk = await attach(panel, document.getElementById("mirror"), {
    policy: new URL("policy.json", addresses.wasm).href,
    addresses,
    mapping,
  });
  const place = document.getElementById("mapping");
  const offer = (mapping = desk.mapping) =>
    chooser(place, { mapping, controls: mirror.labels, labels: desk.labels, words: panel.words }, async (changed) => {
      await chrome.storage.local.set({ [key]: changed });
      desk.remap(changed);
      offer(changed);
    });
  return { offer: () => desk && offer() };
}
