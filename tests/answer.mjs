// One case -> the bytes of its answer. Runs in Node and, as it is, in a browser.

/** @returns {Promise<string>} the decision, or the error that was thrown, as JSON */
export async function answer(compile, { files, ticket, now }) {
  try {
    const policy = await compile(files);
    return JSON.stringify(await policy.decide(ticket, { now }));
  } catch ({ name, message, problems }) {
    return JSON.stringify({ error: { name, message, problems } });
  }
}

/** `compile` that keeps what it compiled. */
export function compileOnce(compile) {
  const compiled = new Map();
  return (files) => {
    const key = JSON.stringify(files);
    if (!compiled.has(key)) compiled.set(key, compile(files));
    return compiled.get(key);
  };
}
