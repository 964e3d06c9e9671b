// A test report as JUnit XML, which every CI server draws.

import path from "node:path";
import { reasons } from "./differences.mjs";

/** @returns {string} the document */
export function junit(name, { passed, failed, results }, folder) {
  const errors = results.filter(({ problems }) => problems.length > 0).length;
  const counts = attributes({ name, tests: passed + failed, failures: failed - errors, errors });
  const cases = results.map((result) => testcase(name, result, folder));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testcase(suite, result, folder) {
  const { name, ok, file, line } = result;
  const own = attributes({ classname: suite, name, file: path.join(folder, file), line });
  if (ok) return `    <testcase ${own}/>`;
  // What cannot be decided is an error; what is decided otherwise, a failure.
  const kind = result.problems.length > 0 ? "error" : "failure";
  const lines = reasons(result, folder).map((text) => text.trim());
  return `    <testcase ${own}>
      <${kind} ${attributes({ message: lines[0] ?? "" })}>${escaped(lines.join("\n"))}</${kind}>
    </testcase>`;
}

function attributes(values) {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(" ");
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;" };

/** XML 1.0 has no way to write most control characters, not even as entities. */
function escaped(text) {
  return String(text)
    .toWellFormed()
    .replace(/[^\t\n\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"\n]/g, (character) => ENTITIES[character]);
}
