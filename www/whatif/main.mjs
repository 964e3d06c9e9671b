// The what-if page: a policy in the editor on the left, on the right what it would have done to the tickets.

import { copyButtons } from "../copy.mjs";
import { element, fill } from "../element.mjs";
import { policyFiles } from "../pack.mjs";
import { drawn, watch } from "../stopwatch.mjs";
import { fragmentOf, stateOf } from "./address.mjs";
import { Aspects } from "./aspects.mjs";
import { Consequences } from "./consequences.mjs";
import { Desk } from "./desk.mjs";
import { deliverDifferences } from "./out/differences.mjs";
import { comparisonMarkdown } from "./out/markdown.mjs";
import { deliverPolicy } from "./out/policy.mjs";
import { Study } from "./study.mjs";
import { TicketView } from "./ticket.mjs";
import { SAMPLE_TICKETS, Tickets } from "./tickets.mjs";

/** Milliseconds without a change before the address follows. */
const CALM = 400;

const part = (id) => document.getElementById(id);

for (const id of ["policy", "consequences"]) {
  part(`to-${id}`).addEventListener("click", (event) => {
    // The fragment of the address holds the state.
    event.preventDefault();
    part(id).focus();
  });
}
start().catch(fail);

async function start() {
  watch();
  const [study, files] = await Promise.all([Study.start(), policyFiles()]);
  const state = stateOf(location.hash);
  const desk = new Desk(study);
  const consequences = new Consequences(study, async ({ index }) => show(await study.bench.history.ticket(index)));
  const ticket = new TicketView(study.bench, hide);
  const tickets = new Tickets(study, (files) => study.open(files));
  fill(part("policy"), desk.element);
  const aspects = aspectsOf(study, [consequences.element, ticket.element], show);
  fill(part("consequences"), aspects.element);
  fill(part("tickets"), tickets.element);
  fill(part("actions"), actions(study, tickets));
  study.addEventListener("opened", () => desk.open(desk.file ?? state.file));
  study.addEventListener("compared", () => ticket.refresh());
  for (const event of ["opened", "edited", "compiled"]) study.addEventListener(event, () => sayPolicy(study));
  consequences.addEventListener("drawn", () => drawn((duration) => consequences.sayDelay(duration)));
  consequences.onlyChanges = !state.all;
  study.open(files, state.edits);
  remember(study, desk, tickets, consequences);
  await tickets.sample(state.tickets ?? SAMPLE_TICKETS);

  function show(chosen) {
    aspects.choose("changes");
    consequences.element.hidden = true;
    ticket.show(chosen);
  }

  function hide() {
    ticket.hide();
    consequences.element.hidden = false;
    part("consequences").focus();
  }
}

function aspectsOf(study, changes, show) {
  return new Aspects({
    changes: { label: "What changes", content: changes },
    outages: {
      label: "Outages, replayed",
      load: async () => new (await import("./replay/replay.mjs")).Replay(study),
    },
    faults: {
      label: "Faults that come back",
      load: async () => new (await import("./faults/faults.mjs")).Faults(study, show),
    },
  });
}

function sayPolicy({ before, after, edited, bench }) {
  const { name = "", version = "" } = bench.after ?? {};
  fill(part("about"), [
    element("b", {}, `${name} ${version}`),
    ` in ${Object.keys(after).length} files, `,
    edited.length === 0 ? "as it is" : `${edited.length} edited`,
  ]);
  part("actions").toggleAttribute("data-edited", before !== after);
}

function actions(study, tickets) {
  const said = element("span", { class: "said-so", role: "status" });
  const button = (name, click, settings = {}) => element("button", { type: "button", click, ...settings }, name);
  const differences = (format) => async () => {
    await deliverDifferences(study, format, (done) => {
      said.textContent = done < 1 ? `${Math.round(done * 100)} %` : "";
    });
  };
  return [
    copyButtons({ "Copy as Markdown": () => summary(study, tickets) }),
    button("Policy", () => deliverPolicy(study, study.bench.after.name), { title: "Download the edited policy" }),
    button("CSV", differences("csv"), { title: "Download the changed tickets as CSV" }),
    button("JSON", differences("json"), { title: "Download the comparison as JSON" }),
    said,
  ];
}

async function summary(study, { name }) {
  const { comparison, edited } = study;
  if (comparison === undefined) return undefined;
  const changes = comparison.changed > 0 ? await study.changes(0, 20) : [];
  return comparisonMarkdown(comparison, { edited, changes, source: name, address: location.href });
}

/** Keeps the address in step with what is being looked at. */
function remember(study, desk, tickets, consequences) {
  let calm;
  const note = () => {
    const edits = Object.fromEntries(study.edited.map((file) => [file, study.after[file] ?? null]));
    const sampled = tickets.sampled === SAMPLE_TICKETS ? undefined : tickets.sampled;
    const state = { edits, file: desk.file, tickets: sampled, all: !consequences.onlyChanges };
    const { fragment, whole } = fragmentOf(state);
    history.replaceState(null, "", fragment || location.pathname);
    document.body.toggleAttribute("data-unlinked", !whole);
  };
  const soon = () => {
    clearTimeout(calm);
    calm = setTimeout(note, CALM);
  };
  study.addEventListener("edited", soon);
  study.addEventListener("opened", soon);
  tickets.addEventListener("chosen", soon);
  consequences.addEventListener("drawn", soon);
}

/** Without engine or policy there is nothing to show but why. */
function fail(error) {
  document.body.dataset.state = "failed";
  fill(part("about"), "stopped");
  fill(
    part("consequences"),
    element("section", { class: "panel failure", role: "alert" }, [
      element("h2", {}, "The page cannot start"),
      element("p", {}, error.message),
    ]),
  );
}
