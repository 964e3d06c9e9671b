// SVG elements, made like the page's other elements.

import { element } from "../../element.mjs";

/** As `element`, in the namespace of SVG; children are elements or text. */
export function svg(name, settings = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(settings)) {
    if (value !== undefined && value !== false) made.setAttribute(key, String(value));
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return made;
}

/** A number with thousands set apart. */
export function count(number) {
  return number.toLocaleString("en-US");
}

/** A difference with its sign; nothing for none. */
export function difference(number) {
  if (number === 0) return "";
  return `${number > 0 ? "+" : "−"}${count(Math.abs(number))}`;
}

/** A table with a header; `rows` are lists of cells. */
export function table(header, rows, settings = {}) {
  const row = (cell) => (cells) => element("tr", {}, cells.map(cell));
  return element(
    "table",
    settings,
    element("thead", {}, row((text) => element("th", { scope: "col" }, text))(header)),
    element(
      "tbody",
      {},
      rows.map(
        row((content, at) => (at === 0 ? element("th", { scope: "row" }, content) : element("td", {}, content))),
      ),
    ),
  );
}
