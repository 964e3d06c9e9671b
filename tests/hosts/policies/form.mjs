// The smallest desk: two fields. Its address may say where the frame is.

import { attach } from "/plugin/plugin.mjs";

const frame = new URLSearchParams(location.search).get("frame") ?? "/plugin/frame.html";

attach(document.querySelector("andon-panel"), document.forms[0], {
  policy: "/desk/policy.json",
  addresses: { wasm: "/andon/web/andon_bg.wasm", worker: "/andon/worker.mjs", frame },
  mapping: { fields: { subject: { name: "subject" } }, outcome: { priority: { name: "priority" } } },
});
