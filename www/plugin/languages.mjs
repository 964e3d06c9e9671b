// The languages of the panel. What the policy says stays in the policy's own.

import { de } from "./languages/de.mjs";
import { en } from "./languages/en.mjs";
import { es } from "./languages/es.mjs";
import { pl } from "./languages/pl.mjs";

/** By their code; the first is the one for readers of any other. */
export const languages = { en, de, es, pl };

/** The words for an element: its own language, else the page's, else the reader's, as far as it is spoken here. */
export function languageOf(element) {
  const wanted = [element.closest("[lang]")?.lang, ...navigator.languages];
  const spoken = wanted
    .map((tag) => tag?.toLowerCase().split("-")[0])
    .find((code) => Object.hasOwn(languages, code ?? ""));
  return languages[spoken ?? "en"];
}
