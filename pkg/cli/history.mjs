// Past tickets for the commands that look at all of them at once.

import { History } from "../node.mjs";
import { openBytes } from "./input.mjs";
import { mappedTickets } from "./mapping.mjs";
import { problemText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";

/** A mapped export is handed over in lists of so many tickets. */
const TOGETHER = 1000;

/**
 * Reads a history: NDJSON, or an export read through a column map. What is no ticket is told on standard error.
 * @param {{ file?: string, map?: string }} source
 * @returns {Promise<{ history: History, lost: number }>} and how many lines are no tickets
 */
export async function openHistory({ file, map }) {
  const history = new History();
  const broken = map === undefined ? await readLines(history, file) : await readMapped(history, file, map);
  const problems = [...history.problems().map((problem) => problemText({ ...problem, file: named(file) })), ...broken];
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return { history, lost: problems.length };
}

async function readLines(history, file) {
  try {
    for await (const piece of await openBytes(file)) history.append(piece);
    return [];
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return [`${named(file)}: the input breaks off: ${error.message}`];
  }
}

async function readMapped(history, file, map) {
  const broken = [];
  let tickets = [];
  for await (const { line, ticket, error } of mappedTickets(file, map)) {
    if (error !== undefined) broken.push(...errorTexts(error, `${named(file)}:${line}`));
    else if (tickets.push(ticket) === TOGETHER) {
      history.append(tickets);
      tickets = [];
    }
  }
  history.append(tickets);
  return broken;
}

function errorTexts({ message, problems = [] }, place) {
  return problems.length === 0
    ? [`${place}: ${message}`]
    : problems.map((problem) => `${place}: ${problemText(problem)}`);
}

function named(file = "-") {
  return file === "-" ? "standard input" : file;
}

/**
 * `--limit`: how many entries of a list to show.
 * @param {string} [text]
 * @param {number} usual
 */
export function limitOf(text, usual) {
  if (text === undefined) return usual;
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(`--limit \`${text}\` is not a number of entries, such as 20`);
  return Number(text);
}

/** Asks a question; an instant that is no instant is a `Refusal`. */
export function answered(ask) {
  try {
    return ask();
  } catch (error) {
    if (error.name !== "ArgumentError") throw error;
    throw new Refusal(error.message);
  }
}
