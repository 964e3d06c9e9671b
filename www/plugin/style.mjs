// The look of the panel. A constructed sheet, because content policies forbid inline styles more often than scripts.
//
// A desk themes it by custom properties: --andon-font, --andon-size, --andon-ground, --andon-ink, --andon-quiet, --andon-line,
// --andon-well, --andon-accent, --andon-rank-0 ... --andon-rank-3, --andon-on-rank. Unset, it follows the desk's
// own font and colour scheme. The attribute `frameless` leaves the border to the desk.

const CSS_TEXT = `
:host {
  --ink: var(--andon-ink, light-dark(#14181c, #e6eaed));
  --quiet: var(--andon-quiet, light-dark(#56606a, #9aa5af));
  --ground: var(--andon-ground, light-dark(#fcfcfb, #14181c));
  --well: var(--andon-well, light-dark(#f1f3f2, #1b2026));
  --line: var(--andon-line, light-dark(#cfd5d6, #2a3138));
  --accent: var(--andon-accent, light-dark(#0a5bb5, #7db8ff));
  --rank-0: var(--andon-rank-0, light-dark(#b3231b, #ff6f61));
  --rank-1: var(--andon-rank-1, light-dark(#96590a, #f2b142));
  --rank-2: var(--andon-rank-2, light-dark(#1b6785, #6cc0dc));
  --rank-3: var(--andon-rank-3, light-dark(#5b646c, #a3adb6));
  --on-rank: var(--andon-on-rank, light-dark(#ffffff, #0b0e11));
  display: block;
  color: var(--ink);
  font-family: var(--andon-font, inherit);
  font-size: var(--andon-size, 0.875rem);
  line-height: 1.4;
  font-variant-numeric: tabular-nums;
  text-align: start;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; margin: 0; }
.panel-body { background: var(--ground); border: 1px solid var(--line); border-radius: 4px; overflow-wrap: anywhere; }
:host([frameless]) .panel-body { border: 0; background: none; }
:host([frameless]) .panel { padding-inline: 0; }
.notice { padding: 0.6rem 0.75rem; color: var(--quiet); }
:host([data-state="refused"]) .notice { color: var(--ink); border-left: 4px solid var(--rank-1); }
.panel { padding: 0.55rem 0.75rem; border-top: 1px solid var(--line); }
.panel:first-of-type, #verdict, #clocks { border-top: 0; }
#clocks { padding-top: 0; }
h2 { font-size: 0.75rem; font-weight: 650; letter-spacing: 0.02em; color: var(--quiet); margin-bottom: 0.25rem; }
h2 .count { margin-inline-start: 0.4em; font-weight: 400; }
#verdict > h2, #clocks > h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
ul, ol, dl { list-style: none; padding: 0; }
.quiet { color: var(--quiet); font-size: 0.8125rem; }
code { font: 0.8125em ui-monospace, Menlo, Consolas, monospace; color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.verdict { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.75rem; align-items: start; }
.priority { min-width: 2.4em; padding: 0.1em 0.35em; border-radius: 3px; text-align: center; font-size: 1.5rem; font-weight: 700;
  line-height: 1.25; color: var(--on-rank); background: var(--rank-3); }
[data-rank="0"] > .priority { background: var(--rank-0); }
[data-rank="1"] > .priority { background: var(--rank-1); }
[data-rank="2"] > .priority { background: var(--rank-2); }
.clocks { display: grid; gap: 0.1rem; }
.clocks > div { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0.5rem; }
.clocks dt { color: var(--quiet); }
.clocks [data-state="breached"] b { color: var(--rank-0); }
.clocks + p { margin-top: 0.25rem; }
.suggestions li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.15rem 0.75rem; padding: 0.2rem 0; }
.suggestions .label { color: var(--quiet); }
.suggestions li > :last-child { margin-inline-start: auto; text-align: end; }
/* Wide enough for a word: what does not fit beside it goes below. */
.suggestions li > :first-child { flex: 1 1 13rem; display: grid; grid-template-columns: minmax(4rem, 7.5rem) minmax(5rem, 1fr); gap: 0.5rem; }
.differs { display: flex; flex-wrap: wrap; justify-content: end; align-items: center; gap: 0.15rem 0.5rem; }
.asks { display: flex; flex-wrap: wrap; gap: 0.3rem; }
.asks span { display: inline-block; padding: 0.15rem 0.5rem; border: 1px dashed var(--line); border-radius: 3px; }
button { font: inherit; font-size: 0.8125rem; color: var(--accent); background: var(--ground); border: 1px solid currentColor; border-radius: 3px;
  padding: 0.15rem 0.55rem; min-height: 1.5rem; cursor: pointer; }
button:hover { background: var(--well); }
button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
[data-state="applied"] button { color: var(--quiet); }
a { color: var(--accent); }
summary { cursor: pointer; }
summary b { font-weight: 600; }
.procedure ol, .reasons { padding-inline-start: 1.4rem; list-style: decimal; margin: 0.3rem 0; }
.procedure[data-kind="safety"] summary b { color: var(--rank-1); }
.reasons { padding: 0; list-style: none; }
.reasons li, .problems li { padding: 0.15rem 0; }
.judge { display: flex; flex-wrap: wrap; gap: 0.3rem; margin-top: 0.3rem; }
#major { border-left: 4px solid var(--rank-0); padding-inline-start: 0.6rem; }
@media (forced-colors: active) { .priority { border: 2px solid; } }
`;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS_TEXT);
