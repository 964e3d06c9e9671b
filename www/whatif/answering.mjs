// A worker of the page: answers { id, call, args } with { id, value } or { id, error: { name, message } }.

/**
 * @param {Record<string, (...args: unknown[]) => unknown>} calls
 * @param {Promise<void>} ready what has to be loaded first
 */
export function answering(calls, ready) {
  self.addEventListener("message", async ({ data: { id, call, args } }) => {
    try {
      await ready;
      self.postMessage({ id, value: await calls[call](...args) });
    } catch ({ name, message }) {
      self.postMessage({ id, error: { name, message } });
    }
  });
}
