// The engine in a worker.

import { answering } from "./answering.mjs";

const answer = answering((reply) => self.postMessage(reply));
self.addEventListener("message", ({ data }) => answer(data));
