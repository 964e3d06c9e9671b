// How a fault comes back, in words and on the plant's clock. The engine tells of hours of the week in UTC.

import { hands, minuteOfWeek } from "../past/wall.mjs";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEK = 7 * 1440;
/** To how many minutes an hour of the week is told. */
const ROUND = 15;
const WEEK_HOURS = 168;

/**
 * @typedef {{ pattern: string, asset: string | null, job?: string, plant: string | null, system: string | null, periodHours?: number, zone: import("../past/wall.mjs").Zone, tickets: { id: string, at: number, subject?: string }[], evidence: object, record: object }} Fault
 */

/** What fails: an asset, or whatever a job touches. */
export function thingOf({ asset, job }) {
  return asset ?? `job ${job}`;
}

/**
 * The ways in which one thing comes back.
 * @param {Fault} fault
 */
export function words({ pattern, periodHours, job, tickets, zone, evidence }) {
  if (pattern === "weekly") return `every ${hourOfWeek(tickets, zone)}`;
  if (pattern === "every_n_hours") return `every ${periodHours} hours`;
  if (pattern === "job") return `with job ${job}`;
  return `${evidence.episodes} times within 30 days; ${evidence.usual} are usual`;
}

/** Faults of one thing side by side; that it comes every 84 hours is said by "every Monday" already. */
export function byThing(faults) {
  const things = new Map();
  for (const fault of faults) {
    const thing = thingOf(fault);
    things.set(thing, [...(things.get(thing) ?? []), fault]);
  }
  return [...things].map(([thing, all]) => {
    const isWeekly = all.some(({ pattern }) => pattern === "weekly");
    const isSaid = ({ pattern, periodHours }) =>
      pattern === "every_n_hours" && isWeekly && WEEK_HOURS % periodHours === 0;
    const ways = all.filter((fault) => !isSaid(fault));
    const tickets = new Map(all.flatMap(({ tickets }) => tickets.map((ticket) => [ticket.id, ticket])));
    return { thing, ways, tickets: [...tickets.values()].sort((a, b) => a.at - b.at) };
  });
}

/** `Monday about 22:45`: the middle of the hours of the week, which is a circle. */
function hourOfWeek(tickets, zone) {
  const minutes = tickets.map(({ at }) => minuteOfWeek(at, zone));
  const sum = (of) => minutes.reduce((total, minute) => total + of((minute / WEEK) * 2 * Math.PI), 0);
  const middle = (Math.atan2(sum(Math.sin), sum(Math.cos)) / (2 * Math.PI)) * WEEK;
  const told = (Math.round((middle + WEEK) / ROUND) * ROUND) % WEEK;
  return `${DAYS[Math.floor(told / 1440)]} about ${hands(told % 1440)}`;
}
