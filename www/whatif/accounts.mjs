// How each due instant came about, entry by entry: what was counted, what was closed and why, what was paused by what.

import { element } from "../element.mjs";
import { length, moment } from "../time.mjs";

const WORDS = { counted: "counts", closed: "closed", paused: "paused" };

/** @param {object[]} accounts of `policy.explain` */
export function accountList(accounts) {
  if (accounts.length === 0) return undefined;
  return accounts.map((account, at) =>
    element("details", { class: "account", open: at === 0 }, [
      element("summary", {}, [
        element("b", {}, account.target.replaceAll("_", " ")),
        ` ${account.sla} on ${account.calendar}`,
        element("span", { class: "share" }, `${length(counted(account))} counted`),
      ]),
      strip(account),
      element(
        "ol",
        { class: "entries" },
        account.entries.map((entry) => row(entry, account.zone)),
      ),
    ]),
  );
}

function counted({ entries }) {
  return entries.filter(({ what }) => what === "counted").reduce((sum, { seconds }) => sum + seconds, 0);
}

/** The entries on one line, each as long as it took on the wall clock. */
function strip({ entries }) {
  const wall = ({ from, to }) => Math.max(1, (Date.parse(to) - Date.parse(from)) / 1000);
  return element(
    "div",
    { class: "strip", "aria-hidden": "true" },
    entries.map((entry) => element("span", { "data-what": entry.what, "--share": wall(entry), title: entry.because })),
  );
}

function row({ from, to, what, seconds, because }, zone) {
  return element("li", { "data-what": what }, [
    element("b", {}, WORDS[what]),
    element("span", {}, `${moment(from, zone)} to ${moment(to, zone)}`),
    element("span", {}, what === "counted" ? length(seconds) : ""),
    element("small", {}, because),
  ]);
}
