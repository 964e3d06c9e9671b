// A page draws after it has been told: what is asked of it at once may not be there yet. And what a test waits for may never
// come: it is to say so, not to wait.

import { once } from "node:events";

const PATIENCE = 20_000;
const PAUSE = 50;

/**
 * Asks again until `check` does not throw any more; gives what it gives, or throws what it threw last.
 * @template T
 * @param {() => Promise<T>} check
 * @returns {Promise<T>}
 */
export async function eventually(check) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/**
 * What a promise comes to, if it does within the time.
 * @template T
 * @param {Promise<T>} promise
 * @param {string} what is waited for
 * @returns {Promise<T>}
 */
export async function within(promise, what, patience = PATIENCE) {
  let late;
  const lateness = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error(`${what}: not within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([promise, lateness]);
  } finally {
    clearTimeout(late);
  }
}

/**
 * The status with which a child process ends, whether or not it has ended already.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number | null>} null if a signal ended it
 */
export async function ended(child, patience = PATIENCE) {
  if (child.exitCode === null && child.signalCode === null)
    await within(once(child, "close"), `the end of process ${child.pid}`, patience);
  return child.exitCode;
}
