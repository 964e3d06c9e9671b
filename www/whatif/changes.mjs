// The tickets that change, as a list of which only the part in sight exists: a million rows cost no more than twenty.

import { element, fill } from "../element.mjs";
import { count } from "./drawings/svg.mjs";

const ROW = 58;
const PAGE = 100;
/** Rows beyond the part in sight, so that scrolling does not outrun them. */
const MARGIN = 6;
/** Browsers draw no element that is higher than about 30 million pixels. */
const MOST = 400_000;

export class Changes {
  #fetch;
  #subject;
  #open;
  #pages = new Map();
  #total = 0;
  #version = 0;
  #priorities = [];
  #shown = "";
  #space = element("ol", { class: "rows-space" });
  #box = element("div", { class: "rows-box", tabindex: -1 }, this.#space);
  #note = element("p", { class: "quiet" });

  /**
   * @param {(offset: number, limit: number) => Promise<object[]>} fetch a page of changes
   * @param {(index: number) => Promise<string>} subject of the ticket at an index of the history
   * @param {(change: object) => void} open
   */
  constructor(fetch, subject, open) {
    this.#fetch = fetch;
    this.#subject = subject;
    this.#open = open;
    this.element = element("div", { class: "changes" }, this.#box, this.#note);
    this.#box.addEventListener("scroll", () => this.#draw(), { passive: true });
    this.#box.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Another answer: other tickets change. */
  show({ changed, priorities }) {
    this.#version += 1;
    this.#pages.clear();
    this.#priorities = priorities;
    this.#total = Math.min(changed, MOST);
    this.#space.style.height = `${this.#total * ROW}px`;
    this.#box.hidden = this.#total === 0;
    this.#note.textContent = note(changed);
    this.#shown = "";
    this.#draw();
  }

  /** Draws the rows in sight, with what is known of them. */
  #draw() {
    const first = Math.max(0, Math.floor(this.#box.scrollTop / ROW) - MARGIN);
    const last = Math.min(this.#total, Math.ceil((this.#box.scrollTop + this.#box.clientHeight) / ROW) + MARGIN);
    const rows = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
    const shown = JSON.stringify([this.#version, rows.map((at) => [at, this.#known(at) !== undefined])]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.#box.contains(document.activeElement) ? document.activeElement.dataset.at : undefined;
    fill(
      this.#space,
      rows.map((at) => this.#row(at)),
    );
    if (focused) this.#space.querySelector(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
    for (const page of new Set(rows.map((at) => Math.floor(at / PAGE)))) this.#need(page);
  }

  #known(at) {
    const page = this.#pages.get(Math.floor(at / PAGE));
    return Array.isArray(page) ? page[at % PAGE] : undefined;
  }

  async #need(page) {
    if (this.#pages.has(page)) return;
    const version = this.#version;
    this.#pages.set(page, "asked");
    const changes = await this.#fetch(page * PAGE, PAGE).catch(() => []);
    if (version !== this.#version) return;
    this.#pages.set(page, changes);
    this.#draw();
  }

  #row(at) {
    const change = this.#known(at);
    const place = { "aria-posinset": at + 1, "aria-setsize": this.#total, "--top": `${at * ROW}px` };
    if (!change) return element("li", place, element("span", { class: "change waiting" }, "…"));
    const subject = element("span", { class: "subject" }, " ");
    this.#subject(change.index).then((text) => {
      subject.textContent = text;
    });
    const { before, after, id } = change;
    return element(
      "li",
      place,
      element("button", { type: "button", class: "change", "data-at": at, click: () => this.#open(change) }, [
        element("span", { class: "move" }, this.#badge(before.priority), "→", this.#badge(after.priority)),
        element("span", { class: "what-of" }, element("b", {}, id), subject),
        element("small", {}, said(change)),
      ]),
    );
  }

  #badge(priority) {
    return element("span", { class: "badge", "data-rank": this.#priorities.indexOf(priority) }, priority);
  }

  /** Arrows go from ticket to ticket. */
  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = Number(document.activeElement?.dataset.at);
    if (step === undefined || Number.isNaN(at)) return;
    event.preventDefault();
    const next = Math.min(this.#total - 1, Math.max(0, at + step));
    const [top, bottom] = [next * ROW, (next + 1) * ROW];
    if (top < this.#box.scrollTop) this.#box.scrollTop = top;
    if (bottom > this.#box.scrollTop + this.#box.clientHeight) this.#box.scrollTop = bottom - this.#box.clientHeight;
    this.#draw();
    this.#space.querySelector(`[data-at="${next}"]`)?.focus({ preventScroll: true });
  }
}

function note(changed) {
  if (changed === 0) return "No ticket would have been decided otherwise.";
  if (changed > MOST) return `The first ${count(MOST)} are listed; the CSV has all ${count(changed)}.`;
  return "";
}

/** What changes, in a line: the team, and why the priority is what it is now. */
function said({ before, after, aspects }) {
  const reason = after.reasons.find(({ stage }) => stage === "prioritise")?.text;
  const others = aspects.filter((aspect) => aspect !== "priority" && aspect !== "team");
  return [
    before.team !== after.team && `${before.team} → ${after.team}`,
    before.priority !== after.priority && reason?.replaceAll("`", ""),
    before.priority === after.priority && others.length > 0 && `changes in ${others.join(", ")}`,
  ]
    .filter(Boolean)
    .join("; ");
}
