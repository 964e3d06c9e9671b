// A validator in a throw-away folder, beside a desk.

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { openValidator } from "andon/node";
import { pino } from "pino";
import { root } from "../../pkg/build/console.mjs";
import { Desk } from "./desk.mjs";

export const POLICY = path.join(root, "tests", "policies", "workshop");

/** Short times, so that tests need not wait. */
export const LIMITS = { pollMs: 20, retryBaseMs: 20, retryCapMs: 200, hostTimeoutMs: 5000, stopMs: 2000 };

/** A folder that is gone after the test. */
export function folderFor(t) {
  const folder = mkdtempSync(path.join(tmpdir(), "andon-serve-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The configuration for a desk; secrets go through the environment as they have to. */
export function configFor(desk, folder, { source = {}, limits = {}, ...more } = {}) {
  process.env.DESK_SECRET = desk.secret;
  process.env.DESK_TOKEN = "token-of-the-desk";
  return {
    listen: { port: 0 },
    database: path.join(folder, "andon.sqlite"),
    sources: {
      desk: {
        host: "generic-json",
        url: desk.url,
        auth: { scheme: "bearer", secret: { env: "DESK_TOKEN" } },
        webhook: { secret: { env: "DESK_SECRET" } },
        ...source,
      },
    },
    limits: { ...LIMITS, ...limits },
    ...more,
  };
}

/** What the validator logs, line by line. */
export function logBook() {
  const lines = [];
  const log = pino({ level: "debug" }, { write: (line) => lines.push(JSON.parse(line)) });
  return { log, lines };
}

/** Opens desk, validator and server; `post` sends a webhook. */
export async function open(t, { config = {}, ...options } = {}) {
  const folder = folderFor(t);
  const desk = await new Desk().open();
  t.after(() => desk.shut());
  const settings = configFor(desk, folder, typeof config === "function" ? config(folder) : config);
  return { desk, folder, settings, ...(await reopen(t, { settings, ...logBook() }, options)) };
}

/** Opens a validator, again perhaps, on the database that is there. */
export async function reopen(t, { settings, log, lines }, { policy = POLICY, ...options } = {}) {
  const validator = await openValidator({ policy, config: settings, log, ...options });
  const server = createServer(validator.handler);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await validator.close();
  });
  const post = (webhook, place = "/hooks/desk") => fetch(url + place, webhook);
  return { validator, url, post, log, lines };
}

/** Waits until something is so. */
export async function until(isSo, what, ms = 20_000) {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it did not come to pass within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
