// A decision as Markdown, for a ticket's notes or a chat.

import { moment, span, utc } from "./time.mjs";

/**
 * @param {object} decision
 * @param {object} ticket
 * @param {{ zone: string, address: string }} where
 */
export function markdown(decision, ticket, { zone, address }) {
  const { id, priority, assignment, policy, now } = decision;
  const when = (at) => (at === null ? "never" : `${moment(at, zone)} (${utc(at, zone)})`);
  return [
    `## ${plain(id)}: ${priority}, ${assignment.name}`,
    quote(ticket.subject),
    `As of ${when(now)}, by policy ${policy.name} ${policy.version} (\`${policy.hash.slice(0, 12)}\`). [Open](${address})`,
    list(
      "Why",
      decision.reasons.map(
        ({ stage, id, text, file, line }) => `${stage}: ${plain(text)} (\`${id}\`, ${file}:${line})`,
      ),
    ),
    list(
      "Clocks",
      decision.targets.map(
        ({ target, within, dueAt, state }) => `${target}: ${span(within)}, due ${when(dueAt)}, ${state}`,
      ),
    ),
    list(
      "Told",
      decision.escalations.map(
        ({ at, notify, by, state }) => `${when(at)}: ${notify.map(({ name }) => name).join(", ")} by ${by}, ${state}`,
      ),
    ),
    list(
      "Missing",
      decision.missing.map(({ label }) => label),
    ),
    list(
      "Known",
      decision.facts
        .filter(({ source }) => source !== "ticket")
        .map(({ field, value, source, detail }) => `${field}: ${plain(value)} (${source}: ${plain(detail)})`),
    ),
    ...decision.procedures.map(({ title, steps }) => list(title, steps.map(plain), "1.")),
    list(
      "Undecided",
      decision.undecided.map(({ id, fields }) => `\`${id}\` needs ${fields.join(", ")}`),
    ),
    list(
      "Problems",
      decision.problems.map(({ message, help }) => [message, help].filter(Boolean).map(plain).join("; ")),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function list(title, items, bullet = "-") {
  return items.length === 0 ? "" : `**${title}**\n\n${items.map((item) => `${bullet} ${item}`).join("\n")}`;
}

function quote(text) {
  return typeof text === "string" && text.trim() !== "" ? `> ${plain(text)}` : "";
}

/** What a ticket says, on one line and without a meaning of its own in Markdown or HTML. */
export function plain(value) {
  return String(value)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>#|!~]/g, "\\$&");
}
