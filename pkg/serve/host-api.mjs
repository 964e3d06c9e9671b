// Questions to a host's API and changes through it.

/** Why a request did not go through, and what is to be done: try again later, look again at once, or give up. */
export class HostError extends Error {
  name = "HostError";

  /**
   * @param {string} message without anything that a ticket says
   * @param {"retry" | "stale" | "park"} way
   * @param {{ retryAfter?: number, isDown?: boolean }} [more] `retryAfter`: milliseconds that the host asks for; `isDown`:
   *   it will not do other requests either
   */
  constructor(message, way, { retryAfter, isDown = false } = {}) {
    super(message);
    this.way = way;
    this.retryAfter = retryAfter;
    this.isDown = isDown;
  }
}

/** Somebody was quicker: `If-Match` failed, or the host's own guard. */
const STALE = new Set([409, 412]);
/** The host wants to be left alone. */
const DOWN = new Set([429, 502, 503]);
/** The same request will not do better. */
const FINAL = new Set([400, 404, 405, 410, 415, 422, 428]);
const LONGEST = 16 * 1024 * 1024;

/** The API of one host. */
export class HostApi {
  #url;
  #auth;
  #api;
  #timeout;
  #session;
  #clock;

  /**
   * @param {{ url: string, auth: object, host: import("../adapters/host/host.mjs").Host }} source
   * @param {{ timeoutMs: number, onAnswer?: (method: string, status: number | string, ms: number) => void }} options
   */
  constructor({ url, auth, host }, { timeoutMs, onAnswer }) {
    this.#url = url;
    this.#auth = auth;
    this.#api = host.api;
    this.#timeout = timeoutMs;
    this.#clock = onAnswer ?? (() => {});
  }

  /** @returns {Promise<{ json: unknown, text: string, etag?: string, ms: number }>} `ms`: how long the host took */
  get(path) {
    return this.#send("GET", path, {});
  }

  /** @param {{ body: unknown, etag?: string }} change */
  send(method, path, change) {
    return this.#send(method, path, change);
  }

  async #send(method, path, { body, etag }, again = true) {
    const headers = { accept: "application/json", ...this.#ownHeaders(), ...(await this.#credentials()) };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (etag !== undefined) headers["if-match"] = etag;
    const answer = await this.#fetch(method, path, {
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.status === 401 && this.#session !== undefined && again) {
      this.#session = undefined;
      return this.#send(method, path, { body, etag }, false);
    }
    return accepted(answer, `${method} ${path.split("?")[0]}`);
  }

  async #fetch(method, path, options) {
    const started = performance.now();
    let status = "none";
    try {
      // A redirect could lead the credentials elsewhere, so none is followed.
      const signal = AbortSignal.timeout(this.#timeout);
      const response = await fetch(this.#url + path, { method, redirect: "manual", signal, ...options });
      status = response.status;
      const text = await bounded(response);
      return { status, headers: response.headers, text, ms: performance.now() - started };
    } catch (error) {
      if (error instanceof HostError) throw error;
      throw new HostError(`${method} ${path.split("?")[0]}: ${reasonOf(error)}`, "retry", {
        isDown: error.name !== "TimeoutError",
      });
    } finally {
      this.#clock(method, status, performance.now() - started);
    }
  }

  #ownHeaders() {
    const { origin } = new URL(this.#url);
    const filled = Object.entries(this.#api.headers ?? {}).map(([name, value]) => [
      name,
      value.replace("{origin}", origin).replace("{base}", this.#url),
    ]);
    return Object.fromEntries(filled);
  }

  async #credentials() {
    const { scheme, user, name, prefix = "", secret } = this.#auth;
    if (scheme === "basic") return { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}` };
    // Freshservice: the key is the user, and the password does not matter.
    if (scheme === "key") return { authorization: `Basic ${Buffer.from(`${secret}:X`).toString("base64")}` };
    if (scheme === "bearer") return { authorization: `Bearer ${secret}` };
    if (scheme === "token") return { authorization: `Token ${secret}` };
    if (scheme === "header") return { [name.toLowerCase()]: prefix + secret };
    if (scheme !== "session") return {};
    this.#session ??= await this.#login();
    return { [this.#api.session.header]: this.#session };
  }

  async #login() {
    const { path, headers, answer } = this.#api.session;
    const filled = Object.entries(headers).map(([name, value]) => [name, value.replace("{secret}", this.#auth.secret)]);
    const { json } = accepted(await this.#fetch("GET", path, { headers: Object.fromEntries(filled) }), `GET ${path}`);
    return json[answer];
  }
}

function accepted({ status, headers, text, ms }, what) {
  if (status >= 200 && status < 300) return { json: parsed(text), text, etag: headers.get("etag") ?? undefined, ms };
  const way = STALE.has(status) ? "stale" : FINAL.has(status) ? "park" : "retry";
  const retryAfter = waitOf(headers.get("retry-after"));
  throw new HostError(`${what}: the host answered ${status}`, way, { retryAfter, isDown: DOWN.has(status) });
}

function parsed(text) {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds or as a date. */
function waitOf(text) {
  if (text === null) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

async function bounded(response) {
  const parts = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > LONGEST) throw new HostError(`the host answered more than ${LONGEST} bytes`, "park");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function reasonOf(error) {
  return error.name === "TimeoutError" ? "no answer in time" : (error.cause?.code ?? error.code ?? error.name);
}
