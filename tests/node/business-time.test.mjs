// The 500 business-time cases through the package: the calendars declared in Rhai, the questions asked in JavaScript.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Policy } from "andon";
import { root } from "../../pkg/build/console.mjs";

const FILE = path.join(root, "..", "shared", "data", "sla-cases.json");
const GROUND = `policy(#{ name: "cases", version: "1" }); team("desk", #{ fallback: true });
matrix(#{ impact: ["high"], urgency: ["high"], priority: [["P1"]], priorities: ["P1"], otherwise: "P1" });\n`;
const SETTINGS = ["holidays", "exceptions", "breaks", "edge", "zero", "holiday_mode", "reverse"];

test("500 cases from other systems' own tests", { skip: !existsSync(FILE) && `no cases: ${FILE} is not there` }, () => {
  const { cases } = JSON.parse(readFileSync(FILE, "utf8"));
  const wrong = cases.filter((item) => !same(answer(item), item.expect)).map(({ id }) => id);
  assert.deepEqual(wrong, []);
  assert.equal(cases.length, 500);
});

function answer(item) {
  const calendar = declared(item);
  const options = { pauses: (item.pauses ?? []).map(([from, to]) => ({ from, to })) };
  const questions = {
    add: () => calendar.add(item.from, item.seconds, options),
    between: () => calendar.between(item.from, item.to, options),
    is_open: () => calendar.isOpen(item.from),
    next_open: () => calendar.nextOpen(item.from),
    next_close: () => calendar.nextClose(item.from),
    prev_close: () => calendar.prevClose(item.from),
    add_days: () => calendar.addDays(item.from, item.days),
  };
  return questions[item.op]();
}

/** The calendar of a case, as a policy declares it: windows as text, the mode of holidays said. */
function declared({ tz, hours, ...item }) {
  const entries = { zone: tz, hours: mapped(whole(hours)), holiday_mode: "calendar" };
  for (const key of SETTINGS) if (item[key] !== undefined) entries[key] = plain(key, item[key]);
  const source = `${GROUND}calendar("c", ${rhai(entries)});`;
  const policy = Policy.compile({ "cases.rhai": source });
  const calendar = policy.calendar("c");
  policy.free();
  return calendar;
}

function plain(key, value) {
  return key === "exceptions" || key === "breaks" ? mapped(value) : value;
}

function mapped(windows) {
  return Object.fromEntries(
    Object.entries(windows).map(([day, list]) => [day, list.map(([from, to]) => `${from}-${to}`)]),
  );
}

/** In the cases equal ends mean 24 hours; a policy writes them out, the part after midnight on the next day. */
function whole(hours) {
  const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const week = Object.fromEntries(days.map((day) => [day, []]));
  for (const [day, windows] of Object.entries(hours)) {
    for (const [from, to] of windows) {
      week[day].push([from, from === to ? "24:00" : to]);
      const next = days[(days.indexOf(day) + 1) % 7];
      if (from === to && from !== "00:00") week[next].push(["00:00", to]);
    }
  }
  return Object.fromEntries(Object.entries(week).filter(([, windows]) => windows.length > 0));
}

function rhai(value) {
  if (Array.isArray(value)) return `[${value.map(rhai).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  return `#{ ${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${rhai(item)}`)
    .join(", ")} }`;
}

function same(actual, expected) {
  if (typeof expected !== "string" || actual === null) return actual === expected;
  return Date.parse(actual) === Date.parse(expected);
}
