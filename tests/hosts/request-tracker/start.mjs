// A Request Tracker of our own: Debian's packages, SQLite, the built extension, on loopback.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../../pkg/build/console.mjs";
import { bundleOf } from "../../../www/plugin/build.mjs";
import { debianPackages, freePort, startServer, tool } from "../host.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
/** `dbconfig-no-thanks`: no database for the whole machine; `msmtp-mta`: the smallest mail program that RT accepts. */
const PACKAGES = ["request-tracker5", "rt5-standalone", "rt5-db-sqlite", "dbconfig-no-thanks", "msmtp-mta"];
const SERVER = "/usr/share/request-tracker5/libexec/rt-server";
const ROOT_PASSWORD = "password";
const MANUFACTURING = path.join(root, "rules", "manufacturing");

/**
 * @param {object} options
 * @param {string} options.extension the built one
 * @param {string} [options.policy] a policy's folder, for RT to give as it is; a bundle of the manufacturing pack if absent
 * @param {boolean} [options.richText] RT's own editor for messages
 * @param {string} [options.validator] address to tell of tickets
 * @returns {Promise<{ url: string, agent: [string, string], stop: () => Promise<void> }>}
 */
export async function startRequestTracker({ extension, policy, richText, validator = "" }) {
  await debianPackages(PACKAGES);
  const folder = mkdtempSync(path.join(tmpdir(), "andon-rt-"));
  const port = await freePort();
  for (const name of ["db", "etc", "var", "mason", "sessions", "plugins"]) mkdirSync(path.join(folder, name));
  cpSync(extension, path.join(folder, "plugins", "RT-Extension-Andon"), { recursive: true });
  const config = path.join(folder, "etc", "RT_SiteConfig.pm");
  const rules = policy ?? (await bundled(folder));
  const values = { FOLDER: folder, PORT: port, POLICY: rules, RICH_TEXT: richText ? 1 : 0, VALIDATOR: validator };
  writeFileSync(config, filled(readFileSync(path.join(here, "RT_SiteConfig.pm"), "utf8"), values));
  const env = { RT_SITE_CONFIG: config, RT_SITE_CONFIG_DIR: path.join(folder, "etc", "RT_SiteConfig.d") };
  await createDatabase(folder, env, path.join(extension, "etc", "initialdata"));
  const url = `http://127.0.0.1:${port}`;
  const args = ["--server", "Starlet", "--host", "127.0.0.1", "--port", String(port), "--max-workers", "3"];
  const log = path.join(folder, "server.log");
  const end = await startServer(SERVER, args, { env, log, url: `${url}/NoAuth/Login.html` });
  const stop = async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, agent: ["agent", "agent-pass"], log, stop };
}

async function bundled(folder) {
  const file = path.join(folder, "rules.json");
  writeFileSync(file, await bundleOf(MANUFACTURING));
  return file;
}

async function createDatabase(folder, env, scrips) {
  const password = path.join(folder, "etc", "root-password");
  writeFileSync(password, ROOT_PASSWORD);
  const setup = (...args) => tool("rt-setup-database-5", ["--action", ...args], { env });
  await setup("init", "--skip-create", "--root-password-file", password);
  await setup("insert", "--datafile", path.join(here, "seed.pl"));
  await setup("insert", "--datafile", scrips);
}

function filled(text, values) {
  return text.replace(/\{\{([A-Z_]+)\}\}/g, (_, name) => String(values[name]));
}
