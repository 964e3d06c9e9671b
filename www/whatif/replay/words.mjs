// What somebody has said of suggestions, on whatever day: it counts from its instant on, also on later days, until it is taken
// back or other tickets are opened.

import { element, fill } from "../../element.mjs";
import { time, weekday } from "../past/wall.mjs";

const SAID = { confirm: "confirmed", dismiss: "dismissed", resolve: "over" };

export class Words {
  #list = element("ul", { class: "words" });
  #changed;
  /** @type {(import("./course.mjs").Word & { when: string })[]} */
  #words = [];

  /** @param {() => void} changed is told when a word is taken back */
  constructor(changed) {
    this.#changed = changed;
    const settings = { class: "panel", "aria-labelledby": "words-title", hidden: true };
    this.element = element("section", settings, element("h2", { id: "words-title" }, "What you have said"), this.#list);
  }

  /** @returns {import("./course.mjs").Word[]} the first first */
  get said() {
    return this.#words.map(({ when: _, ...word }) => word);
  }

  /** A word takes the place of later ones about the same suggestion: they were said of another course of things. */
  say(word, { zone }) {
    const when = `${weekday(word.at, zone)} ${time(word.at, zone)}`;
    const others = this.#words.filter(({ ticket, at }) => ticket !== word.ticket || at < word.at);
    this.#words = [...others, { ...word, when }].sort((a, b) => a.at - b.at);
    this.#draw();
  }

  clear() {
    this.#words = [];
    this.#draw();
  }

  #draw() {
    this.element.hidden = this.#words.length === 0;
    fill(
      this.#list,
      this.#words.map((word) => {
        const text = `${word.when}: ${word.id} ${SAID[word.verdict]}`;
        const click = () => this.#takeBack(word);
        return element(
          "li",
          {},
          text,
          " ",
          element("button", { type: "button", click, "aria-label": `Take back: ${text}` }, "Take back"),
        );
      }),
    );
  }

  #takeBack(word) {
    this.#words = this.#words.filter((other) => other !== word);
    this.#draw();
    this.#changed();
  }
}
