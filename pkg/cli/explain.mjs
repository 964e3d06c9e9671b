// andon explain: why a ticket is decided as it is.

import { explanationText } from "./explanation.mjs";
import { moment } from "./moment.mjs";
import { Output } from "./output.mjs";
import { openPolicy, problemText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { stream } from "./stream.mjs";

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, now: at, map, file, id, toward: wanted, conditions, json }) {
  const policy = await openPolicy(folder);
  const now = moment(policy, at);
  const toward = goal(policy, wanted);
  const output = new Output();
  const explain = (ticket) =>
    id === undefined || ticket?.id === id ? policy.explain(ticket, { now: now(ticket), toward }) : SKIPPED;
  const sink = json ? jsonSink(output) : textSink(output, folder, conditions);
  let answered = 0;
  const counted = {
    ...sink,
    answer(answer) {
      if (answer === SKIPPED) return undefined;
      answered += 1;
      return sink.answer(answer);
    },
  };
  const { failed } = await stream({ file, map }, explain, counted);
  await output.flush();
  if (id === undefined) return failed === 0 ? 0 : 1;
  if (answered === 0) process.stderr.write(`no ticket has the id \`${id}\`\n`);
  return answered === 0 ? 1 : 0;
}

/** What `--toward` names, made sure that it exists before the first ticket is read. */
function goal(policy, wanted) {
  if (wanted === undefined) return undefined;
  const [, kind, name] = wanted.match(/^(priority|team|sla):(.+)$/) ?? [];
  const toward = kind === undefined ? wanted : { [kind]: name };
  try {
    policy.explain({}, { now: "2026-01-01T00:00:00Z", toward });
  } catch (error) {
    // A ticket without id cannot be explained, which the engine finds out after it has read what is wanted.
    if (error.name === "ArgumentError") throw new Refusal(`--toward: ${error.message}`);
  }
  return toward;
}

const SKIPPED = Symbol("another ticket than the one asked for");

function jsonSink(output) {
  const write = (record) => output.line(JSON.stringify(record));
  return { answer: write, failure: write };
}

function textSink(output, folder, conditions) {
  return {
    answer: (explanation) => output.line(`${explanationText(explanation, folder, { conditions })}\n`),
    failure({ line, error: { message, problems } }) {
      const lines = problems.length > 0 ? problems.map((problem) => problemText(problem)) : [message];
      return output.line(`line ${line} cannot be decided\n${lines.map((text) => `  ${text}`).join("\n")}\n`);
    },
  };
}
