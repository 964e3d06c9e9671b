import { init, Policy } from "/node_modules/andon/browser.mjs";
import { ask } from "../answers.mjs";

self.onmessage = async ({ data }) => self.postMessage(await ask({ init, Policy }, data));
