// The full engine in a worker.

import { answering } from "../answering.mjs";
import * as andon from "./browser.mjs";

const answer = answering(andon, (reply) => self.postMessage(reply));
self.addEventListener("message", ({ data }) => answer(data));
