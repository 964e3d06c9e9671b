// npm run bench:time: due dates and elapsed working time over a year, beside the libraries a Node user would pick.
//
// One question each, asked as a user would ask it: with each library's own instants, objects made beforehand.

import { cpus } from "node:os";
import { Policy } from "andon";
import dayjs from "dayjs";
import businessTime from "dayjs-business-time";
import moment from "moment-business-time";
import { build } from "../../pkg/build/build.mjs";

process.env.TZ = "UTC";
await build();

const ROUNDS = 9;
const ROUND_MS = 200;
const HOURS = 2_000;
const FROM = "2026-01-05T09:00:00Z";
const TO = "2026-12-21T09:00:00Z";

const policy = Policy.compile({
  "bench.rhai": `policy(#{ name: "bench", version: "1" }); team("desk", #{ fallback: true });
    matrix(#{ impact: ["high"], urgency: ["high"], priority: [["P1"]], priorities: ["P1"], otherwise: "P1" });
    calendar("week", #{ zone: "Etc/UTC", hours: #{ "mon-fri": ["08:00-16:00"] } });`,
});
const week = policy.calendar("week");

dayjs.extend(businessTime);
const open = [{ start: "08:00:00", end: "16:00:00" }];
dayjs.setBusinessTime({
  sunday: null,
  monday: open,
  tuesday: open,
  wednesday: open,
  thursday: open,
  friday: open,
  saturday: null,
});
const day = ["08:00:00", "16:00:00"];
moment.updateLocale("en", { workinghours: { 0: null, 1: day, 2: day, 3: day, 4: day, 5: day, 6: null } });

const instants = { dayjs: [dayjs(FROM), dayjs(TO)], moment: [moment(FROM), moment(TO)] };
const questions = {
  [`add ${HOURS} working hours`]: {
    andon: () => week.add(FROM, HOURS * 3600),
    "dayjs-business-time": () => instants.dayjs[0].addBusinessHours(HOURS),
    "moment-business-time": () => instants.moment[0].clone().addWorkingTime(HOURS, "hours"),
  },
  "working time over a year": {
    andon: () => week.between(FROM, TO),
    "dayjs-business-time": () => instants.dayjs[1].businessHoursDiff(instants.dayjs[0]),
    "moment-business-time": () => instants.moment[1].workingDiff(instants.moment[0], "hours", true),
  },
};

/** Microseconds for one answer, over one round. */
function round(ask) {
  const started = performance.now();
  let count = 0;
  do {
    ask();
    count += 1;
  } while (performance.now() - started < ROUND_MS);
  return ((performance.now() - started) * 1000) / count;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} cores, median of ${ROUNDS} rounds`,
);
for (const [question, subjects] of Object.entries(questions)) {
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let at = 0; at <= ROUNDS; at += 1) {
    // Interleaved, so that all meet the machine in the same moods; the first round of each warms up.
    for (const [name, ask] of Object.entries(subjects)) {
      const time = round(ask);
      if (at > 0) times[name].push(time);
    }
  }
  console.log(`\n${question}`);
  for (const [name, ask] of Object.entries(subjects)) {
    const time = median(times[name]);
    const ratio = time / median(times.andon);
    console.log(
      `  ${name.padEnd(22)} ${time.toFixed(2).padStart(12)} us  ${ratio.toFixed(1).padStart(10)} x  ${String(ask().toISOString?.() ?? ask())}`,
    );
  }
}
