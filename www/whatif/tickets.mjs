// Where the tickets come from: the sample, or files that somebody opens or drops; and how far the reading is.

import { element, fill } from "../element.mjs";
import { count } from "./drawings/svg.mjs";
import { kindOf } from "./source/reading.mjs";

export const SAMPLE_TICKETS = 20_000;

export class Tickets extends EventTarget {
  #study;
  #policy;
  #said = element("p", { class: "source-said", role: "status" });
  #bar = element("progress", { max: 1, value: 0, hidden: true, "aria-label": "Tickets read" });
  #input = element("input", {
    type: "file",
    class: "unseen",
    id: "open-tickets",
    multiple: true,
    accept: ".ndjson,.jsonl,.csv,.tsv,.txt,.gz,.rhai",
    change: () => this.open([...this.#input.files]),
  });
  /** What the tickets are called. */
  name = "";
  /** How many of the sample are shown; none if it is a file. */
  sampled;

  /**
   * @param {import("./study.mjs").Study} study
   * @param {(files: Record<string, string>) => void} policy takes up a policy that was dropped
   */
  constructor(study, policy) {
    super();
    this.#study = study;
    this.#policy = policy;
    this.element = element("div", { class: "tickets" }, [
      this.#said,
      this.#bar,
      this.#input,
      element("label", { for: "open-tickets", class: "button" }, "Open tickets …"),
      element("button", { type: "button", click: () => this.sample(SAMPLE_TICKETS) }, "Sample year"),
    ]);
    study.addEventListener("reading", ({ detail }) => this.#progress(detail));
    study.addEventListener("loaded", ({ detail }) => this.#loaded(detail));
    this.#acceptDrops();
  }

  /** The sample history, so many tickets of it. */
  sample(tickets) {
    this.sampled = tickets;
    return this.#load({ kind: "sample", count: tickets }, "the sample plant's year");
  }

  /** Files that were chosen or dropped. */
  async open(files) {
    const policy = files.filter((file) => kindOf(file) === "policy");
    if (policy.length > 0) {
      const texts = await Promise.all(policy.map(async (file) => [file.name, await file.text()]));
      this.#policy(Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1))));
    }
    const [file] = files.filter((file) => kindOf(file) !== "policy");
    if (file) await this.#file(file);
  }

  async #file(file) {
    const kind = kindOf(file);
    if (kind === undefined) return this.#tell(`${file.name} is neither NDJSON nor CSV`);
    if (kind === "ndjson") return this.#opened({ kind, file });
    try {
      const { askMapping } = await import("./source/mapping-form.mjs");
      const mapping = await askMapping(file);
      if (mapping) await this.#opened({ kind, file, mapping });
    } catch (error) {
      this.#tell(error.message);
    }
  }

  #opened(source) {
    this.sampled = undefined;
    return this.#load(source, source.file.name);
  }

  async #load(source, name) {
    this.name = name;
    this.dispatchEvent(new Event("chosen"));
    this.#bar.hidden = false;
    try {
      await this.#study.load(source);
    } catch (error) {
      this.#bar.hidden = true;
      this.#tell(error.message);
    }
  }

  #progress({ done, tickets }) {
    this.#bar.value = done;
    this.#tell(`reading ${this.name}: ${count(tickets)} tickets`);
  }

  #loaded({ unread, problems }) {
    this.#bar.hidden = true;
    const bad = unread.length + problems.length;
    const first = unread[0] ?? problems[0];
    this.#tell(
      `${count(this.#study.tickets)} tickets of ${this.name}`,
      bad > 0 &&
        element(
          "span",
          { class: "bad", title: first.message },
          `, ${bad === 1 ? "one row" : `${count(bad)} rows`} could not be read`,
        ),
    );
  }

  #tell(...content) {
    fill(this.#said, content);
  }

  #acceptDrops() {
    addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.dataset.dropping = "";
    });
    addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) delete document.body.dataset.dropping;
    });
    addEventListener("drop", (event) => {
      event.preventDefault();
      delete document.body.dataset.dropping;
      this.open([...event.dataTransfer.files]);
    });
  }
}
