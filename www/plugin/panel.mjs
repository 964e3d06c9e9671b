// <andon-panel>: what the policy makes of the ticket in the form beside it.
//
// The element only shows: `show(view)`, `say(text)`. What an agent asks for leaves it as an event: `apply`, `undo`,
// `find` and `judge`, with what it is about in `detail`. Whatever a ticket says goes in as text, never as markup.

import { element } from "../element.mjs";
import { Panel } from "../panel.mjs";
import { languageOf } from "./languages.mjs";
import { asks, problems } from "./parts/asks.mjs";
import { clocks, toTheMinute } from "./parts/clocks.mjs";
import { major } from "./parts/major.mjs";
import { procedures } from "./parts/procedures.mjs";
import { similar } from "./parts/similar.mjs";
import { suggestions } from "./parts/suggestions.mjs";
import { spoken, verdict } from "./parts/verdict.mjs";
import { why } from "./parts/why.mjs";
import { sheet } from "./style.mjs";

/** Milliseconds without a change before a screen reader is told: it must not talk over every key press. */
const CALM = 900;

export class AndonPanel extends HTMLElement {
  #words;
  #parts;
  #notice = element("p", { class: "notice" });
  #spoken = element("p", { class: "unseen", role: "status", "aria-live": "polite" });
  #speaking;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    if (this.#parts) return;
    this.#words = languageOf(this);
    this.#parts = parts(this.#words);
    const content = element("div", { class: "panel-body", role: "region", "aria-label": this.#words.title });
    content.append(this.#notice, this.#spoken, ...Object.values(this.#parts).map((part) => part.element));
    this.shadowRoot.append(content);
    this.say(this.#words.starting);
  }

  /** The words of the language in which the panel speaks. */
  get words() {
    return this.#words;
  }

  /** One plain sentence instead of a decision; `kind` is `waiting` or `refused`. */
  say(text, kind = "waiting") {
    this.dataset.state = kind;
    this.#notice.textContent = text;
    this.#notice.hidden = false;
    for (const part of Object.values(this.#parts)) part.element.hidden = true;
    this.#speak(kind === "refused" ? text : "");
  }

  /**
   * Draws a decision. Only what has changed is drawn again.
   * @param {import("./view.mjs").View} view
   */
  show(view) {
    const key = this.shadowRoot.activeElement?.dataset.key;
    this.dataset.state = "decided";
    this.#notice.hidden = true;
    const asked = { ...view, words: this.#words, ask: (name, detail) => this.#ask(name, detail) };
    for (const [name, part] of Object.entries(this.#parts)) part.show(DATA[name](view), asked);
    // A part that was drawn again has lost the focus of the keyboard.
    if (key && !this.shadowRoot.activeElement)
      this.shadowRoot.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
    this.#speak(spoken(view, this.#words));
  }

  #ask(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #speak(text) {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      if (this.#spoken.textContent !== text) this.#spoken.textContent = text;
    }, CALM);
  }
}

/** What each part shows of a view: a part is drawn again when this has changed. */
const DATA = {
  verdict: ({ decision: { priority, assignment, reasons }, rank }) => ({ priority, rank, assignment, reasons }),
  clocks: ({ decision: { targets, now } }) => toTheMinute(targets, now),
  major: ({ major }) => major,
  suggestions: ({ suggestions }) => suggestions,
  asks: ({ asks }) => asks,
  problems: ({ decision }) => decision.problems,
  procedures: ({ decision }) => decision.procedures,
  similar: ({ similar }) => similar,
  why: ({ decision: { reasons, undecided } }) => ({ reasons, undecided }),
};

function parts(words) {
  return {
    verdict: new Panel("verdict", words.decision, verdict),
    clocks: new Panel("clocks", words.due, clocks),
    major: new Panel("major", words.major, major),
    suggestions: new Panel("suggestions", words.suggestions, suggestions),
    asks: new Panel("asks", words.asks, asks),
    problems: new Panel("problems", words.problems, problems),
    procedures: new Panel("procedures", words.procedures, procedures),
    similar: new Panel("similar", words.similar, similar),
    why: new Panel("why", words.why, why),
  };
}

if (!customElements.get("andon-panel")) customElements.define("andon-panel", AndonPanel);
