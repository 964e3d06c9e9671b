// Other open tickets about the same thing.

import { element } from "../../element.mjs";

export function similar(tickets) {
  return tickets.length > 0 ? list(tickets) : undefined;
}

/** Tickets of the desk, each a link if it has an address. */
export function list(tickets) {
  const one = ({ id, subject, url }) =>
    element("li", {}, element("b", {}, url ? link(url, id) : id), " ", subject && element("span", {}, subject));
  return element("ul", { class: "similar" }, tickets.map(one));
}

/** An address comes from the desk, not from the ticket; still nothing but the web is followed. */
function link(url, text) {
  const { protocol } = new URL(url, location.href);
  return ["http:", "https:"].includes(protocol)
    ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text)
    : text;
}
