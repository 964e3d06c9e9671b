// The engine as a server of messages: answers { id, target, call, args, objects } with { id, value | object | error }.
//
// Policies, calendars, histories and watches stay here; the other side knows them by number. Target 0 is the package itself. Of the
// arguments, `objects` says which are such objects: [place, number].

import { Calendar, History, init, Policy, Watch } from "./browser.mjs";

const calls = {
  init: (source) => init(source),
  compile: (files) => Policy.compile(files),
  history: () => new History(),
  watch: (policy, snapshot) => new Watch(policy, snapshot),
};

/**
 * A conversation with one other side.
 * @param {(reply: object) => void} reply sends an answer back
 * @returns {(message: object) => Promise<void>} takes a question
 */
export function answering(reply) {
  const objects = new Map();
  let last = 0;

  function answer(target, call, args) {
    if (target === 0) return calls[call](...args);
    const object = known(target, call);
    if (call === "free") objects.delete(target);
    return typeof object[call] === "function" ? object[call](...args) : object[call];
  }

  function known(number, call) {
    const object = objects.get(number);
    if (object === undefined) throw new Error(`\`${call}\` was called on an object that was freed`);
    return object;
  }

  function packed(value) {
    if (value instanceof Policy) return kept(value, { name: value.name, version: value.version, hash: value.hash });
    if (value instanceof Calendar) return kept(value, { zone: value.zone });
    if (value instanceof History || value instanceof Watch) return kept(value, {});
    return { value };
  }

  function kept(object, properties) {
    last += 1;
    objects.set(last, object);
    return { object: last, properties };
  }

  return async ({ id, target, call, args, objects: named = [] }) => {
    try {
      for (const [place, number] of named) args[place] = known(number, call);
      reply({ id, ...packed(await answer(target, call, args)) });
    } catch (error) {
      // A posted Error keeps its message and little else.
      const { name, message, problems } = error;
      reply({ id, error: { name, message, problems } });
    }
  };
}
