// The policy as it has been edited, as a folder in a zip file, or the one file that was edited as it is.

import { strToU8, zipSync } from "fflate";
import { deliver } from "./deliver.mjs";

/** @param {import("../study.mjs").Study} study */
export function deliverPolicy({ after, edited }, name) {
  if (edited.length === 1 && after[edited[0]] !== undefined) return deliver(edited[0], after[edited[0]], "text/plain");
  const files = Object.fromEntries(Object.entries(after).map(([file, text]) => [`${name}/${file}`, strToU8(text)]));
  // Without a date of its own, the same policy is the same file.
  return deliver(`${name}.zip`, zipSync(files, { mtime: new Date(1980, 0, 1) }), "application/zip");
}
