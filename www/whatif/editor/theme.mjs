// The editor in the page's own colours, by day and by night.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: [tags.number, tags.atom], color: "var(--code-number)" },
  { tag: tags.keyword, color: "var(--code-word)" },
  { tag: tags.definitionKeyword, color: "var(--code-word)", fontWeight: "650" },
  { tag: tags.attributeName, color: "var(--code-entry)" },
  { tag: [tags.propertyName, tags.function(tags.variableName)], color: "var(--code-field)" },
  { tag: [tags.operator, tags.bracket], color: "var(--quiet)" },
]);

const looks = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: "0.8rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", scrollbarWidth: "thin" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.4rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--quiet)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--well)" },
  ".cm-changed-line": { boxShadow: "inset 3px 0 0 var(--focus)" },
  ".cm-matchingBracket": { backgroundColor: "var(--selection)", outline: "none" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--rank-0) 1.5px",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--rank-1) 1.5px",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintRange-info": {
    backgroundImage: "none",
    textDecoration: "underline dotted var(--edge) 1.5px",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lint-marker-info": { content: "''", background: "var(--edge)", borderRadius: "50%", scale: "0.45" },
  ".cm-lint-marker-error": { content: "''", background: "var(--rank-0)", borderRadius: "50%", scale: "0.6" },
  ".cm-lint-marker-warning": { content: "''", background: "var(--rank-1)", borderRadius: "50%", scale: "0.6" },
  ".cm-tooltip": {
    backgroundColor: "var(--panel)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "4px",
    maxWidth: "34rem",
    fontFamily: "system-ui, sans-serif",
    boxShadow: "0 4px 14px rgb(0 0 0 / 18%)",
  },
  ".meaning, .cm-diagnostic": { padding: "0.35rem 0.6rem", whiteSpace: "pre-wrap" },
  ".meaning p": { margin: "0.15rem 0 0" },
  ".meaning code": { fontFamily: "var(--mono)" },
  ".meaning .quiet, .cm-completionDetail": { color: "var(--quiet)", fontStyle: "normal" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--rank-0)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--rank-1)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16em" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--ink)", color: "var(--panel)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-panels": { backgroundColor: "var(--well)", color: "var(--ink)" },
  ".cm-panel.cm-search": { fontFamily: "system-ui, sans-serif" },
  ".cm-textfield, .cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--panel)",
    border: "1px solid var(--edge)",
    borderRadius: "4px",
  },
  ".cm-searchMatch": { backgroundColor: "var(--found)" },
});

/** How the editor looks. */
export const theme = [looks, syntaxHighlighting(colours)];
