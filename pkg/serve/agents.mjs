// What a desk asks and says in the name of its agents: which major incidents stand, and whether one is.
//
// Who of them may say it is for the desk to know: it signs, and names who spoke.

import { BodyError, bodyOf } from "./body.mjs";
import { check } from "./signature.mjs";

/** How a desk signs: as `notify` does. */
export const SCHEME = {
  header: "x-andon-signature",
  prefix: "sha256=",
  signed: ["timestamp", ".", "body"],
  timestamp: { header: "x-andon-timestamp", form: "epochSeconds" },
};
const WORDS = ["confirm", "dismiss", "resolve"];

/**
 * Answers a desk.
 * @param {{ name: string, agents?: object }} source
 * @param {import("node:http").IncomingMessage} request
 * @param {{ watch?: import("./watch-feed.mjs").WatchFeed, clock: () => number, log: object, bodyBytes: number }} parts
 * @returns {Promise<{ status: number, body: object }>}
 */
export async function answerAgents({ name, agents }, request, { watch, clock, log, bodyBytes }) {
  if (agents === undefined || watch === undefined) return refused(404, "no agents are heard here");
  if (request.method !== "POST") return refused(405, "questions are posted");
  const body = await bodyOf(request, bodyBytes);
  const now = clock();
  const { refused: why } = check(agents, { headers: request.headers, body, now });
  if (why !== undefined) return refused(401, `bad ${why}`);
  const { say, id, by } = read(body);
  if (say !== undefined) {
    if (!hasSaid(watch, say, { id, source: name, by, now })) return refused(404, "no such major incident");
    log.info({ source: name, major: id, said: say, by }, "an agent has spoken");
  }
  return { status: 200, body: { majors: watch.majors(name) } };
}

/** `{}` asks; `{ say, id, by }` says. */
function read(body) {
  let asked;
  try {
    asked = JSON.parse(body);
  } catch {
    throw new BodyError(400, "not JSON");
  }
  const { say, id, by } = asked ?? {};
  if (say === undefined) return {};
  if (!WORDS.includes(say)) throw new BodyError(422, `what can be said is ${WORDS.join(", ")}`);
  if (![id, by].every((text) => typeof text === "string" && text !== ""))
    throw new BodyError(422, "`id` and `by` must say of what and by whom");
  return { say, id, by };
}

function hasSaid(watch, say, about) {
  try {
    watch.say(say, about);
    return true;
  } catch (error) {
    if (error.name !== "ArgumentError") throw error;
    return false;
  }
}

function refused(status, error) {
  return { status, body: { error } };
}
