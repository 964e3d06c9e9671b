// Priorities before (left) and after (right), and how many tickets go from which to which.

import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import { element } from "../../element.mjs";
import { count, svg, table } from "./svg.mjs";

const WIDTH = 1000;
const HIGHEST = 230;
/** A few flows need no more room than this for each end. */
const END = 64;
const BAR = 10;
const GAP = 14;
/** Thinner, and a flow could not be seen. */
const THINNEST = 1.5;

/**
 * @param {{ priorities: string[], matrix: number[][] }} comparison
 * @param {{ onlyChanges: boolean, toggle: (only: boolean) => void }} view
 */
export function flows({ priorities, matrix, changed }, { onlyChanges, toggle }) {
  const all = links(matrix);
  const moved = all.filter(({ from, to }) => from !== to);
  const shown = onlyChanges && moved.length > 0 ? moved : all;
  return [
    moved.length > 0 && choice(onlyChanges, toggle),
    element("div", { class: "flows" }, [
      drawing(layout(shown, priorities), priorities),
      changed > 0 && moved.length === 0 && element("p", { class: "quiet" }, "No priority changes."),
    ]),
    element("div", { class: "scroll" }, numbers(priorities, matrix)),
  ];
}

function links(matrix) {
  return matrix.flatMap((row, from) => row.map((value, to) => ({ from, to, value }))).filter(({ value }) => value > 0);
}

function choice(onlyChanges, toggle) {
  const box = element("input", { type: "checkbox", change: () => toggle(box.checked) });
  box.checked = onlyChanges;
  return element("label", { class: "choice" }, box, " only tickets that change");
}

function layout(shown, priorities) {
  const used = (side, at) => shown.some((link) => link[side] === at);
  const nodes = ["from", "to"].flatMap((side) =>
    [...priorities.keys()].filter((at) => used(side, at)).map((at) => ({ id: `${side} ${at}`, side, rank: at })),
  );
  const ends = Math.max(...["from", "to"].map((one) => nodes.filter(({ side }) => side === one).length));
  const height = Math.min(HIGHEST, ends * END + 8);
  const made = sankey()
    .nodeId(({ id }) => id)
    .nodeWidth(BAR)
    .nodePadding(GAP)
    .nodeSort(null)
    .linkSort((a, b) => a.from - b.from || a.to - b.to)
    .extent([
      [0, 4],
      [WIDTH, height - 4],
    ]);
  const placed = made({
    nodes,
    links: shown.map((link) => ({ ...link, source: `from ${link.from}`, target: `to ${link.to}` })),
  });
  return { ...placed, height };
}

function drawing({ nodes, links, height }, priorities) {
  const said = links
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, value }) => `${count(value)} from ${priorities[from]} to ${priorities[to]}`);
  const picture = svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": `Priorities before and after: ${said.join(", ") || "none changes"}`,
    },
    links.map((link) => band(link, priorities)),
    nodes.map(({ x0, x1, y0, y1, rank }) =>
      svg("rect", { class: "node", "data-rank": rank, x: x0, width: x1 - x0, y: y0, height: Math.max(1, y1 - y0) }),
    ),
  );
  const labels = (side) =>
    element(
      "div",
      { class: "ends", "data-side": side, "aria-hidden": "true" },
      apart(
        nodes.filter((node) => node.side === side),
        height,
      ).map(({ rank, value, at }) =>
        element(
          "p",
          { "data-rank": rank, "--at": at / height },
          element("b", {}, priorities[rank]),
          ` ${count(value)}`,
        ),
      ),
    );
  return element("div", { class: "sankey", "--height": `${height}px` }, labels("from"), picture, labels("to"));
}

/** Labels in the middle of their bars, moved down where they would cover each other. */
function apart(nodes, height) {
  const LINE = 17;
  let least = 0;
  return nodes.map((node) => {
    const at = Math.max((node.y0 + node.y1) / 2, least);
    least = at + LINE;
    return { ...node, at: Math.min(at, height - 8) };
  });
}

function band(link, priorities) {
  const { from, to, value, width } = link;
  const kind = from === to ? "same" : to < from ? "raised" : "lowered";
  const path = svg("path", {
    class: `flow ${kind}`,
    d: sankeyLinkHorizontal()(link),
    "stroke-width": Math.max(THINNEST, width),
    "data-rank": to,
  });
  const title = `${priorities[from]} → ${priorities[to]}: ${count(value)}`;
  path.append(svg("title", {}, title));
  return path;
}

/** The same as numbers: before in rows, after in columns. */
function numbers(priorities, matrix) {
  const header = ["before ╲ after", ...priorities, "in all"];
  const rows = matrix.map((row, from) => [
    priorities[from],
    ...row.map((value, to) =>
      element("span", { "data-kind": value === 0 ? "none" : from === to ? "same" : to < from ? "raised" : "lowered" }, [
        value > 0 && from !== to && (to < from ? "▲ " : "▼ "),
        count(value),
      ]),
    ),
    count(row.reduce((sum, value) => sum + value, 0)),
  ]);
  return table(header, rows, { class: "matrix numbers" });
}
