import * as andon from "andon";
import * as client from "andon/client";
import * as full from "andon/full";
import * as inline from "andon/inline";
import { ask, askOwnWorker, askWorker, report } from "../answers.mjs";

const question = await (await fetch("./question.json")).json();
// A worker has no import map: it names the file.
const own = () => new Worker(new URL("./own.mjs", import.meta.url), { type: "module" });

report({
  plain: () => ask(andon, question),
  full: () => ask(full, question),
  client: () => askWorker(client, question),
  inline: () => ask(inline, question),
  "own worker": () => askOwnWorker(own(), question),
});
