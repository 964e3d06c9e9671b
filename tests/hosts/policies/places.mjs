// Tries to compile WebAssembly in every place of a page; runs in the page.

const MODULE = "new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])";
/** Every place answers, if late; only one that is broken does not. */
const PATIENCE = 30_000;
const TRY = `WebAssembly.instantiate(${MODULE}).then(() => "works", (error) => error.name)`;

/** What a worker file is made of. */
export const WORKER = `${TRY}.then((answer) => postMessage(answer));`;

/** What a frame is made of. */
export const FRAME = `<!doctype html><script>${TRY}.then((answer) => parent.postMessage(answer, "*"));</script>`;

/**
 * Place -> `works` or the name of the error.
 * @param {Record<string, string>} addresses of the worker files and frames to try
 */
export async function places({ workers, frames }) {
  const blob = (text, type) => URL.createObjectURL(new Blob([text], { type }));
  const found = {
    page: await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
      () => "works",
      ({ name }) => name,
    ),
  };
  found["blob worker"] = await inWorker(blob(WORKER, "text/javascript"));
  found["srcdoc frame"] = await inFrame({ srcdoc: FRAME });
  found["sandboxed srcdoc frame"] = await inFrame({ srcdoc: FRAME, sandbox: "allow-scripts" });
  found["blob frame"] = await inFrame({ src: blob(FRAME, "text/html") });
  for (const [name, address] of Object.entries(workers)) found[name] = await inWorker(address);
  for (const [name, address] of Object.entries(frames)) found[name] = await inFrame({ src: address });
  return found;
}

function inWorker(address) {
  return new Promise((resolve) => {
    const worker = new Worker(address);
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => resolve("did not start");
    setTimeout(() => resolve("did not answer"), PATIENCE);
  });
}

function inFrame(attributes) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    addEventListener("message", function heard({ source, data }) {
      if (source !== frame.contentWindow) return;
      removeEventListener("message", heard);
      resolve(data);
    });
    document.body.append(frame);
    setTimeout(() => resolve("did not answer"), PATIENCE);
  });
}
