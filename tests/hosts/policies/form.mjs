// The smallest desk: two fields. Its address may say where the frame is, where the engine may run, and that the desk knows of
// major incidents. Whether the policy
// is a bundle or files is up to whoever answers for it.

import { attach } from "/plugin/plugin.mjs";

const asked = new URLSearchParams(location.search);
const frame = asked.get("frame") ?? "/plugin/frame.html";
const places = asked.get("places")?.split(",");
const majors = asked.has("majors") ? { list: () => said({}), say: (id, say) => said({ id, say }) } : undefined;

/** What a desk with a validator would give on. */
async function said(question) {
  const answer = await fetch("/desk/majors", { method: "POST", body: JSON.stringify(question) });
  if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
  return answer.json();
}

attach(document.querySelector("andon-panel"), document.forms[0], {
  policy: "/desk/policy.json",
  addresses: {
    wasm: "/andon/runtime/web/andon_bg.wasm",
    worker: "/andon/runtime/worker.mjs",
    frame,
    compiler: {
      wasm: "/andon/web/andon_bg.wasm",
      worker: "/plugin/compiler-worker.mjs",
      frame: "/plugin/compiler-frame.html",
    },
  },
  places,
  majors,
  mapping: { fields: { subject: { name: "subject" } }, outcome: { priority: { name: "priority" } } },
});
