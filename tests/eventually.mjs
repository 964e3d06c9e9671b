// A page draws after it has been told: what is asked of it at once may not be there yet.

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
