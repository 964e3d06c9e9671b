// The engine as a server of messages: answers { id, target, call, args } with { id, value | object | error }.
//
// Policies and calendars stay here; the other side knows them by number. Target 0 is the package itself.

import { Calendar, init, Policy } from "./browser.mjs";

const calls = {
  init: (source) => init(source),
  compile: (files) => Policy.compile(files),
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
    const object = objects.get(target);
    if (object === undefined) throw new Error(`\`${call}\` was called on a policy or calendar that was freed`);
    if (call === "free") objects.delete(target);
    return object[call](...args);
  }

  function packed(value) {
    if (value instanceof Policy) return kept(value, { name: value.name, version: value.version, hash: value.hash });
    if (value instanceof Calendar) return kept(value, { zone: value.zone });
    return { value };
  }

  function kept(object, properties) {
    last += 1;
    objects.set(last, object);
    return { object: last, properties };
  }

  return async ({ id, target, call, args }) => {
    try {
      reply({ id, ...packed(await answer(target, call, args)) });
    } catch (error) {
      // A posted Error keeps its message and little else.
      const { name, message, problems } = error;
      reply({ id, error: { name, message, problems } });
    }
  };
}
