// The page: a ticket on the left, what the policy decides about it on the right, the engine in a worker between them.

import { connect } from "andon/client";
import { Case } from "./case.mjs";
import { Closing } from "./closing.mjs";
import { copyButtons } from "./copy.mjs";
import { DecisionPane } from "./decision.mjs";
import { element, fill } from "./element.mjs";
import { Form } from "./form.mjs";
import { Gallery } from "./gallery.mjs";
import { JsonBox } from "./json.mjs";
import { latest } from "./latest.mjs";
import { markdown } from "./markdown.mjs";
import { policyFiles, samples } from "./pack.mjs";
import { problems } from "./panels/lists.mjs";
import { drawn, watch } from "./stopwatch.mjs";

/** Milliseconds without a change before the address follows: browsers refuse to change it with every key press. */
const CALM = 200;

const part = (id) => document.getElementById(id);

for (const id of ["ticket", "decision"]) {
  part(`to-${id}`).addEventListener("click", (event) => {
    // The fragment of the address holds the case.
    event.preventDefault();
    part(id).focus();
  });
}
start().catch(fail);

async function start() {
  watch();
  const [andon, files, tickets] = await Promise.all([connect(), policyFiles(), samples()]);
  const policy = await andon.compile(files);
  const current = new Case();
  const gallery = new Gallery(tickets, current);
  fill(part("samples"), gallery.element);
  fill(part("policy"), policyLine(policy, Object.keys(files).length));
  const intake = await policy.fields();
  live(policy, intake, current);
  if (!current.read(location.hash)) current.replace(tickets[0] ?? {});
  addEventListener("hashchange", () => current.read(location.hash));
  await gallery.decide(policy, intake.priorities);
}

/** Joins form, engine and decision: every change of the case is decided and drawn. */
function live(policy, intake, current) {
  const form = new Form(intake, current);
  const pane = new DecisionPane(intake, current, new Closing(policy), (field) => form.focus(field));
  const json = new JsonBox(current);
  fill(part("ticket"), form.element, json.element, pane.gist);
  fill(part("decision"), pane.element);
  fill(part("copy"), copies(pane, current));
  let remembering;
  const decide = latest(async ({ ticket, now }) => {
    await decideAndDraw(policy, ticket, now, form, pane);
    drawn((duration) => fill(part("speed"), `on screen ${Math.round(duration)} ms after the key press`));
  });
  current.addEventListener("changed", () => {
    decide({ ticket: current.ticket, now: current.now });
    clearTimeout(remembering);
    remembering = setTimeout(() => history.replaceState(null, "", current.fragment ?? location.pathname), CALM);
  });
}

async function decideAndDraw(policy, ticket, now, form, pane) {
  try {
    const decision = await policy.decide(ticket, { now });
    form.annotate(decision);
    await pane.show(decision);
  } catch (error) {
    form.refuse(error.problems ?? []);
    pane.refuse(error);
  }
}

function copies(pane, current) {
  const asMarkdown = () =>
    pane.shown && markdown(pane.shown, current.ticket, { zone: pane.zone, address: location.href });
  return copyButtons({
    "Copy as Markdown": asMarkdown,
    "Copy as JSON": () => pane.shown && JSON.stringify(pane.shown, null, 2),
  });
}

function policyLine({ name, version, hash }, files) {
  return [
    element("b", {}, `${name} ${version}`),
    ` in ${files} ${files === 1 ? "file" : "files"} `,
    element("code", {}, hash.slice(0, 12)),
  ];
}

/** Without engine or policy there is nothing to show but why. */
function fail(error) {
  const found = error.problems ?? [];
  document.body.dataset.state = "failed";
  fill(part("policy"), "stopped");
  fill(
    part("decision"),
    element("section", { class: "panel failure", role: "alert" }, [
      element(
        "h2",
        {},
        error.name === "PolicyError"
          ? `The policy has ${found.length} ${found.length === 1 ? "problem" : "problems"}`
          : "The page cannot start",
      ),
      found.length === 0 && element("p", {}, error.message),
      problems(found),
      element("p", { class: "quiet" }, "Mend it and reload the page; the ticket stays."),
    ]),
  );
}
