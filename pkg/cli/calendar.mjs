// andon calendar: when people work, who covers it, and holidays from an iCalendar file.

import { asked, openPolicy } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";
import { aligned, lengthText, paint } from "./text.mjs";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** @returns {Promise<number>} exit status */
export async function run({ policy: folder, file: name, month = thisMonth(), coverage, ics, years, json }) {
  if (ics !== undefined) return print(await holidays(ics, years));
  if (folder === undefined) throw new Refusal("--policy is missing: name the folder of the policy's .rhai files");
  const policy = await openPolicy(folder);
  if (coverage)
    return audit(
      asked(() => policy.coverage(month)),
      json,
    );
  if (name === undefined) return print(policy.calendars().join("\n"));
  const calendar = asked(() => policy.calendar(name));
  const { from, to } = asked(() => calendar.month(month));
  // Some hours more, so that the last night of the month is whole.
  const end = new Date(Date.parse(to) + 36 * 3_600_000).toISOString();
  const stretches = calendar.stretches(from, end).map((stretch) => inLocalTime(calendar, stretch));
  return print(
    json ? JSON.stringify({ name, zone: calendar.zone, month, stretches }) : page(name, calendar, month, stretches),
  );
}

async function holidays(file, years) {
  const { declaration } = await import("./holidays.mjs");
  return declaration(file, years);
}

function audit({ month, gaps, unknown }, json) {
  if (json) print(JSON.stringify({ month, gaps, unknown }));
  else {
    const rows = gaps.map(({ who, localFrom, seconds, because }) => [who, localFrom, lengthText(seconds), because]);
    const blind = unknown.length > 0 ? [`nothing is known of ${unknown.join(", ")}: no calendar, no rota`] : [];
    const title = gaps.length === 0 ? `${month}: every hour is covered` : `${month}: nobody is there`;
    print([paint("bold", title), ...aligned(rows), ...blind].join("\n"));
  }
  return gaps.length === 0 ? 0 : 1;
}

/** A month, a line for each day. What begins on a day stands on its line, a night shift whole. */
function page(name, calendar, month, stretches) {
  const title = paint("bold", `${name}, ${month}, ${calendar.zone}`);
  if (stretches.length === 1 && stretches[0].closed === null) return `${title}\n  open around the clock`;
  const days = daysOf(month).map((date) => {
    const begun = stretches.filter((stretch) => stretch.from.startsWith(date));
    const words = begun.map(word).filter(Boolean);
    return [`${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]} ${date}`, words.join("   ") || "-"];
  });
  return [title, ...aligned(days)].join("\n");
}

function word({ from, to, closed, shift }) {
  if (closed === "hours") return "";
  const times = `${from.slice(11, 16)}-${to.slice(11, 16)}`;
  return closed === null ? [times, shift].filter(Boolean).join(" ") : closed === "break" ? `(${times} break)` : closed;
}

function inLocalTime(calendar, { from, to, closed, shift }) {
  return { from: calendar.local(from), to: calendar.local(to), closed, shift };
}

function daysOf(month) {
  const [year, number] = month.split("-").map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, at) => `${month}-${String(at + 1).padStart(2, "0")}`);
}

function thisMonth() {
  return new Date().toISOString().slice(0, 7);
}

function print(text) {
  process.stdout.write(`${text}\n`);
  return 0;
}
