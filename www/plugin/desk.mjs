// Joins a desk's form, the engine and the panel: what is typed is decided, what is decided is shown, what an agent
// applies is written back into the form.

import { latest } from "../latest.mjs";
import { drawn, watch } from "../stopwatch.mjs";
import { NoEngine, startEngine } from "./engine.mjs";
import { Majors } from "./majors.mjs";
import { Neighbours } from "./neighbours.mjs";
import "./panel.mjs";
import { Suggestions } from "./suggestions.mjs";
import { TicketForm } from "./ticket-form.mjs";
import { asksOf, calendarOf } from "./view.mjs";

/** Milliseconds after which the clocks are told anew while nothing is typed. */
const TICK = 30_000;
/** A clock that jumps must not keep the page busy. */
const SHORTEST = 1000;

/**
 * @typedef {object} Site
 * @property {string} policy address of the policy: the bundle that `andon bundle` makes; or file names and their text as
 *   JSON, which takes the whole engine
 * @property {import("./engine.mjs").Addresses & { compiler?: import("./engine.mjs").Addresses }} addresses of the runtime's
 *   files, and of the whole engine's
 * @property {string[]} [places] where the engine may run, in the order in which to try
 * @property {import("./ticket-form.mjs").Mapping} mapping of the form
 * @property {Record<string, string>} [teams] team of the policy -> queue of the desk
 * @property {string} [zone] time zone in which the form writes instants; the browser's, if absent
 * @property {object} [ticket] what the form does not show: id, openedAt, status, history
 * @property {() => Promise<object[]>} [openTickets] the other open tickets, with `url`, as far as the desk gives them
 * @property {import("./majors.mjs").MajorSource} [majors] the major incidents that stand, and an agent's word about them
 */

/**
 * Brings a panel to life.
 * @param {import("./panel.mjs").AndonPanel} panel
 * @param {HTMLFormElement} form
 * @param {Site} site
 * @returns {Promise<Desk | undefined>} nothing if the engine or the policy could not be had; the panel says so
 */
export async function attach(panel, form, site) {
  try {
    const { place, policy } = await startEngine(await rules(site.policy), site);
    panel.dataset.place = place;
    const desk = new Desk(panel, form, site, policy, await policy.fields());
    await desk.start();
    return desk;
  } catch (error) {
    panel.say(sentence(error, panel.words), "refused");
    console.error(error);
    return undefined;
  }
}

async function rules(address) {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`\`${address}\` is not there (${response.status})`);
  return response.text();
}

function sentence(error, words) {
  if (error instanceof NoEngine && error.isForbidden) return words.noEngine;
  return error.name === "PolicyError" ? words.badRules(error.problems.length) : words.noRules;
}

class Desk {
  #panel;
  #site;
  #policy;
  #priorities;
  /** What the policy calls its fields. */
  labels;
  #element;
  #fields;
  #form;
  #suggestions;
  #neighbours;
  #majors;
  #openedAt = new Date().toISOString();
  #zones = new Map();
  #timer;
  #decide = latest(() => this.#decideAndShow());

  constructor(panel, form, site, policy, { priorities, fields }) {
    this.#panel = panel;
    this.#site = site;
    this.#policy = policy;
    this.#priorities = priorities;
    this.#element = form;
    this.#fields = fields;
    this.labels = new Map(fields.map(({ name, label }) => [name, label]));
    this.labels.set("priority", panel.words.priority).set("team", panel.words.team).set("dueAt", panel.words.dueAt);
    this.#neighbours = new Neighbours(policy, site.openTickets);
    this.#majors = new Majors(site.majors);
    this.#read(site.mapping);
  }

  #read(mapping) {
    this.#site = { ...this.#site, mapping };
    this.#form = new TicketForm(this.#element, mapping, this.#fields);
    this.#suggestions = new Suggestions(this.#form, this.#site, this.labels);
  }

  /** Which field of the form is which. */
  get mapping() {
    return this.#site.mapping;
  }

  /** Reads the form through another mapping from now on. */
  remap(mapping) {
    this.#read(mapping);
    return this.#decide();
  }

  async start() {
    watch();
    this.#form.watch(() => this.#decide());
    this.#panel.addEventListener("apply", ({ detail }) => this.#change(() => this.#suggestions.apply(detail)));
    this.#panel.addEventListener("undo", ({ detail }) => this.#change(() => this.#suggestions.undo(detail)));
    this.#panel.addEventListener("find", ({ detail }) => this.#form.focus(detail.field));
    this.#panel.addEventListener("judge", ({ detail }) => this.#majors.say(detail).then(() => this.#decide()));
    document.addEventListener("visibilitychange", () => this.#decide());
    await this.#decide();
    // What the desk has to ask for may come late: the decision does not wait for it.
    await Promise.all([this.#neighbours.load(new Date().toISOString()), this.#majors.load()]);
    await this.#decide();
  }

  /** The ticket as the form has it now. */
  get ticket() {
    return { id: "new", openedAt: this.#openedAt, ...this.#site.ticket, ...this.#form.read() };
  }

  #change(work) {
    work();
    return this.#decide();
  }

  async #decideAndShow() {
    clearTimeout(this.#timer);
    const now = new Date().toISOString();
    try {
      const { ticket } = this;
      const decision = await this.#policy.decide(ticket, { now });
      this.#panel.show(await this.#view(ticket, decision));
      this.#wait(decision.nextEventAt);
    } catch (error) {
      this.#panel.say(`${this.#panel.words.noDecision} ${error.message}`, "refused");
    }
    drawn(() => {});
  }

  async #view(ticket, decision) {
    return {
      decision,
      rank: this.#priorities.indexOf(decision.priority),
      zone: await this.#zone(calendarOf(decision)),
      language: this.#panel.words.code,
      suggestions: this.#suggestions.of(decision),
      asks: asksOf(decision, this.labels, this.#form),
      similar: this.#neighbours.of(ticket, decision),
      major: this.#majors.of(ticket, decision, (id) => this.#neighbours.named(id)),
    };
  }

  async #zone(calendar) {
    if (calendar === undefined) return Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!this.#zones.has(calendar)) this.#zones.set(calendar, (await this.#policy.calendar(calendar)).zone);
    return this.#zones.get(calendar);
  }

  /** One timer: for what happens next by itself, or for the minutes that pass. Nobody looks at a hidden page. */
  #wait(nextEventAt) {
    if (document.hidden) return;
    const until = nextEventAt === null ? TICK : Date.parse(nextEventAt) - Date.now();
    this.#timer = setTimeout(() => this.#lookAgain(), Math.min(TICK, Math.max(SHORTEST, until)));
  }

  async #lookAgain() {
    await this.#majors.load();
    await this.#decide();
  }
}
