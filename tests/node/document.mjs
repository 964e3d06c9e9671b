// The documentation as data: its blocks, and whether what it shows is what the program prints.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../pkg/build/console.mjs";

/** The blocks of a page that are marked so. */
export function blocks(page, mark) {
  const text = readFileSync(path.join(root, page), "utf8");
  return text
    .split(`\`\`\`${mark}\n`)
    .slice(1)
    .map((rest) => rest.split("```")[0].trimEnd());
}

/** Each command of a page prints the block below it; `...` stands for what is left out. */
export async function printsWhatItShows(page, print) {
  const shown = blocks(page, "text");
  const commands = blocks(page, "sh");
  assert.equal(commands.length, shown.length);
  for (const [index, command] of commands.entries()) {
    const out = await print(command);
    for (const excerpt of shown[index].split(/\n\.{3}(?:\n|$)/))
      assert.ok(out.includes(excerpt), `${command} prints\n${out}\nand not\n${excerpt}`);
  }
}
