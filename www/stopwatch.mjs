// How long it takes from a key press until what it changes is on the screen.

const NAME = "key press to redraw";
let pressed;

/** Starts to watch for changes by hand. */
export function watch() {
  for (const type of ["input", "change"]) {
    document.addEventListener(
      type,
      (event) => {
        pressed ??= event.timeStamp;
      },
      { capture: true },
    );
  }
}

/** Call when the change has been drawn; what is told comes after the browser has painted it. */
export function drawn(tell) {
  if (pressed === undefined) return;
  const start = pressed;
  pressed = undefined;
  // A message sent from an animation frame arrives after the painting that follows the frame.
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      tell(performance.measure(NAME, { start, end: performance.now() }).duration);
    };
    port2.postMessage(undefined);
  });
}
