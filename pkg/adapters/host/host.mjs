// A help desk that is ready for its tickets: host ticket -> canonical ticket, decision -> requests to the host's API.

import { RowError } from "../mapping/row.mjs";
import { outcomeOf } from "./outcome.mjs";
import { spread } from "./row.mjs";
import { valueAt } from "./slots.mjs";

/** A help desk. `openHost` makes one. */
export class Host {
  #parts;
  #used;

  /** @param {object} definition @param {object} parts what `openHost` compiled of it */
  constructor(definition, parts) {
    this.name = definition.name;
    this.webhook = definition.webhook;
    this.api = definition.api;
    this.keyColumn = definition.key ?? "id";
    this.#parts = parts;
    this.#used = new Set(parts.mapping?.columns.map(({ column }) => column));
  }

  /**
   * A ticket as the desk sends it, by webhook or in answer to a question.
   * @param {unknown} json
   * @param {{ webhook?: unknown }} [more] the webhook that told of it, for what only that says
   * @returns {{ key: string, ticket: object, row: object }} `key` is the ticket's name in the API
   * @throws {RowError} with everything that is wrong with it
   */
  read(json, { webhook } = {}) {
    const row = this.#parts.row(json, webhook);
    const ticket = this.#parts.mapping.ticket(row);
    spread(ticket.fields, this.#parts.unfold, this.#used);
    return { key: this.#key(row), ticket, row };
  }

  /** The canonical ticket alone. */
  ticket(json, more) {
    return this.read(json, more).ticket;
  }

  /** The key of the ticket that a webhook tells of. Throws as `read` does. */
  keyOf(webhook) {
    return this.#key(this.#parts.row(webhook));
  }

  #key(row) {
    const key = valueAt(row, this.keyColumn);
    // It becomes a part of an address, so it is not to lead anywhere else.
    if (["string", "number"].includes(typeof key) && /^[\w.-]{1,128}$/.test(key) && !/^\.+$/.test(key))
      return String(key);
    const help = "the key of a ticket is letters, digits, `_`, `-` and `.`";
    throw new RowError([{ code: "bad-key", message: "the ticket has no usable key", help, path: this.keyColumn }]);
  }

  /**
   * The requests that write a decision back, in order. Those without anything to say are left out.
   * @param {import("../../index.d.ts").Decision} decision
   * @param {{ key: string, row: object }} seen what `read` gave
   * @param {{ marker?: string, without?: string[], missed?: (miss: { table: string, value: unknown }) => void }} [options]
   *   `marker` goes into the note; `without` leaves parts out; `missed` hears of values that a table lacks
   * @returns {{ name: string, method: string, path: string, ifMatch: boolean, look?: string, body: object }[]}
   */
  changes(decision, { key, row }, { marker, without = [], missed } = {}) {
    const parts = this.#parts.apply.filter((part) => !without.includes(part));
    const values = { ...chosen(outcomeOf(decision, marker), parts), current: row };
    const address = (path) => path?.replaceAll("{key}", encodeURIComponent(key));
    return this.#parts.changes.flatMap(({ name, method, path, ifMatch = false, look, fill }) => {
      const body = fill(values, missed);
      return body === undefined ? [] : [{ name, method, path: address(path), ifMatch, look: address(look), body }];
    });
  }

  /**
   * What was decided, in the desk's own words: for a form that offers them.
   * @returns {{ priority?: unknown, team?: unknown, category?: unknown, due?: unknown, sla?: unknown, note?: unknown }}
   */
  values(decision) {
    const found = {};
    for (const [part, value] of this.said(decision)) found[part] ??= value;
    return found;
  }

  /** Everything that a decision says to the desk, part by part: `[["priority", 75], ...]`. */
  said(decision) {
    const outcome = chosen(outcomeOf(decision), this.#parts.apply);
    return this.#parts.words.map(({ part, fill }) => [part, fill(outcome)]);
  }
}

function chosen(outcome, parts) {
  const isChosen = (part) => part === "id" || parts.includes(part === "teamName" ? "team" : part);
  return Object.fromEntries(Object.entries(outcome).filter(([part]) => isChosen(part)));
}
