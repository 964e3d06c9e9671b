// The bytes of a request, as they were signed.

/** A body that is not taken. */
export class BodyError extends Error {
  /** @param {number} status @param {string} message @param {boolean} [close] whether the sender may still be sending */
  constructor(status, message, close = false) {
    super(message);
    this.status = status;
    this.close = close;
  }
}

/**
 * Reads a body, unless a framework has done so already.
 * @param {import("node:http").IncomingMessage & { body?: unknown, rawBody?: unknown }} request
 * @param {number} limit bytes
 * @returns {Promise<Buffer>}
 */
export async function bodyOf(request, limit) {
  const kept = [request.rawBody, request.body].find((body) => Buffer.isBuffer(body) || typeof body === "string");
  if (kept !== undefined) return bounded(Buffer.from(kept), limit);
  if (request.readableEnded) {
    // A signature is over bytes, and an object does not give them back.
    throw new BodyError(500, "the body was parsed before: put andon before the body parser, or keep `rawBody`");
  }
  if (Number(request.headers["content-length"]) > limit) throw new BodyError(413, "too long", true);
  return received(request, limit);
}

function received(request, limit) {
  return new Promise((resolve, reject) => {
    const parts = [];
    let size = 0;
    request.on("data", (part) => {
      size += part.length;
      if (size > limit) {
        request.pause();
        reject(new BodyError(413, "too long", true));
      } else parts.push(part);
    });
    request.on("end", () => resolve(parts.length === 1 ? parts[0] : Buffer.concat(parts)));
    request.on("error", () => reject(new BodyError(400, "broken off", true)));
    request.on("aborted", () => reject(new BodyError(400, "broken off", true)));
  });
}

function bounded(body, limit) {
  if (body.length > limit) throw new BodyError(413, "too long");
  return body;
}
