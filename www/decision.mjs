// The decision, drawn: the verdict and the clocks on top, below them the parts in the order in which a desk needs them.

import { element, fill } from "./element.mjs";
import { Panel } from "./panel.mjs";
import { facts } from "./panels/facts.mjs";
import { ladder, missing, problems, procedures, reasons, rules, undecided } from "./panels/lists.mjs";
import { Timeline } from "./panels/timeline.mjs";
import { verdict } from "./panels/verdict.mjs";
import { UTC } from "./time.mjs";

export class DecisionPane {
  #case;
  #closing;
  #labels;
  #priorities;
  #focus;
  #timeline;
  #panels;
  #spoken = element("p", { class: "unseen", role: "status" });
  element = element("div", { class: "decision" });
  /** The decision in a line, for a form that covers the rest. */
  gist = element("button", { type: "button", class: "gist-line", click: () => this.element.scrollIntoView() });
  /** The decision on show, and the zone in which its times are told. */
  shown;
  zone = UTC;

  /**
   * @param {object} intake `policy.fields()`
   * @param {import("./case.mjs").Case} current
   * @param {import("./closing.mjs").Closing} closing
   * @param {(field: string) => void} focus
   */
  constructor(intake, current, closing, focus) {
    this.#case = current;
    this.#closing = closing;
    this.#focus = focus;
    this.#priorities = intake.priorities;
    this.#labels = new Map(intake.fields.map(({ name, label }) => [name, label]));
    this.#timeline = new Timeline(current, closing);
    this.#panels = panels(intake);
    const { verdict, problems, todo, why } = this.#panels;
    const column = (parts) =>
      element(
        "div",
        { class: "column" },
        Object.values(parts).map((panel) => panel.element),
      );
    this.element.append(
      this.#spoken,
      problems.element,
      verdict.element,
      this.#timeline.element,
      column(todo),
      column(why),
    );
  }

  async show(decision) {
    const view = await this.#view(decision);
    const { ticket, opened } = this.#case;
    this.shown = decision;
    this.zone = view.zone;
    this.#spoken.textContent = `${decision.priority}, ${decision.assignment.name}`;
    this.element.dataset.state = "decided";
    this.#summarise(decision);
    this.#timeline.show(decision, view);
    const { verdict, problems, todo, why } = this.#panels;
    verdict.show(decision, view);
    problems.show(decision.problems, view);
    todo.ladder.show({ escalations: decision.escalations, opened }, view);
    todo.procedures.show(decision.procedures, view);
    todo.missing.show(decision.missing, view);
    todo.undecided.show(decision.undecided, view);
    why.facts.show(
      { facts: decision.facts, ticket: { subject: ticket.subject, description: ticket.description } },
      view,
    );
    why.rules.show(decision.rules, view);
    why.reasons.show(decision.reasons, view);
  }

  #summarise({ priority, assignment }) {
    const badge = element("span", { class: "badge", "data-rank": this.#priorities.indexOf(priority) }, priority);
    fill(this.gist, badge, assignment.name);
  }

  /** A ticket that cannot be decided: only what is wrong with it. */
  refuse(error) {
    this.shown = undefined;
    this.element.dataset.state = "refused";
    this.#spoken.textContent = error.message;
    fill(this.gist, error.message.split("\n")[0]);
    const found = error.problems ?? [{ code: error.name, message: error.message }];
    this.#panels.problems.show(found, this.#viewIn(UTC));
  }

  async #view({ facts, targets }) {
    const byPlant = facts.find(({ source }) => source === "calendar")?.detail;
    const byClock = targets.find(({ calendar }) => calendar !== "always")?.calendar;
    const name = byPlant ?? byClock;
    return this.#viewIn(name === undefined ? UTC : (await this.#closing.calendar(name)).zone);
  }

  #viewIn(zone) {
    const labels = this.#labels;
    return {
      zone,
      label: (field) => labels.get(field) ?? field,
      has: (field) => labels.has(field),
      focus: this.#focus,
    };
  }
}

function panels({ priorities }) {
  return {
    verdict: new Panel("verdict", "Decision", verdict(priorities)),
    problems: new Panel("problems", "Wrong with this ticket", problems),
    todo: {
      missing: new Panel("missing", "Ask the reporter", missing),
      undecided: new Panel("undecided", "Cannot be judged yet", undecided),
      ladder: new Panel("escalation", "Who is told", ladder),
      procedures: new Panel("procedures", "What to do meanwhile", procedures),
    },
    why: {
      facts: new Panel("facts", "What is known", facts),
      rules: new Panel("rules", "Rules about the priority", rules),
      reasons: new Panel("reasons", "Why, stage by stage", reasons),
    },
  };
}
