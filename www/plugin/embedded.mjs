// An engine in a frame, for pages whose content policy lets neither the page nor a worker run WebAssembly.
//
// Whoever embeds the frame sends a port and talks to it as to a worker. Nothing is kept here that would be worth asking
// for: policy and tickets come from the other side.

import { answering } from "../andon/answering.mjs";

/** Waits for a port, and answers what comes through it. */
export function answerThroughPort(andon) {
  addEventListener("message", ({ data, ports: [port] }) => {
    if (data?.andon !== "connect" || port === undefined) return;
    const answer = answering(andon, (reply) => port.postMessage(reply));
    port.onmessage = (event) => answer(event.data);
    port.postMessage("ready");
  });
}
