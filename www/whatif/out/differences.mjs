// All changed tickets as CSV or JSON.

import Papa from "papaparse";
import { deliver } from "./deliver.mjs";

const PAGE = 2000;

/**
 * @param {import("../study.mjs").Study} study
 * @param {"csv" | "json"} format
 * @param {(done: number) => void} told how much of it is collected, from 0 to 1
 */
export async function deliverDifferences(study, format, told) {
  const { changed, changes: _, took, stage, sampled, ...comparison } = study.comparison;
  const pages = [];
  for (let offset = 0; offset < changed; offset += PAGE) {
    const changes = await study.changes(offset, PAGE);
    pages.push(format === "csv" ? Papa.unparse(changes.map(row), { header: offset === 0 }) : changes);
    told(Math.min(1, (offset + PAGE) / changed));
  }
  if (format === "csv") return deliver("differences.csv", `${pages.join("\r\n")}\r\n`, "text/csv");
  const whole = { ...comparison, changed, offset: 0, limit: changed, changes: pages.flat() };
  return deliver("differences.json", JSON.stringify(whole, null, 1), "application/json");
}

function row({ index, id, aspects, before, after }) {
  return {
    index,
    id,
    aspects: aspects.join(" "),
    ...side("before", before),
    ...side("after", after),
  };
}

function side(name, { priority, team, category, targets, fired, cost, reasons }) {
  const resolution = targets.find(({ target, kind }) => target === "resolution" && kind === "sla");
  return {
    [`${name} priority`]: priority,
    [`${name} team`]: team,
    [`${name} category`]: category ?? "",
    [`${name} resolution due`]: resolution?.dueAt ?? "",
    [`${name} resolution`]: resolution?.outcome ?? "",
    [`${name} steps told`]: fired,
    [`${name} cost`]: cost?.amount ?? "",
    [`${name} because`]: reasons.find(({ stage }) => stage === "prioritise")?.text ?? "",
  };
}
