import * as andon from "andon";
import * as client from "andon/client";
import * as full from "andon/full";
import address from "andon/full.wasm?url";
import * as inline from "andon/inline";
import { ask, askOwnWorker, askWorker, report } from "../answers.mjs";
import question from "./question.json";

const own = () => new Worker(new URL("../worker/own.mjs", import.meta.url), { type: "module" });

report({
  plain: () => ask(andon, question),
  full: () => ask(full, question),
  client: () => askWorker(client, question),
  "client with address": () => askWorker(client, question, { engine: new URL(address, location.href) }),
  inline: () => ask(inline, question),
  "own worker": () => askOwnWorker(own(), question),
});
