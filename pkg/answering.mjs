// The engine as a server of messages: answers { id, target, call, args, objects } with { id, value | object | error }.
//
// Policies and all that comes of them stay here; the other side knows them by number. Target 0 is the package itself.
// Of the arguments, `objects` says which are such objects: [place, number]. Urgent answers take the channel that was named first.

import { openShortcut } from "./shortcut.mjs";
import { Triage } from "./triage.mjs";

/** What stays here, as far as a package has it, and which of its properties the other side gets with its number. */
const KINDS = { Policy: ["name", "version", "hash"], Calendar: ["zone"], Triage: [], History: [], Watch: [] };

/**
 * A conversation with one other side.
 * @param {object} andon the package that answers: `andon`, or `andon/runtime`
 * @param {(reply: object) => void} reply sends an answer back
 * @returns {(message: object) => Promise<void>} takes a question
 */
export function answering({ init, Policy, ...others }, reply) {
  const calls = {
    init: (source) => init(source),
    load: (bundle) => Policy.load(bundle),
    compile: (files) => Policy.compile(files),
    history: () => new others.History(),
    watch: (policy, snapshot) => new others.Watch(policy, snapshot),
  };
  const shelf = new Shelf({ Policy, Triage, ...others });
  let urgently = reply;

  function answer(target, call, args) {
    if (target === 0) return calls[call](...args);
    const object = shelf.known(target, call);
    if (call === "free") shelf.forget(target);
    return typeof object[call] === "function" ? object[call](...args) : object[call];
  }

  return async ({ id, target, call, args, objects: named = [], channel, isUrgent }) => {
    const tell = isUrgent ? urgently : reply;
    if (channel !== undefined) urgently = openShortcut(channel);
    try {
      for (const [place, number] of named) args[place] = shelf.known(number, call);
      tell({ id, ...shelf.packed(await answer(target, call, args)) });
    } catch (error) {
      // A posted Error keeps its message and little else.
      const { name, message, problems } = error;
      tell({ id, error: { name, message, problems } });
    }
  };
}

/** The objects that stay here, by number. */
class Shelf {
  #kinds;
  #objects = new Map();
  #last = 0;

  constructor(classes) {
    this.#kinds = Object.entries(classes).filter(([name]) => Object.hasOwn(KINDS, name));
  }

  known(number, call) {
    const object = this.#objects.get(number);
    if (object === undefined) throw new Error(`\`${call}\` was called on an object that was freed`);
    return object;
  }

  forget(number) {
    this.#objects.delete(number);
  }

  /** An answer as it travels: a value itself, of an object its number. */
  packed(value) {
    const [name] = this.#kinds.find(([, type]) => value instanceof type) ?? [];
    if (name === undefined) return { value };
    this.#last += 1;
    this.#objects.set(this.#last, value);
    const properties = Object.fromEntries(KINDS[name].map((property) => [property, value[property]]));
    return { object: this.#last, properties };
  }
}
