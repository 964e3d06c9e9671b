// A django-helpdesk of our own: from PyPI, SQLite, the built templates, on loopback.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { environment, freePort, startServer, tool } from "../host.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const REQUIREMENTS = ["django-helpdesk==2.6.1", "django>=5.2,<5.3", "gunicorn>=23", "whitenoise>=6"];

/**
 * @param {{ andon: string, validator?: string }} options the built plugin; an address to tell of new tickets
 * @returns {Promise<{ url: string, agent: [string, string], stop: () => Promise<void> }>}
 */
export async function startDjangoHelpdesk({ andon, validator }) {
  const python = await environment("django-helpdesk", REQUIREMENTS);
  const folder = mkdtempSync(path.join(tmpdir(), "andon-django-"));
  for (const name of ["media", "static"]) mkdirSync(path.join(folder, name));
  const port = await freePort();
  const env = {
    DESK_DATA: folder,
    DESK_PORT: String(port),
    DESK_ANDON: andon,
    PYTHONPATH: here,
    PYTHONDONTWRITEBYTECODE: "1",
    DJANGO_SETTINGS_MODULE: "desk.settings",
    ...(validator && { HELPDESK_NEW_TICKET_WEBHOOK_URLS: validator }),
  };
  const inDesk = (...args) => tool(python("python"), args, { env });
  await inDesk("-m", "django", "migrate", "-v", "0");
  await inDesk("-m", "django", "loaddata", "-v", "0", "emailtemplate.json");
  await inDesk(path.join(here, "seed.py"));
  const url = `http://127.0.0.1:${port}`;
  const args = ["desk.wsgi:application", "--bind", `127.0.0.1:${port}`, "--worker-class", "gthread", "--threads", "4"];
  const log = path.join(folder, "server.log");
  const end = await startServer(python("gunicorn"), args, { env, log, url: `${url}/login/` });
  const stop = async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, agent: ["agent", "agent-pass"], log, stop };
}
