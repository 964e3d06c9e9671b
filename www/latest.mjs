// Typing asks faster than an engine answers: one question at a time, and of those that wait only the newest.

/**
 * @template Q
 * @param {(question: Q) => Promise<void>} ask must not throw
 * @returns {(question: Q) => Promise<void>}
 */
export function latest(ask) {
  let busy = false;
  let waiting = [];
  return async (question) => {
    waiting = [question];
    if (busy) return;
    busy = true;
    while (waiting.length > 0) await ask(waiting.pop());
    busy = false;
  };
}
