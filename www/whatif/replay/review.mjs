// A suggestion's course as Markdown, for the review after the incident.

import { plain } from "../../markdown.mjs";
import { date, time, zone } from "./wall.mjs";

/**
 * @param {object[]} story everything that was said of it, oldest first
 * @param {{ tickets: Map<string, object>, offset: number }} day
 */
export function review(story, { tickets, offset }) {
  const [first, last] = [story[0], story.at(-1)];
  const { scope, plan } = last;
  const where = [...scope.systems, ...scope.plants, ...scope.lines].map(plain).join(", ");
  return [
    `## ${plain(last.id)}: ${where}`,
    `${date(first.seen, offset)}, times in ${zone(offset)}. Suggested at ${time(first.seen, offset)}: ${plain(first.evidence.text)}.`,
    plan?.message && `> ${plain(plan.message)}`,
    tableOf(["when", "what"], course(story, tickets, offset)),
    "### Tickets",
    tableOf(["ticket", "opened", "received", "where", "says"], rowsOf(last.tickets, tickets, offset)),
    plan && ["### Tasks", plan.tasks.map((task) => `- [ ] ${plain(task)}`).join("\n")].join("\n\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The first ticket, then every turn that people were told of, or that ended it. */
function course(story, tickets, offset) {
  const [begun] = story.at(-1).tickets;
  const opened = tickets.get(begun)?.at;
  const rows = story
    .filter(({ notify, event }) => notify || event === "ended")
    .map(({ seen, event, tickets: members, scope }) => [
      time(seen, offset),
      `${event}: ${members.length} tickets; ${[...scope.systems, ...scope.lines].map(plain).join(", ")}`,
    ]);
  const start = opened === undefined ? [] : [[time(opened, offset), `first ticket ${plain(begun)}`]];
  return [...start, ...rows];
}

function rowsOf(ids, tickets, offset) {
  return ids.map((id) => {
    const { at, seen, subject = "", plant, place } = tickets.get(id) ?? {};
    const moment = (instant) => (instant === undefined ? "" : time(instant, offset));
    return [plain(id), moment(at), moment(seen), plain(place ?? plant ?? ""), plain(subject)];
  });
}

function tableOf(header, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
