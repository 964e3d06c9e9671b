// The words of a policy as the editor knows them: what each declares, in a line, and its entries.

/** @type {Map<string, { usage: string, doc: string, entries: string[] }>} */
export const WORDS = new Map(
  Object.entries({
    policy: ["policy(#{ name, version })", "the policy's name and version", "name version"],
    currency: ['currency("USD")', "what costs are counted in", ""],
    field: [
      'field("name", #{ type, ... })',
      "a field that tickets may carry, or a closed list for a known one",
      "type label help values",
    ],
    matrix: [
      "matrix(#{ impact, urgency, priority, ... })",
      "the priority where no rule speaks",
      "impact urgency priority priorities otherwise",
    ],
    system: [
      'system("ERP", #{ layer, owner, ... })',
      "a system that can fail, its owner and what it costs",
      "name tier layer ownership category owner cost_per_minute impact urgency usual_repair because",
    ],
    category: [
      'category("ERP/MES", #{ owner, require, ... })',
      "a kind of incident: who owns it and what has to be asked",
      "label owner layer tier impact urgency aliases require when otherwise",
    ],
    plant: ['plant("MTY", #{ name, calendar })', "a plant and its calendar", "name calendar"],
    line: [
      'line("MTY-L4", #{ plant, ... })',
      "a production line",
      "name plant area zone calendar cost_per_minute aliases",
    ],
    lexicon: ['lexicon("system", "ERP", ["sap", "erp"])', "words in a text that say a field's value", ""],
    rule: [
      'rule("id", #{ when, priority, because })',
      "sets the priority; the most severe rule that holds wins, a cap limits",
      "when priority cap impact urgency because",
    ],
    calendar: [
      'calendar("id", #{ zone, shifts, days, ... })',
      "working hours: shifts or hours, holidays, exceptions",
      "zone shifts hours days holidays exceptions breaks holiday_mode edge zero",
    ],
    sla: [
      'sla("id", #{ when, respond, resolve, calendar, ... })',
      "a promise: the first agreement that holds wins each target",
      "when respond resolve targets calendar kind warn_at pauses_on review_within review_when because",
    ],
    team: [
      'team("id", #{ name, calendar, ... })',
      "who does the work",
      "name layer calendar on_call covers vendor fallback because",
    ],
    stakeholder: ['stakeholder("id", #{ name, by })', "somebody who is told", "name by"],
    route: ['route("id", #{ when, to, because })', "who gets a ticket; the first that holds wins", "when to because"],
    escalate: [
      'escalate("id", #{ when, steps, because })',
      "who else is told, when",
      "when steps calendar because after notify by message unless every",
    ],
    procedure: [
      'procedure("id", #{ kind, title, steps, ... })',
      "what to do, or mind, meanwhile",
      "kind when systems zones layers categories title steps reference",
    ],
    test: ['test("what", #{ ticket }, #{ expected })', "a ticket and what has to be decided about it", ""],
  }).map(([name, [usage, doc, entries]]) => [name, { usage, doc, entries: entries.split(" ").filter(Boolean) }]),
);

/** Functions that closures may call, beside the policy's own. */
export const FUNCTIONS = new Map(
  Object.entries({
    has: ["has(t.field)", "whether the ticket says the field; never undecided"],
    contains: ["contains(text, part)", "whether a text holds another"],
    starts_with: ["starts_with(text, part)", "whether a text begins with another"],
    ends_with: ["ends_with(text, part)", "whether a text ends with another"],
    mentions: ["mentions(t, phrase)", "whole words of subject and description, capitals and accents aside"],
    matches_any: ["matches_any(text, [..])", "whether a text holds one of several"],
    to_lower: ["to_lower(text)", "in small letters"],
    to_upper: ["to_upper(text)", "in capitals"],
  }).map(([name, [usage, doc]]) => [name, { usage, doc }]),
);

/** The declarations of a policy: what its texts name, and where. */
export function declarations(files) {
  const found = [];
  for (const [file, text] of Object.entries(files)) {
    for (const match of text.matchAll(/^\s*(\w+)\(\s*"((?:[^"\\]|\\.)*)"/gm)) {
      const [, word, id] = match;
      if (!WORDS.has(word) || word === "test" || word === "lexicon") continue;
      found.push({ word, id, file, at: match.index + match[0].indexOf(word) });
    }
    for (const match of text.matchAll(/^fn (\w+)\(([^)]*)\)/gm)) {
      found.push({ word: "fn", id: match[1], parameters: match[2], file, at: match.index });
    }
  }
  return found;
}

/** `usersBlocked`, which a ticket has in JSON, as `users_blocked`, which a policy reads. */
export function snake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
