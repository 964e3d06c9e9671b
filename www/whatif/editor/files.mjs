// The files of the policy as tabs: those that are open, and a list of all to open more; what was edited is marked.

import { element, fill } from "../../element.mjs";

export class FileTabs {
  #open;
  #current;
  #all = [];
  #edited = new Set();
  #wrong = new Set();
  #chosen;
  #tabs = element("div", {
    class: "tabs",
    role: "tablist",
    "aria-label": "Open files",
    keydown: (event) => this.#key(event),
  });
  #list = element("select", { "aria-label": "Open a file of the policy", change: () => this.#pick() });
  element = element("div", { class: "files" }, this.#tabs, this.#list);

  /** @param {(file: string) => void} chosen */
  constructor(chosen) {
    this.#chosen = chosen;
  }

  /** Other files take the place of those there were. */
  replace(all, open) {
    this.#all = all;
    this.#open = open.filter((file) => all.includes(file));
    this.choose(this.#open[0] ?? all[0]);
  }

  /** Marks what differs from before, and where problems are. */
  mark({ edited, wrong }) {
    const [was, is] = [
      [this.#edited, this.#wrong],
      [new Set(edited), new Set(wrong)],
    ];
    if (is.every((set, at) => set.size === was[at].size && [...set].every((file) => was[at].has(file)))) return;
    [this.#edited, this.#wrong] = is;
    this.#draw();
  }

  /** Opens a file, if it is not open, and shows it. */
  choose(file) {
    if (file === undefined) return;
    if (!this.#open.includes(file)) this.#open.push(file);
    this.#current = file;
    this.#draw();
    this.#chosen(file);
  }

  get current() {
    return this.#current;
  }

  get open() {
    return this.#open;
  }

  #pick() {
    this.choose(this.#list.value);
    this.#list.value = "";
  }

  /** Arrows go along the tabs, as everywhere. */
  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = (this.#open.indexOf(this.#current) + step + this.#open.length) % this.#open.length;
    this.choose(this.#open[at]);
    this.#tabs.querySelector("[aria-selected=true]").focus();
  }

  #draw() {
    fill(
      this.#tabs,
      this.#open.map((file) => this.#tab(file)),
    );
    fill(
      this.#list,
      element("option", { value: "" }, `all ${this.#all.length} files`),
      this.#all.map((file) => element("option", { value: file }, `${file}${this.#remark(file)}`)),
    );
    this.#tabs.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #tab(file) {
    const isCurrent = file === this.#current;
    return element(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": String(isCurrent),
        tabindex: isCurrent ? 0 : -1,
        "data-edited": this.#edited.has(file),
        "data-wrong": this.#wrong.has(file),
        title: file,
        click: () => this.choose(file),
      },
      file.replace(/\.rhai$/, ""),
      element("span", { class: "unseen" }, this.#remark(file)),
    );
  }

  #remark(file) {
    const said = [this.#edited.has(file) && "edited", this.#wrong.has(file) && "with problems"].filter(Boolean);
    return said.length > 0 ? ` (${said.join(", ")})` : "";
  }
}
