// Where a declaration stands in the policy, or a problem in the ticket.

import { element } from "../element.mjs";

/** @param {{ file?: string, line?: number, column?: number, path?: string }} at */
export function place({ file, line, column, path }) {
  const policy = file && [file, line, column].filter((part) => part !== undefined).join(":");
  const text = [policy, path].filter(Boolean).join(" ");
  return text === "" ? undefined : element("code", { class: "place" }, text);
}
