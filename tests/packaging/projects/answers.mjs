// The same question to every entry of the package; `window.answers` is what the test reads.

/** Asks a package entry. */
export async function ask({ init, Policy }, { files, ticket, now }, source) {
  await init(source);
  return JSON.stringify(Policy.compile(files).decide(ticket, { now }));
}

/** Asks a worker of the package. */
export async function askWorker({ connect }, { files, ticket, now }, options) {
  const andon = await connect(options);
  const policy = await andon.compile(files);
  const answer = JSON.stringify(await policy.decide(ticket, { now }));
  andon.terminate();
  return answer;
}

/** Asks a worker of one's own. */
export function askOwnWorker(worker, question) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(question);
  });
}

/** Runs all and leaves the answers, or what went wrong in their place. */
export async function report(asked) {
  const answers = {};
  for (const [name, ask] of Object.entries(asked)) {
    answers[name] = await ask().catch((error) => String(error.stack ?? error));
  }
  window.answers = answers;
}
