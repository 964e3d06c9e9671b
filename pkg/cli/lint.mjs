// andon lint: what of a policy is legal, and yet cannot be meant.

import { asked, openPolicy, problemText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { paint } from "./text.mjs";

/** Least first. */
const LEVELS = ["note", "warning", "error"];
const COLOURS = { note: "blue", warning: "yellow", error: "red" };

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, json, deny = "warning", month }) {
  if (!LEVELS.includes(deny)) throw new Refusal(`--deny \`${deny}\` is unknown; there are ${LEVELS.join(", ")}`);
  const policy = await openPolicy(folder);
  const findings = asked(() => policy.lint({ month }));
  process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : report(findings, folder));
  const denied = findings.some(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf(deny));
  return denied ? 1 : 0;
}

function report(findings, folder) {
  const lines = findings.map(
    (finding) => `${paint(COLOURS[finding.level], finding.level)} ${problemText(finding, folder)}`,
  );
  return `${[...lines, counts(findings)].join("\n")}\n`;
}

/** `1 error, 2 warnings, 0 notes` */
function counts(findings) {
  const parts = [...LEVELS].reverse().map((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return `${count} ${level}${count === 1 ? "" : "s"}`;
  });
  return parts.join(", ");
}
