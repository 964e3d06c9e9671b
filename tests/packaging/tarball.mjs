// The package as npm would publish it, installed in a throw-away folder beside projects that use it.

import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Policy } from "andon";
import { npm, root } from "../../pkg/build/console.mjs";
import { policyFiles } from "../suite.mjs";

const PROJECTS = fileURLToPath(new URL("projects", import.meta.url));

/** Packs, installs and lays out the projects; gives their folder and a way to be rid of it. */
export async function install() {
  const folder = mkdtempSync(path.join(tmpdir(), "andon-packed-"));
  await npm(["pack", "--silent", "--pack-destination", folder], { cwd: path.join(root, "pkg") });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  cpSync(PROJECTS, folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), '{ "private": true }');
  await npm(["install", "--silent", "--prefer-offline", "--no-package-lock", `./${tarball}`], { cwd: folder });
  // One text, read as each kind of module.
  for (const kind of ["mts", "cts"])
    cpSync(path.join(folder, "types", "use.ts"), path.join(folder, "types", `use.${kind}`));
  writeQuestion(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What every project asks, and the answer that the sources give here. */
export const question = (() => {
  const files = policyFiles("tests/policies/workshop");
  const ticket = { id: "INC1", openedAt: "2026-03-02T06:00:00Z", subject: "SAP down, line 4 stopped" };
  const now = "2026-03-02T06:10:00Z";
  return { files, ticket, now, expected: JSON.stringify(Policy.compile(files).decide(ticket, { now })) };
})();

function writeQuestion(folder) {
  const text = JSON.stringify(question);
  writeFileSync(path.join(folder, "question.cjs"), `module.exports = ${text};\n`);
  for (const project of ["vite", "page"]) writeFileSync(path.join(folder, project, "question.json"), text);
}
