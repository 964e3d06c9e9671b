// Elements without markup. Whatever a ticket says goes in as text, so it stays text.

/**
 * Makes an element. Of its settings, functions listen to the event of that name, `--x` are custom properties of its
 * style, the rest are attributes; undefined, null and false are left out, here and among the children.
 * @param {string} name
 * @param {Record<string, unknown>} [settings] names come from the page's own code, never from a ticket
 * @param {...(Node | string | number | undefined | null | false | unknown[])} children
 */
export function element(name, settings = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (isNothing(value)) continue;
    if (typeof value === "function") made.addEventListener(key, value);
    else if (key.startsWith("--")) made.style.setProperty(key, String(value));
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...content(children));
  return made;
}

/** Puts children into an element instead of those that were there. */
export function fill(parent, ...children) {
  parent.replaceChildren(...content(children));
}

function content(children) {
  return children
    .flat(Number.POSITIVE_INFINITY)
    .filter((child) => !isNothing(child))
    .map((child) => (child instanceof Node ? child : String(child)));
}

function isNothing(value) {
  return value === undefined || value === null || value === false;
}
