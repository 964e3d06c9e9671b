// A module of the package once more, for `require`: Node before 22 cannot require an ES module.

import { rolldown } from "rolldown";

/** Writes an ES module, with what it imports, as a CommonJS one. */
export async function commonJs(from, to) {
  const bundle = await rolldown({ input: from });
  await bundle.write({ file: to, format: "cjs" });
  await bundle.close();
}
