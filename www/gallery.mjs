// The sample tickets, as a desk's queue: each with the priority it gets the moment it is opened.

import { element } from "./element.mjs";

export class Gallery {
  #case;
  #cards;

  /**
   * @param {object[]} tickets
   * @param {import("./case.mjs").Case} current
   */
  constructor(tickets, current) {
    this.#case = current;
    this.#cards = tickets.map((ticket) => card(ticket, () => current.replace(ticket)));
    const blank = element(
      "button",
      { type: "button", class: "card blank", click: () => current.replace(blankTicket()) },
      [element("span", { class: "badge" }, "+"), element("span", { class: "gist" }, "Empty ticket")],
    );
    const items = [blank, ...this.#cards.map(({ button }) => button)].map((button) => element("li", {}, button));
    this.element = element("nav", { class: "gallery", "aria-label": "Sample tickets" }, element("ul", {}, items));
    current.addEventListener("replaced", () => this.#press());
  }

  /**
   * Decides every sample as of its opening.
   * @param {object} policy
   * @param {string[]} priorities most severe first
   */
  async decide(policy, priorities) {
    for (const { ticket, badge } of this.#cards) {
      const { priority } = await policy.decide(ticket, { now: new Date(ticket.openedAt).toISOString() });
      badge.textContent = priority;
      badge.dataset.rank = priorities.indexOf(priority);
    }
  }

  #press() {
    for (const { ticket, button } of this.#cards) {
      const isShown = ticket.id === this.#case.ticket.id;
      button.setAttribute("aria-pressed", String(isShown));
      if (isShown) button.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
}

function card(ticket, click) {
  const badge = element("span", { class: "badge" }, "…");
  const gist = ticket.subject ?? ticket.description ?? "";
  const button = element("button", { type: "button", class: "card", "aria-pressed": "false", click }, [
    badge,
    element("span", { class: "gist" }, gist),
    element("small", {}, [ticket.id, ticket.channel].filter(Boolean).join(", ")),
  ]);
  return { ticket, button, badge };
}

function blankTicket() {
  return { id: "NEW-1", openedAt: `${new Date().toISOString().slice(0, 16)}:00Z` };
}
