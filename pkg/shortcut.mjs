// A second way for a worker's answers. Chromium keeps back what a worker posts until the screen has shown the key press before
// it, so that an answer to what is typed always misses a frame of the screen; what comes over a `BroadcastChannel` it does not
// keep back. An engine in an `<iframe>` gains nothing by it: there the question is kept back as well.

/** Questions that are asked while somebody types, and have small answers. */
const URGENT = new Set(["decide", "explain", "compare"]);

/** The page's side. Until the other is heard there, and from another origin it never is, answers come as they always do. */
export class Shortcut {
  #channel;
  #isOpen = false;

  /** @param {(answer: object) => void} take */
  constructor(take) {
    // A name that no other page has: desks without TLS have no `crypto.randomUUID`.
    this.#channel = new BroadcastChannel(`andon-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`);
    this.#channel.onmessage = ({ data }) => {
      if (data.isOpen) this.#isOpen = true;
      else take(data);
    };
  }

  /** What a question has to say so that its answer takes the shorter way. */
  of(call) {
    if (call === "init") return { channel: this.#channel.name };
    return { isUrgent: this.#isOpen && URGENT.has(call) };
  }

  close() {
    this.#channel.close();
  }
}

/** The other side: opens the channel that the page names, and says so over it. */
export function openShortcut(name) {
  const channel = new BroadcastChannel(name);
  channel.postMessage({ isOpen: true });
  return (answer) => channel.postMessage(answer);
}
