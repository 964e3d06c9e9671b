// Words of the command line -> command, options, file.

import { parseArgs } from "node:util";
import { nearest } from "../adapters/mapping/nearest.mjs";
import { Refusal } from "./refusal.mjs";
import { commands } from "./usage.mjs";

const TEXT = { type: "string" };
const FLAG = { type: "boolean" };

const ALWAYS = { help: { ...FLAG, short: "h" }, version: { ...FLAG, short: "V" } };
const TICKETS = { policy: TEXT, now: TEXT, map: TEXT };
const OPTIONS = {
  decide: { ...TICKETS, format: TEXT },
  explain: { ...TICKETS, id: TEXT, toward: TEXT, conditions: FLAG, json: FLAG },
  test: { policy: TEXT, json: FLAG, coverage: FLAG, tickets: TEXT, map: TEXT, now: TEXT, junit: TEXT },
  lint: { policy: TEXT, json: FLAG, deny: TEXT, month: TEXT },
  fields: { policy: TEXT, json: FLAG },
  bundle: { policy: TEXT, out: TEXT },
  convert: { map: TEXT },
  compare: {
    before: TEXT,
    after: TEXT,
    now: TEXT,
    map: TEXT,
    limit: TEXT,
    "fail-above": TEXT,
    markdown: FLAG,
    json: FLAG,
    csv: FLAG,
  },
  report: { ...TICKETS, limit: TEXT, markdown: FLAG, json: FLAG },
  recurrences: { policy: TEXT, map: TEXT, json: FLAG, markdown: FLAG },
  serve: { policy: TEXT, config: TEXT, check: FLAG },
  watch: { policy: TEXT, map: TEXT, follow: FLAG, backtest: FLAG, json: FLAG },
  calendar: { policy: TEXT, month: TEXT, coverage: FLAG, ics: TEXT, years: TEXT, json: FLAG },
};

/** Commands that take one more word: a file, or the name of a calendar. */
const WITH_WORD = ["decide", "explain", "convert", "compare", "report", "recurrences", "watch", "calendar"];
/** Commands that can do without a policy. */
const WITHOUT_POLICY = ["convert", "compare", "calendar"];

/** @returns {{ command?: string, options: Record<string, string | boolean>, file?: string }} */
export function parse(words) {
  const command = words[0]?.startsWith("-") ? undefined : words[0];
  if (command !== undefined && !commands.includes(command)) {
    throw new Refusal(`no command \`${command}\`; ${nearest(command, commands)} (\`andon --help\`)`);
  }
  const { values: options, positionals } = read(words, command);
  const [, file, ...rest] = positionals;
  if (options.help || options.version || command === undefined) return { command, options };
  if (rest.length > 0 || (file !== undefined && !WITH_WORD.includes(command))) {
    throw new Refusal(`\`${rest[0] ?? file}\` is one argument too many (\`andon ${command} --help\`)`);
  }
  if (!WITHOUT_POLICY.includes(command) && options.policy === undefined) {
    throw new Refusal(
      `--policy is missing: name the folder of the policy's .rhai files, or a bundle (\`andon ${command} --help\`)`,
    );
  }
  return { command, options, file };
}

function read(words, command) {
  const known = { ...ALWAYS, ...OPTIONS[command] };
  try {
    return parseArgs({ args: words, allowPositionals: true, options: known });
  } catch (error) {
    const [option] = /-[\w-]+/.exec(error.message) ?? [""];
    const help = ["andon", command, "--help"].filter(Boolean).join(" ");
    throw new Refusal(`${mistake(error, option, Object.keys(known))} (\`${help}\`)`);
  }
}

/** What is wrong with an option, in the words of this program. */
function mistake({ code, message }, option, known) {
  const options = known.map((name) => `--${name}`);
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `no option \`${option}\`; ${nearest(option, options)}`;
  if (message.includes("does not take")) return `\`${option}\` takes no value`;
  const dashed = message.includes("ambiguous") ? `; one that begins with a dash is written \`${option}=-...\`` : "";
  return `\`${option}\` needs a value${dashed}`;
}
