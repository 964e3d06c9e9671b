import { init, Policy } from "andon";
import { ask } from "../answers.mjs";

self.onmessage = async ({ data }) => self.postMessage(await ask({ init, Policy }, data));
