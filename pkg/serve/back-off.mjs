// How long to wait before the next try: twice as long each time, up to a cap. No chance in it, so that tests can tell.

/**
 * @param {number} attempts that failed, this one included
 * @param {{ retryBaseMs: number, retryCapMs: number }} limits
 * @returns {number} milliseconds
 */
export function backOff(attempts, { retryBaseMs, retryCapMs }) {
  return Math.min(retryCapMs, retryBaseMs * 2 ** Math.min(attempts - 1, 30));
}
