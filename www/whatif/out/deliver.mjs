// Hands a file to whoever sits before the page; it never leaves the browser on another way.

/**
 * @param {string} name
 * @param {BlobPart | BlobPart[]} content
 * @param {string} type
 */
export function deliver(name, content, type) {
  const address = URL.createObjectURL(new Blob([content].flat(), { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  // The browser takes its time to begin.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
