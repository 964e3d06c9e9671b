// Copies what is decided to the clipboard, in the form asked for.

import { element } from "./element.mjs";

/**
 * Buttons that copy, with a word about how it went.
 * @param {Record<string, () => string | undefined | Promise<string | undefined>>} forms what a button is called -> the text it copies
 */
export function copyButtons(forms) {
  const said = element("span", { class: "said-so", role: "status" });
  const copy = async (text) => {
    if (text === undefined) return "there is nothing to copy yet";
    await navigator.clipboard.writeText(text);
    return "copied";
  };
  const buttons = Object.entries(forms).map(([name, text]) => {
    const click = async () => {
      said.textContent = await Promise.resolve(text())
        .then(copy)
        .catch(() => "the browser does not let this page copy");
    };
    return element("button", { type: "button", click }, name);
  });
  return element("div", { class: "copy" }, said, buttons);
}
