// A frame that answers as a worker does: the same three members, over a message port.

export class RemoteWindow {
  #port;
  #frame;

  constructor(frame, port) {
    this.#frame = frame;
    this.#port = port;
  }

  /**
   * Opens a frame that runs `frame.mjs`, out of sight.
   * @param {string} address
   * @param {number} patience milliseconds to wait for its first sign
   */
  static open(address, patience) {
    const { port1, port2 } = new MessageChannel();
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.src = address;
    frame.title = "andon";
    const { origin } = new URL(address, location.href);
    frame.addEventListener("load", () => frame.contentWindow.postMessage({ andon: "connect" }, origin, [port2]));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        frame.remove();
        reject(new Error("the frame did not answer"));
      }, patience);
      port1.onmessage = () => {
        clearTimeout(late);
        resolve(new RemoteWindow(frame, port1));
      };
      document.body.append(frame);
    });
  }

  addEventListener(type, listener) {
    this.#port.addEventListener(type, listener);
  }

  postMessage(message) {
    this.#port.postMessage(message);
  }

  terminate() {
    this.#port.close();
    this.#frame.remove();
  }
}
