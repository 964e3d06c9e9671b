// The smallest desk: two fields. Its address may say where the frame is, and where the engine may run. Whether the policy
// is a bundle or files is up to whoever answers for it.

import { attach } from "/plugin/plugin.mjs";

const asked = new URLSearchParams(location.search);
const frame = asked.get("frame") ?? "/plugin/frame.html";
const places = asked.get("places")?.split(",");

attach(document.querySelector("andon-panel"), document.forms[0], {
  policy: "/desk/policy.json",
  addresses: {
    wasm: "/andon/runtime/web/andon_bg.wasm",
    worker: "/andon/runtime/worker.mjs",
    frame,
    compiler: { wasm: "/andon/web/andon_bg.wasm", worker: "/andon/worker.mjs", frame: "/plugin/compiler-frame.html" },
  },
  places,
  mapping: { fields: { subject: { name: "subject" } }, outcome: { priority: { name: "priority" } } },
});
