// Bytes of any encoding -> bytes of UTF-8, which all that follows reads.

/** U+FEFF in UTF-8. Plain numbers, because mappings are read in browsers too, which have no Buffer. */
const MARK = [0xef, 0xbb, 0xbf];

/**
 * Bytes as UTF-8. What claims to be UTF-8 goes through as it is: whether it is so is looked at row by row, so that one
 * damaged row does not spoil the others.
 * @param {AsyncIterable<Buffer>} chunks
 * @param {string} encoding
 * @returns {AsyncIterable<Buffer>}
 */
export function asUtf8(chunks, encoding) {
  const decoder = new TextDecoder(encoding);
  return decoder.encoding === "utf-8" ? withoutMark(chunks) : transcoded(chunks, decoder);
}

/** The bytes without the mark that some programs put before UTF-8; it would become part of the first column's name. */
async function* withoutMark(chunks) {
  let head = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < MARK.length) continue;
    yield unmarked(head);
    head = undefined;
  }
  if (head !== undefined) yield unmarked(head);
}

function unmarked(head) {
  return MARK.every((byte, at) => head[at] === byte) ? head.subarray(MARK.length) : head;
}

async function* transcoded(chunks, decoder) {
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
