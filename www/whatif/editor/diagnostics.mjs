// Problems of the engine as marks in a text: from the column it names to the end of the word there.

/**
 * @param {import("@codemirror/state").Text} doc
 * @param {{ line?: number, column?: number, message: string, help?: string, code: string, severity?: string }[]} problems
 */
export function diagnostics(doc, problems) {
  return problems
    .filter(({ line }) => line === undefined || line <= doc.lines)
    .map((problem) => ({
      ...stretch(doc, problem),
      severity: problem.severity ?? "error",
      source: problem.code,
      message: [problem.message, problem.help].filter(Boolean).join("\n"),
    }))
    .sort((a, b) => a.from - b.from);
}

function stretch(doc, { line = 1, column = 1 }) {
  const { from, to, text } = doc.line(Math.max(1, line));
  const start = Math.min(to, from + column - 1);
  const [word] = text.slice(start - from).match(/^(?:"[^"]*"|\w+|.)/) ?? [""];
  return { from: start, to: start + word.length };
}
