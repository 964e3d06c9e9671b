// The engine with its compiler, in a worker.

import { answering } from "../andon/answering.mjs";
import * as andon from "../andon/browser.mjs";

const answer = answering(andon, (reply) => self.postMessage(reply));
self.addEventListener("message", ({ data }) => answer(data));
