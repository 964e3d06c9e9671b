// npm run real: two real exports decided by the bundled packs, in figures.

import { build } from "../../pkg/build/build.mjs";
import { main, Stop, say } from "../../pkg/build/console.mjs";
import { aligned } from "../../pkg/cli/text.mjs";
import { absence, asLogged, converted, decided, EXPORTS } from "./exports.mjs";
import { agreement, Tally } from "./tally.mjs";

const RUNS = [
  ["helpdesk", "manufacturing"],
  ["servicenow", "servicenow-import"],
  ["servicenow", "manufacturing"],
];

await main(async () => {
  const lacking = absence();
  if (lacking !== undefined) throw new Stop(lacking);
  await build();
  for (const [name, pack] of RUNS) await counts(name, pack);
  await priorities();
});

async function counts(name, pack) {
  const properties = ["priority", "team", "category"];
  const tally = new Tally(properties);
  const started = Date.now();
  for await (const record of decided(EXPORTS[name], pack)) tally.add(record);
  const seconds = (Date.now() - started) / 1000;
  say(`${EXPORTS[name].map} by rules/${pack}, each ticket as of its opening`);
  print([
    ["tickets", tally.count],
    ["decided", tally.count - tally.failed],
    ["with problems", tally.problems],
    ["seconds", seconds.toFixed(1)],
  ]);
  for (const property of properties) {
    print([[`by ${property}`, ""], ...tally.of(property).map(([value, count]) => [`  ${value}`, count])]);
  }
}

async function priorities() {
  const last = EXPORTS.servicenow;
  const first = asLogged(last);
  const pairs = [
    ["last event, decided from it", last, last],
    ["first event, decided from it", first, first],
    ["first event, decided from the last", last, first],
  ];
  say("priorities by rules/servicenow-import that are those of the desk");
  for (const [name, source, desk] of pairs) {
    const { agree, differ } = await agreement(decided(source, "servicenow-import"), converted(desk));
    print([
      [name, `${agree} of ${agree + differ.length}`],
      ...differ.slice(0, 5).map((one) => ["", JSON.stringify(one)]),
    ]);
  }
}

function print(rows) {
  process.stdout.write(`${aligned(rows.map((row) => row.map(String))).join("\n")}\n\n`);
}
