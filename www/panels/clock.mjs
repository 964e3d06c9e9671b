// One clock of the timeline: what is promised, a bar with its warnings, how it stands, and whether it will be missed.

import { element } from "../element.mjs";
import { clock, day, length, moment, span, utc } from "../time.mjs";
import { bar, nowLine, point } from "./marks.mjs";
import { prose } from "./prose.mjs";

/** @param {HTMLElement} track where the caller may add what is told later */
export function clockRow(target, track, zone) {
  return element("div", { class: "row", "data-state": target.state }, [
    what(target),
    track,
    status(target, zone),
    target.forecast && forecast(target.forecast, zone),
  ]);
}

/** The bar: what was promised, what is gone of it, what is late; nothing of it is told by the picture alone. */
export function clockTrack(target, axis, now, zone) {
  const { startedAt, pausedSince, stoppedAt, pauses, warnings, state, forecast } = target;
  const due = target.dueAt ?? target.dueIfResumedNow;
  const until = stoppedAt ?? now;
  const ran = pausedSince ?? until;
  return element("span", { class: "track", "aria-hidden": "true" }, [
    due && bar("promise", axis, startedAt, due),
    bar("gone", axis, startedAt, due && ran > due ? due : ran),
    pauses.map(({ from, to }) => bar("paused", axis, from, to ?? now)),
    state === "breached" && due && bar("late", axis, due, until),
    warnings.map(({ percent, at, fired }) =>
      point("warning", axis, at, { "data-fired": fired, title: `${percent} % at ${moment(at, zone)}` }),
    ),
    forecast?.expectedAt && point("expected", axis, forecast.expectedAt, { title: "expected" }),
    nowLine(axis, now),
  ]);
}

function what({ target, kind, within, sla, others, calendar, cycle }) {
  const promise = [span(within), kind === "sla" ? sla : `${sla} (${kind})`, cycle > 1 && `cycle ${cycle}`];
  return element("span", { class: "what" }, [
    element("b", {}, target.replaceAll("_", " ")),
    element("small", {}, promise.filter(Boolean).join(", ")),
    calendar !== "always" && element("small", {}, `on ${calendar}`),
    others.length > 0 && element("small", {}, `before ${others.join(", ")}`),
  ]);
}

function status(target, zone) {
  const { state, remaining, stoppedAt, warnings, startedAt, pausedSince } = target;
  const dated = (at) => (day(at, zone) === day(startedAt, zone) ? clock(at, zone) : moment(at, zone));
  const warning = state === "running" && warnings.find(({ fired }) => !fired);
  return element("span", { class: "status" }, [
    element("b", {}, standing(state, remaining)),
    element("small", {}, due(target, dated, zone)),
    state === "paused" && element("small", {}, `standing still since ${dated(pausedSince)}`),
    stoppedAt && element("small", {}, `stopped ${dated(stoppedAt)}`),
    warning && element("small", {}, `${warning.percent} % warning ${dated(warning.at)}`),
  ]);
}

function standing(state, remaining) {
  if (state === "breached") return `breached, ${length(remaining)} late`;
  if (state === "running") return `${length(remaining)} left`;
  return state === "paused" ? `paused, ${length(remaining)} left` : state;
}

function due({ state, dueAt, dueIfResumedNow }, dated, zone) {
  if (dueAt !== null) return `due ${dated(dueAt)}, ${utc(dueAt, zone)}`;
  if (dueIfResumedNow !== null) return `due ${dated(dueIfResumedNow)}, ${utc(dueIfResumedNow, zone)} if it went on now`;
  return state === "cancelled" ? "no longer owed" : "never due";
}

function forecast({ breachLikely, expectedAt, reasons }, zone) {
  if (!breachLikely && expectedAt === null) return undefined;
  const said = [breachLikely && "likely to be missed", expectedAt && `expected by ${moment(expectedAt, zone)}`];
  return element("p", { class: "forecast", "data-likely": breachLikely }, [
    element("b", {}, said.filter(Boolean).join(", ")),
    reasons.length > 0 && [": ", prose(reasons.join("; "))],
  ]);
}
