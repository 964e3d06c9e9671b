// Whether a webhook comes from the desk: its signature, or a secret in its address, and its age.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { kindOf } from "../adapters/mapping/mistakes.mjs";

/** Seconds by which the clocks of desk and validator, and the way between them, may differ. */
const MAX_AGE = 300;

const FORMS = {
  epochSeconds: (text) => (/^\d{1,11}$/.test(text) ? Number(text) * 1000 : Number.NaN),
  iso: (text) => Date.parse(text),
};

/**
 * Joins how a host signs with a site's secrets.
 * @param {object | undefined} scheme `signature` of the host
 * @param {{ secret?: string, address?: string, maxAge?: number }} own
 */
export function readSignature(scheme, { secret, address, maxAge = MAX_AGE }, where, mistakes) {
  if (secret === undefined && address === undefined && !mistakes.problems.some(({ path }) => path?.startsWith(where))) {
    const help =
      scheme === undefined
        ? 'this desk does not sign: add "address": { "env": "NAME" }, and the secret to the address of the webhook'
        : 'add "secret": { "env": "NAME" }, the same that the desk signs with';
    mistakes.note("no-secret", where, "anybody could send webhooks", help);
  }
  if (secret !== undefined && scheme === undefined)
    mistakes.note(
      "no-signature",
      `${where}.secret`,
      "this desk does not sign its webhooks",
      "use `address` instead of `secret`",
    );
  if (!Number.isFinite(maxAge) || maxAge <= 0)
    mistakes.note(
      "wrong-type",
      `${where}.maxAge`,
      `seconds must stand here, not ${kindOf(maxAge)}`,
      `leave it out for ${MAX_AGE}`,
    );
  return { scheme: secret === undefined ? undefined : scheme, secret, address, maxAge };
}

/**
 * Checks a webhook.
 * @param {{ scheme?: object, secret?: string, address?: string, maxAge: number }} signature
 * @param {{ headers: Record<string, string>, body: Buffer, address?: string, now: number }} delivery
 * @returns {{ refused: string } | { replayKey?: string }} `replayKey` is the same only if somebody sends the same once more
 */
export function check({ scheme, secret, address, maxAge }, delivery) {
  if (address !== undefined && !sameText(delivery.address ?? "", address)) return { refused: "address" };
  if (scheme === undefined) return {};
  const stamp = scheme.timestamp && single(delivery.headers[scheme.timestamp.header]);
  if (scheme.timestamp && stamp === undefined) return { refused: "timestamp" };
  const given = single(delivery.headers[scheme.header]);
  if (given === undefined) return { refused: "signature" };
  const wanted = sign(scheme, secret, { body: delivery.body, timestamp: stamp });
  if (!sameText(given, wanted)) return { refused: "signature" };
  // The age is looked at last: who does not know the secret learns nothing about our clock.
  if (stamp === undefined) return {};
  const sent = FORMS[scheme.timestamp.form](stamp);
  if (!(Math.abs(delivery.now - sent) <= maxAge * 1000)) return { refused: "age" };
  return { replayKey: given };
}

/** The signature of a body, as its header has it. */
export function sign({ algorithm = "sha256", encoding = "hex", prefix = "", signed }, secret, parts) {
  const hmac = createHmac(algorithm, secret);
  for (const part of signed) hmac.update(parts[part] ?? part);
  return prefix + hmac.digest(encoding);
}

function single(header) {
  return typeof header === "string" ? header : undefined;
}

/** Compares in a time that says nothing about where the texts differ, nor how long the secret is. */
function sameText(one, other) {
  const digest = (text) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
