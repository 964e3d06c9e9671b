// The left side: the policy's files in the editor, and what the engine finds wrong with them.

import { element, fill } from "../element.mjs";
import { problems } from "../panels/lists.mjs";
import { Editor } from "./editor/editor.mjs";
import { FileTabs } from "./editor/files.mjs";
import { Knowledge } from "./editor/knowledge.mjs";

/** Files that most edits are about; they are open from the start. */
const USUAL = /^6\d-priority|^75-sla|^84-routes/;
/** How the editor calls the levels of findings. */
const SEVERITIES = { error: "error", warning: "warning", note: "info" };
/** Milliseconds without a change before fields and names are asked for again. */
const CALM = 500;

export class Desk {
  #study;
  #knowledge = new Knowledge();
  #tabs;
  #editor;
  #problems = element("div", { class: "wrong-list", role: "status", "aria-label": "Problems of the policy" });
  #findings = element("div", { class: "findings" });
  #learning;

  /** @param {import("./study.mjs").Study} study */
  constructor(study) {
    this.#study = study;
    this.#editor = new Editor(this.#knowledge, (file, text) => study.edit(file, text));
    this.#tabs = new FileTabs((file) => this.#editor.show(file, study.after[file] ?? ""));
    const back = element("button", { type: "button", class: "take-back", click: () => study.revert() }, "Take back");
    this.#tabs.element.append(back);
    this.element = element("div", { class: "desk" }, [
      this.#tabs.element,
      this.#editor.element,
      this.#problems,
      this.#findings,
    ]);
    study.addEventListener("edited", () => this.#mark());
    study.addEventListener("compiled", ({ detail }) => this.#compiled(detail.policy));
    study.addEventListener("refused", () => this.#tell(study.problems));
  }

  /** The file on show. */
  get file() {
    return this.#tabs.current;
  }

  /** Shows the study's policy from the start; `file` first, if there is such a one. */
  open(file) {
    const names = Object.keys(this.#study.after).sort();
    const usual = names.filter((name) => USUAL.test(name));
    this.#editor.clear();
    this.#knowledge.read(this.#study.after);
    this.#tabs.replace(names, usual.length > 0 ? usual : names.slice(0, 6));
    if (file && names.includes(file)) this.#tabs.choose(file);
    this.#mark();
  }

  #mark() {
    const wrong = this.#study.problems.map(({ file }) => file).filter(Boolean);
    this.element.toggleAttribute("data-edited", this.#study.edited.length > 0);
    this.#tabs.mark({ edited: this.#study.edited, wrong });
  }

  #compiled(policy) {
    this.#tell([]);
    clearTimeout(this.#learning);
    this.#learning = setTimeout(async () => {
      this.#knowledge.read(this.#study.after);
      // The policy may have been replaced, and freed, meanwhile; then the next one is asked.
      const said = await policy.fields().catch(() => undefined);
      if (said) this.#knowledge.learn(said);
      this.#advise(await policy.lint().catch(() => []));
    }, CALM);
  }

  #tell(found) {
    this.#editor.tell(found);
    this.#mark();
    fill(this.#problems, found.length > 0 && this.#list(found));
  }

  /** What is legal, and yet cannot be meant. */
  #advise(findings) {
    if (this.#study.problems.length > 0) return;
    this.#editor.tell(findings.map((finding) => ({ ...finding, severity: SEVERITIES[finding.level] })));
    const summary = findings.length === 1 ? "one finding" : `${findings.length} findings`;
    const isOpen = this.#findings.querySelector("details")?.open ?? false;
    fill(
      this.#findings,
      findings.length > 0 &&
        element("details", { open: isOpen }, [
          element("summary", {}, `${summary}: legal, and yet hardly meant`),
          this.#list(findings),
        ]),
    );
  }

  #list(found) {
    const list = problems(found);
    for (const [at, item] of [...list.children].entries()) {
      const { file, line, column } = found[at];
      if (file === undefined) continue;
      item.prepend(element("button", { type: "button", click: () => this.#goTo(file, { line, column }) }, "go there"));
    }
    return list;
  }

  #goTo(file, at) {
    this.#tabs.choose(file);
    this.#editor.goTo(at);
  }
}
