// One ticket of the history, as decided before and as it would be decided now: the corridor and the clocks of either, and
// where the two part.

import { Case } from "../case.mjs";
import { Closing } from "../closing.mjs";
import { DecisionPane } from "../decision.mjs";
import { element, fill } from "../element.mjs";
import { latest } from "../latest.mjs";
import { Panel } from "../panel.mjs";
import { accountList } from "./accounts.mjs";
import { considered, spoken } from "./conditions.mjs";
import { parting } from "./parting.mjs";
import { Wanted } from "./wanted.mjs";

const SIDES = { before: "As it was", after: "As edited" };

export class TicketView {
  #bench;
  #case = new Case();
  #side = "after";
  #pane;
  #intake;
  #policy;
  #close;
  #said = element("div", { class: "parting" });
  #title = element("h2", { tabindex: -1 });
  #slot = element("div");
  #accounts = new Panel("accounts", "How the clocks came about", accountList);
  #considered = new Panel("considered", "What was asked of it", considered);
  #wanted = new Wanted(() => this.#ask());
  #sides;
  #ask = latest(() => this.#decide());
  element;

  /**
   * @param {import("./bench.mjs").Bench} bench
   * @param {() => void} close
   */
  constructor(bench, close) {
    this.#bench = bench;
    this.#close = close;
    this.#sides = Object.entries(SIDES).map(([side, text]) =>
      element("button", { type: "button", "aria-pressed": "false", click: () => this.#choose(side) }, text),
    );
    this.element = element("section", { class: "one-ticket", "aria-label": "One ticket", hidden: true }, [
      element("header", {}, [
        element("button", { type: "button", class: "back", click: () => this.#close() }, "← all consequences"),
        this.#title,
        element("div", { class: "sides", role: "group", "aria-label": "Which policy decides" }, this.#sides),
      ]),
      this.#said,
      this.#slot,
    ]);
    this.element.addEventListener("keydown", ({ key }) => key === "Escape" && this.#close());
    this.#case.addEventListener("changed", () => this.#ask());
  }

  /** Shows a ticket as of the last instant that it tells of, as the comparison judged it. */
  show(ticket) {
    this.element.hidden = false;
    fill(this.#title, ticket.id, element("span", { class: "quiet" }, ` ${ticket.subject ?? ""}`));
    this.#case.replace(ticket, (lastInstant(ticket) - Date.parse(ticket.openedAt)) / 1000);
    this.#title.focus();
  }

  hide() {
    this.element.hidden = true;
  }

  /** The policies are others now. */
  refresh() {
    if (!this.element.hidden) this.#ask();
  }

  #choose(side) {
    this.#side = side;
    this.#ask();
  }

  async #decide() {
    const [ticket, now] = [this.#case.ticket, this.#case.now];
    for (const [at, side] of Object.keys(SIDES).entries())
      this.#sides[at].setAttribute("aria-pressed", String(side === this.#side));
    try {
      await this.#prepare(this.#bench[this.#side]);
      const explained = (side) => {
        const toward = side === this.#side ? this.#wanted.goal : undefined;
        return this.#bench[side].explain(ticket, { now, toward });
      };
      const [before, after] = await Promise.all([explained("before"), explained("after")]);
      const shown = this.#side === "before" ? before : after;
      fill(this.#said, parting(before.decision, after.decision));
      await this.#pane.show(shown.decision);
      this.#accounts.show(shown.accounts, { zone: this.#pane.zone });
      this.#considered.show(spoken(shown.trace), { zone: this.#pane.zone });
      this.#wanted.show(shown.toward);
    } catch (error) {
      this.#pane?.refuse(error);
    }
  }

  /** The pane belongs to a policy: its calendars, its labels. */
  async #prepare(policy) {
    if (this.#policy === policy) return;
    const [intake, { names, scales }] = await Promise.all([policy.fields(), policy.vocabulary()]);
    this.#intake = intake;
    this.#wanted.offer({ priorities: scales.priority, teams: (names.team ?? []).map(({ id }) => id) });
    this.#pane = new DecisionPane(this.#intake, this.#case, new Closing(policy), () => this.#toForm());
    this.#policy = policy;
    fill(this.#slot, this.#pane.element);
    this.#pane.element
      .querySelector(".timeline")
      .after(this.#accounts.element, this.#wanted.element, this.#considered.element);
  }

  /** What is missing is filled in in the ticket form. */
  #toForm() {
    location.assign(`ticket.html${this.#case.fragment ?? ""}`);
  }
}

/** The last instant that a ticket tells of; that is what the history is asked about. */
function lastInstant({ openedAt, receivedAt, respondedAt, resolvedAt, history }) {
  const told = [openedAt, receivedAt, respondedAt, resolvedAt, ...(history ?? []).map(({ at }) => at)];
  return Math.max(...told.filter(Boolean).map((at) => Date.parse(at)));
}
