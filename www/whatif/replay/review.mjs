// A suggestion's course as Markdown, for the review after the incident.

import { plain } from "../../markdown.mjs";
import { place as clockOf, date, time } from "../past/wall.mjs";

/**
 * @param {object[]} story everything that was said of it, oldest first
 * @param {{ tickets: Map<string, object>, zone: import("../past/wall.mjs").Zone }} day
 */
export function review(story, { tickets, zone }) {
  const [first, last] = [story[0], story.at(-1)];
  const { scope, plan } = last;
  const where = [...scope.systems, ...scope.plants, ...scope.lines].map(plain).join(", ");
  return [
    `## ${plain(last.id)}: ${where}`,
    `${date(first.seen, zone)}, times in ${clockOf(zone)}. Suggested at ${time(first.seen, zone)}: ${plain(first.evidence.text)}.`,
    plan?.message && `> ${plain(plan.message)}`,
    tableOf(["when", "what"], course(story, tickets, zone)),
    "### Tickets",
    tableOf(["ticket", "opened", "received", "where", "says"], rowsOf(last.tickets, tickets, zone)),
    plan && ["### Tasks", plan.tasks.map((task) => `- [ ] ${plain(task)}`).join("\n")].join("\n\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The first ticket, then every turn that people were told of, or that ended it. */
function course(story, tickets, zone) {
  const [begun] = story.at(-1).tickets;
  const opened = tickets.get(begun)?.at;
  const rows = story
    .filter(({ notify, event }) => notify || event === "ended")
    .map(({ seen, event, tickets: members, scope }) => [
      time(seen, zone),
      `${event}: ${members.length} tickets; ${[...scope.systems, ...scope.lines].map(plain).join(", ")}`,
    ]);
  const start = opened === undefined ? [] : [[time(opened, zone), `first ticket ${plain(begun)}`]];
  return [...start, ...rows];
}

function rowsOf(ids, tickets, zone) {
  return ids.map((id) => {
    const { at, seen, subject = "", plant, place } = tickets.get(id) ?? {};
    const moment = (instant) => (instant === undefined ? "" : time(instant, zone));
    return [plain(id), moment(at), moment(seen), plain(place ?? plant ?? ""), plain(subject)];
  });
}

function tableOf(header, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
