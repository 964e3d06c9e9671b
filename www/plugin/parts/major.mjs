// The major incident to which the ticket belongs: what speaks for it, what to do, and the word of an agent who may give it.

import { element } from "../../element.mjs";
import { list } from "./similar.mjs";

/** What can be said of it, in either state. */
const WORDS = { suggested: ["confirm", "dismiss"], confirmed: ["resolve"] };

export function major(incident, { words, ask }) {
  if (incident === null) return undefined;
  const { id, state, count, where, evidence, advice, tickets, mayJudge, isUnheard } = incident;
  return [
    element("p", {}, element("b", {}, words.majors[state](count))),
    element("p", {}, evidence),
    where.length > 0 && element("p", { class: "quiet" }, where.join(", ")),
    element("p", {}, advice),
    list(tickets),
    count > tickets.length && element("p", { class: "quiet" }, words.more(count - tickets.length)),
    isUnheard && element("p", { class: "quiet", role: "alert" }, words.unheard),
    mayJudge && element("p", { class: "judge" }, WORDS[state].map(button)),
  ];

  function button(say) {
    const click = () => ask("judge", { id, say });
    return element("button", { type: "button", "data-key": `judge.${say}`, click }, words.judge[say]);
  }
}
