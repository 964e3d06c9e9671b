// The axis of the timeline: which stretch of time it shows, and where its ticks stand.

import { clock, day, offset } from "./time.mjs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEPS = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 10_080].map((minutes) => minutes * MINUTE);
const MOST_TICKS = 9;
/** Beyond the last event, so that one can look at a breach. */
const SLACK = 1.12;

export class Axis {
  /**
   * @param {import("./andon/index.d.ts").Decision} decision
   * @param {number} opened in milliseconds
   */
  constructor({ targets, escalations, now }, opened) {
    const clocks = targets.flatMap(({ startedAt, dueAt, dueIfResumedNow, stoppedAt, forecast }) => [
      startedAt,
      dueAt,
      dueIfResumedNow,
      stoppedAt,
      forecast?.expectedAt,
    ]);
    const events = [...clocks, ...escalations.map(({ at }) => at)].filter(Boolean).map(Date.parse);
    this.start = Math.min(opened, ...events);
    const last = Math.max(this.start + HOUR, ...events);
    this.end = Math.max(this.start + (last - this.start) * SLACK, Date.parse(now));
  }

  /** Where an instant stands, from 0 to 1; what lies beyond stands at the end. */
  at(instant) {
    const share = (Number(new Date(instant)) - this.start) / (this.end - this.start);
    return Math.min(1, Math.max(0, share));
  }

  /** Round moments on the clock of a zone, each with its label; the first of a day says which day it is. */
  ticks(zone) {
    const step =
      STEPS.find((size) => (this.end - this.start) / size <= MOST_TICKS) ?? (this.end - this.start) / MOST_TICKS;
    const shift = offset(this.start, zone) * 1000;
    const first = Math.ceil((this.start + shift) / step) * step - shift;
    const count = Math.floor((this.end - first) / step) + 1;
    let today = "";
    return Array.from({ length: Math.max(0, count) }, (_, at) => {
      const instant = first + at * step;
      const date = day(instant, zone);
      const isNewDay = date !== today;
      today = date;
      return { instant, label: clock(instant, zone), day: isNewDay ? date : undefined };
    });
  }
}
