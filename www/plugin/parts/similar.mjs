// Other open tickets about the same thing, and the major incident they may be.

import { element } from "../../element.mjs";

export function similar(tickets) {
  if (tickets.length === 0) return undefined;
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

export function major(event, { words }) {
  if (event === null) return undefined;
  const { tickets, scope } = event;
  const where = [...(scope.systems ?? []), ...(scope.lines ?? []), ...(scope.areas ?? []), ...(scope.plants ?? [])];
  return [
    element("p", {}, element("b", {}, words.majorOf(tickets.length))),
    where.length > 0 && element("p", { class: "quiet" }, [...new Set(where)].join(", ")),
  ];
}
