// NDJSON from a file, packed or not, cut where a line ends.

const NEWLINE = 10;

/** The bytes of a file, unpacked if its name says that it is packed, and how much of the file has been read. */
export async function* chunks(file) {
  let read = 0;
  const counted = new TransformStream({
    transform(chunk, controller) {
      read += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const bytes = file.stream().pipeThrough(counted);
  const plain = file.name.endsWith(".gz") ? bytes.pipeThrough(new DecompressionStream("gzip")) : bytes;
  const reader = plain.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield { bytes: value, done: file.size === 0 ? 1 : read / file.size };
  }
}

/** Pieces of whole lines. */
export async function* ndjsonPieces(file) {
  let rest = [];
  for await (const { bytes, done } of chunks(file)) {
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      rest.push(bytes);
      continue;
    }
    const piece = joined([...rest, bytes.subarray(0, end)]);
    rest = end < bytes.length ? [bytes.slice(end)] : [];
    yield { bytes: piece, lines: count(piece), done };
  }
  const last = joined([...rest, Uint8Array.of(NEWLINE)]);
  if (last.length > 1) yield { bytes: last, lines: 1, done: 1 };
}

/** The first `lines` lines of a piece. */
export function head(bytes, lines) {
  let end = 0;
  for (let left = lines; left > 0 && end < bytes.length; left -= 1) {
    const next = bytes.indexOf(NEWLINE, end);
    if (next < 0) return bytes;
    end = next + 1;
  }
  return bytes.subarray(0, end);
}

function count(bytes) {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

function joined(parts) {
  const made = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
