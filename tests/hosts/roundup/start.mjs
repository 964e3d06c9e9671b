// A Roundup of our own: from PyPI, SQLite, the built templates, on loopback.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { environment, freePort, startServer, tool } from "../host.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const REQUIREMENTS = ["roundup==2.6.0", "gunicorn>=23"];

/**
 * @param {{ tracker: string, policy?: string }} options the built plugin; the content policy of the desk's pages
 * @returns {Promise<{ url: string, agent: [string, string], stop: () => Promise<void> }>}
 */
export async function startRoundup({ tracker, policy = "" }) {
  const python = await environment("roundup", REQUIREMENTS);
  const folder = mkdtempSync(path.join(tmpdir(), "andon-roundup-"));
  const home = path.join(folder, "desk");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const mail = `mail_domain=example.test,mail_host=localhost,mail_debug=${path.join(folder, "mail")}`;
  const admin = (...args) => tool(python("roundup-admin"), ["-i", home, ...args]);
  await admin("install", "classic", "sqlite", `tracker_web=${url},${mail}`);
  await tool(python("python"), [path.join(here, "tracker.py"), home, tracker]);
  await admin("initialise", "admin-pass");
  const args = ["desk:application", "--bind", `127.0.0.1:${port}`, "--worker-class", "gthread", "--threads", "4"];
  const log = path.join(folder, "server.log");
  const env = { DESK_HOME: home, DESK_POLICY: policy, PYTHONPATH: here, PYTHONDONTWRITEBYTECODE: "1" };
  const end = await startServer(python("gunicorn"), args, { env, log, url });
  const stop = async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, agent: ["agent", "agent-pass"], log, stop };
}
