// The policy's files in CodeMirror: one view, a state for each file, so that every file keeps its cursor and its undo.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { element } from "../../element.mjs";
import { completions } from "./completion.mjs";
import { diagnostics } from "./diagnostics.mjs";
import { hover } from "./hover.mjs";
import { rhai } from "./rhai.mjs";
import { theme } from "./theme.mjs";

export class Editor {
  element = element("div", { class: "editor" });
  #view;
  #states = new Map();
  #file;
  #problems = [];
  #knowledge;
  #changed;

  /**
   * @param {import("./knowledge.mjs").Knowledge} knowledge
   * @param {(file: string, text: string) => void} changed
   */
  constructor(knowledge, changed) {
    this.#knowledge = knowledge;
    this.#changed = changed;
    // In a shadow tree CodeMirror brings its style as a style sheet object; in the document it would be a <style>, which a
    // strict content policy refuses.
    const root = this.element.attachShadow({ mode: "open" });
    this.#view = new EditorView({ root, parent: root, state: EditorState.create() });
  }

  /** Shows a file; its text is taken only if it was not open yet. */
  show(file, text) {
    if (this.#file !== undefined) this.#states.set(this.#file, this.#view.state);
    this.#file = file;
    this.#view.setState(this.#states.get(file) ?? this.#state(file, text));
    this.#mark();
  }

  /** Forgets all files, because other ones take their place. */
  clear() {
    this.#states.clear();
    this.#file = undefined;
  }

  /** Shows the problems of all files, each where it is. */
  tell(problems) {
    this.#problems = problems;
    this.#mark();
  }

  /** Moves to a place of the file on show and takes the focus. */
  goTo({ line = 1, column = 1 }) {
    const { doc } = this.#view.state;
    const found = doc.line(Math.min(Math.max(1, line), doc.lines));
    const at = Math.min(found.to, found.from + column - 1);
    this.#view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.#view.focus();
  }

  #mark() {
    const here = this.#problems.filter(({ file }) => file === this.#file);
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics(this.#view.state.doc, here)));
  }

  #state(file, text) {
    const told = EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) this.#changed(file, state.doc.toString());
    });
    return EditorState.create({ doc: text, extensions: [this.#extensions(file), told] });
  }

  #extensions(file) {
    return [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of("    "),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completions(this.#knowledge)], icons: false }),
      highlightActiveLine(),
      highlightSelectionMatches(),
      lintGutter(),
      hover(this.#knowledge),
      rhai,
      theme,
      EditorView.contentAttributes.of({ "aria-label": `Policy file ${file}`, spellcheck: "false" }),
      // Tab stays the way out for those who have no mouse.
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...completionKeymap,
        ...lintKeymap,
      ]),
    ];
  }
}
