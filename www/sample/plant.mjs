// A year of one plant with three shifts, ticket by ticket in the order of their opening.

import { Chance } from "./chance.mjs";
import { KINDS } from "./incidents.mjs";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS = 365;
/** Monterrey keeps one offset all year. */
const OFFSET = -6 * 60 * MINUTE;
const START = Date.UTC(2025, 9, 1) - OFFSET;

const LINES = [
  { line: "MTY-L1", area: "Stamping", en: "line 1", es: "línea 1" },
  { line: "MTY-L2", area: "Welding", en: "line 2", es: "línea 2" },
  { line: "MTY-L3", area: "Assembly", en: "line 3", es: "línea 3" },
  { line: "MTY-L4", area: "Packaging", en: "line 4", es: "línea 4" },
  { line: "MTY-L5", area: "Filling", en: "line 5", es: "línea 5" },
];

/** How many tickets an hour brings, where goods are made and in the offices; midnight first. */
const FLOOR_HOURS = [4, 3, 3, 3, 3, 4, 9, 10, 10, 9, 9, 8, 7, 9, 9, 8, 7, 7, 6, 6, 5, 5, 6, 5];
const OFFICE_HOURS = [0, 0, 0, 0, 0, 0, 1, 4, 10, 11, 9, 8, 6, 7, 8, 7, 5, 3, 1, 1, 0, 0, 0, 0];
/** Monday first. */
const FLOOR_DAYS = [1.25, 1, 1, 1, 1.05, 0.7, 0.12];
const OFFICE_DAYS = [1.35, 1.1, 1, 1, 0.9, 0.05, 0.02];

/** What the labels of devices begin with; so many of a kind stand on each line. */
const DEVICES = { "floor-terminal": "FT", "label-printer": "LP", scanner: "SC", HMI: "HMI", PLC: "PLC" };
const OF_A_KIND = 200;
/** For these days after the beginning, one operator panel fails again and again before somebody changes it. */
const WORN = { system: "HMI", line: "MTY-L2", from: 330, to: 358 };

/** Words of the desk in one ticket; who waits longer is not told every half hour. */
const MOST_WORDS = 6;
const OUTAGE = 1 / 40;
const USUAL = 20_000;

/**
 * The tickets of a year.
 * @param {{ tickets?: number, seed?: number }} [options]
 * @returns {Generator<object>}
 */
export function* tickets({ tickets = USUAL, seed = 4 } = {}) {
  const chance = new Chance(seed);
  const year = Array.from({ length: DAYS }, (_, day) => busyness(weekdayOf(day)));
  const whole = sum(year);
  let [made, past] = [0, 0];
  for (const [day, share] of year.entries()) {
    past += share;
    const until = Math.round((tickets * past) / whole);
    for (const one of openings(chance, day, until - made)) {
      made += 1;
      yield ticket(chance, `INC-${String(made).padStart(7, "0")}`, one);
    }
  }
}

/** The kinds of incidents with their weights on a weekday. */
function kindsOn(weekday) {
  return KINDS.map((kind) => ({ ...kind, weight: kind.weight * (kind.floor ? FLOOR_DAYS : OFFICE_DAYS)[weekday] }));
}

function busyness(weekday) {
  return sum(kindsOn(weekday).map(({ weight }) => weight));
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Monday is 0; the year begins on a Wednesday. */
function weekdayOf(day) {
  return (day + 2) % 7;
}

/** What happens on a day: kinds of incidents and when people report them, in order. */
function openings(chance, day, count) {
  const kinds = kindsOn(weekdayOf(day));
  const found = regular(chance, day).slice(0, count);
  while (found.length < count) {
    const kind = chance.weighted(kinds);
    const at = START + day * DAY + minuteOf(chance, kind.floor) * MINUTE;
    const place = chance.of(LINES);
    found.push({ kind, at, place });
    if (kind.floor && chance.happens(OUTAGE)) found.push(...reports(chance, kind, at, place, count - found.length));
  }
  return found.sort((a, b) => a.at - b.at);
}

function minuteOf(chance, floor) {
  const hours = (floor ? FLOOR_HOURS : OFFICE_HOURS).map((weight, hour) => ({ weight, hour }));
  return chance.weighted(hours).hour * 60 + chance.between(0, 59) + chance.between(0, 59) / 60;
}

/** Others who report the same outage. */
function reports(chance, kind, at, place, most) {
  const count = Math.max(0, Math.min(most, chance.between(3, 9)));
  return Array.from({ length: count }, () => ({
    kind,
    at: at + chance.between(1, 15) * MINUTE,
    place: chance.happens(0.6) ? place : chance.of(LINES),
    outage: true,
  }));
}

/** What comes back by the calendar. */
function regular(chance, day) {
  const found = [];
  const midnight = START + day * DAY;
  const dayOfMonth = new Date(midnight + OFFSET).getUTCDate();
  const kindOf = (name) => KINDS.find(({ system }) => system === name);
  if (weekdayOf(day) === 0)
    found.push({
      kind: kindOf("label-printer"),
      at: midnight + (22 * 60 + chance.between(20, 70)) * MINUTE,
      place: { ...LINES[2], asset: "LP-L3-1" },
    });
  if (dayOfMonth === 1)
    found.push({ kind: kindOf("ERP"), at: midnight + (2 * 60 + chance.between(5, 40)) * MINUTE, place: LINES[3] });
  return found;
}

/** A ticket as its reporter and the desk left it: some things said, some not. */
function ticket(chance, id, { kind, at, place, outage = false }) {
  const stopped = chance.happens(outage ? Math.min(1, kind.stops * 2) : kind.stops);
  const users = chance.between(...kind.users);
  const said = (probability, fields) => (chance.happens(probability) ? fields : {});
  const repaired = course(chance, kind, at);
  return {
    id,
    openedAt: local(at),
    subject: worded(chance.of(kind.subjects), place),
    channel: chance.weighted(CHANNELS).name,
    plant: "MTY",
    ...said(0.66, { category: kind.category }),
    ...(kind.system ? said(0.7, { system: kind.system }) : {}),
    ...assetOf(id, kind, at, place),
    ...said(0.6, { symptom: chance.of(kind.symptoms) }),
    ...(kind.floor
      ? { ...said(0.85, { line: place.line }), zone: place.line === "MTY-L5" ? "clean-room" : "production-floor" }
      : {}),
    ...said(kind.floor ? 0.7 : 0.2, { productionStopped: stopped }),
    ...(kind.degrades && !stopped ? said(0.5, { productionDegraded: chance.happens(kind.degrades) }) : {}),
    ...said(0.5, { usersBlocked: users }),
    ...Object.fromEntries(Object.entries(kind.more ?? {}).map(([field, share]) => [field, chance.happens(share)])),
    ...repaired,
  };
}

/** The device that failed, by the label on it: which one of the line's takes no dice, so that the rest of the year stays as it was. */
function assetOf(id, { system }, at, { line, asset }) {
  const label = DEVICES[system];
  if (label === undefined) return {};
  const day = (at - START) / DAY;
  const isWorn = system === WORN.system && line === WORN.line && day >= WORN.from && day < WORN.to;
  const number = isWorn ? 1 : 1 + ((Number(id.slice(-7)) * 7) % OF_A_KIND);
  return { asset: asset ?? `${label}-${line.slice(-2)}-${number}` };
}

const CHANNELS = [
  { name: "phone", weight: 5 },
  { name: "email", weight: 4 },
  { name: "portal", weight: 4 },
  { name: "monitoring", weight: 1 },
];

/** From report to repair: answered, perhaps waiting, perhaps handed on, mended. */
function course(chance, kind, at) {
  const night = hourOf(at) < 6 || hourOf(at) >= 22;
  const answered = at + chance.around(night ? 14 : 8, 1) * MINUTE;
  const worked = chance.around(kind.median) * MINUTE;
  const waits = chance.happens(1 / 8) ? chance.around(90) * MINUTE : 0;
  const resolved = answered + worked + waits;
  const change = (at, field, from, to) => ({ at: local(at), field, from, to });
  const half = answered + worked / 2;
  return {
    status: "resolved",
    respondedAt: local(answered),
    resolvedAt: local(resolved),
    history: [
      change(answered, "status", "open", "in progress"),
      ...(chance.happens(1 / 10) ? [change(answered + worked / 4, "team", "service-desk", "floor-support")] : []),
      ...(waits > 0 ? [change(half, "status", "in progress", "waiting for reporter")] : []),
      ...(waits > 0 ? [change(half + waits, "status", "waiting for reporter", "in progress")] : []),
      ...words(chance, answered, resolved).map((at) => change(at, "reply", null, "desk")),
      change(resolved, "status", "in progress", "resolved"),
    ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  };
}

/** When the desk writes to the reporter while it works. */
function words(chance, from, to) {
  const found = [];
  for (let at = from + chance.around(22, 0.4) * MINUTE; at < to && found.length < MOST_WORDS; ) {
    found.push(at);
    at += chance.around(22, 0.4) * MINUTE;
  }
  return found;
}

function worded(subject, { en, es, area }) {
  return subject.replace("{line}", en).replace("{linea}", es).replace("{area}", area);
}

function hourOf(at) {
  return new Date(at + OFFSET).getUTCHours();
}

/** Whole seconds on the plant's clock. */
function local(at) {
  return new Date(at + OFFSET).toISOString().replace(/\.\d+Z$/, "-06:00");
}
