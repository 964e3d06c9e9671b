// The configuration of the validator: one JSON file, read once, all its mistakes told at once.

import { readFileSync } from "node:fs";
import path from "node:path";
import { hosts, MappingError, openHost } from "../adapters/hosts.mjs";
import { at, Mistakes } from "../adapters/mapping/mistakes.mjs";
import { nearest } from "../adapters/mapping/nearest.mjs";
import { SCHEME as AGENTS } from "./agents.mjs";
import { ConfigError } from "./problems.mjs";
import { readSecret } from "./secret.mjs";
import { readSignature } from "./signature.mjs";

const KEYS = ["listen", "database", "sources", "notify", "watch", "limits", "log"];
const SOURCE = ["host", "url", "auth", "webhook", "agents", "self", "site"];
const SOURCES = 'name your desk: { "rt": { "host": "request-tracker", "url": "https://..." } }';
const WEBHOOK = ["secret", "address", "maxAge"];
const AUTH = {
  basic: ["user", "secret"],
  key: ["secret"],
  bearer: ["secret"],
  token: ["secret"],
  header: ["name", "prefix", "secret"],
  session: ["secret"],
  none: [],
};
const LEVELS = ["silent", "error", "warn", "info", "debug"];
const LIMITS = {
  bodyBytes: 1_048_576,
  concurrency: 4,
  hostTimeoutMs: 10_000,
  notifyTimeoutMs: 30_000,
  retryBaseMs: 500,
  retryCapMs: 300_000,
  writesPerTicketAndHour: 12,
  stopMs: 10_000,
  pollMs: 1_000,
};
/** Seconds: what is said for an agent counts now, and a copy of it soon no more. */
const AGENTS_MAX_AGE = 60;
/** Events that are older than this when they are first seen are history, and nobody is called for them. */
const FORGET_AFTER = 86_400;

/**
 * Reads a configuration.
 * @param {unknown} value content of the file
 * @param {{ env?: Record<string, string | undefined>, folder?: string }} [place] where secrets and files are looked for
 * @throws {ConfigError} with all mistakes
 */
export function readConfig(value, { env = process.env, folder = process.cwd() } = {}) {
  const context = { env, folder, mistakes: new Mistakes() };
  const config = compile(value, context);
  if (context.mistakes.problems.length > 0) throw new ConfigError(context.mistakes.problems);
  return config;
}

/** Reads a configuration file; names in it are relative to its folder. */
export function readConfigFile(file, options) {
  let value;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message =
      error instanceof SyntaxError ? `it is not JSON: ${error.message}` : `it cannot be read: ${error.code}`;
    throw new ConfigError([
      { code: "bad-config", message, path: file, help: "see docs/serving.md for one to start from" },
    ]);
  }
  return readConfig(value, { folder: path.dirname(path.resolve(file)), ...options });
}

function compile(value, context) {
  const { mistakes, folder } = context;
  if (mistakes.object(value, "", KEYS) === undefined) return undefined;
  const { database = "andon.sqlite", watch = true } = value;
  mistakes.text(database, "database", "name the file of the database");
  mistakes.oneOf(watch, "watch", [true, false]);
  const sources = mistakes.object(value.sources, "sources", undefined, SOURCES) ?? {};
  return {
    listen: readListen(value.listen ?? {}, mistakes),
    database: path.resolve(folder, String(database)),
    sources: new Map(Object.entries(sources).map(([name, source]) => [name, readSource(name, source, context)])),
    notify: value.notify === undefined ? undefined : readNotify(value.notify, context),
    watch,
    limits: readLimits(value.limits ?? {}, mistakes),
    log: readLog(value.log ?? {}, mistakes),
  };
}

function readListen(value, mistakes) {
  if (mistakes.object(value, "listen", ["host", "port"]) === undefined) return undefined;
  const { host = "127.0.0.1", port = 8787 } = value;
  mistakes.text(host, "listen.host", "such as 127.0.0.1, or 0.0.0.0 for all");
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    mistakes.note("wrong-type", "listen.port", "the number of a port must stand here", "such as 8787");
  return { host, port };
}

function readSource(name, source, context) {
  const { mistakes, folder } = context;
  const where = at("sources", name);
  if (!/^[\w-]+$/.test(name))
    mistakes.note("bad-name", where, `\`${name}\` becomes part of an address`, "use letters, digits, `_` and `-`");
  if (mistakes.object(source, where, SOURCE) === undefined) return undefined;
  const host = readHost(source, where, { mistakes, folder });
  return {
    name,
    host,
    url: readUrl(source.url, `${where}.url`, mistakes),
    auth: readAuth(source.auth ?? { scheme: "none" }, host, `${where}.auth`, context),
    signature: readSignature(
      host?.webhook.signature,
      readWebhook(source.webhook ?? {}, `${where}.webhook`, context),
      `${where}.webhook`,
      mistakes,
    ),
    agents: source.agents === undefined ? undefined : readAgents(source.agents, `${where}.agents`, context),
    self: source.self,
  };
}

function readHost({ host: name, site = {} }, where, { mistakes, folder }) {
  const definition = Object.hasOwn(hosts, name) ? hosts[name] : hostFile(name, `${where}.host`, { mistakes, folder });
  if (definition === undefined) return undefined;
  try {
    return openHost(definition, site);
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    for (const problem of error.problems) mistakes.problems.push({ ...problem, path: `${where}: ${problem.path}` });
    return undefined;
  }
}

function hostFile(name, where, { mistakes, folder }) {
  if (typeof name !== "string" || !name.endsWith(".json")) {
    mistakes.note(
      "unknown-host",
      where,
      `there is no host \`${name}\``,
      `${nearest(String(name), Object.keys(hosts))}; or a .json file`,
    );
    return undefined;
  }
  try {
    return JSON.parse(readFileSync(path.resolve(folder, name), "utf8"));
  } catch (error) {
    mistakes.note(
      "bad-host",
      where,
      `\`${name}\` cannot be read: ${error.message}`,
      "a copy of a host's description belongs there",
    );
    return undefined;
  }
}

function readUrl(value, where, mistakes) {
  const help = 'write the address of the desk: "https://desk.example.com"';
  if (mistakes.text(value, where, help) === undefined) return undefined;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/+$/, "");
  mistakes.note("bad-url", where, `\`${value}\` is no address`, help);
  return undefined;
}

function readAuth(value, host, where, context) {
  const { mistakes } = context;
  const scheme = mistakes.oneOf(value?.scheme, `${where}.scheme`, Object.keys(AUTH));
  if (scheme === undefined || mistakes.object(value, where, ["scheme", ...AUTH[scheme]]) === undefined)
    return undefined;
  if (scheme === "none") return { scheme };
  if (scheme === "session" && host !== undefined && host.api.session === undefined)
    mistakes.note("no-session", `${where}.scheme`, `\`${host.name}\` has no sessions`, "use another scheme");
  return { ...value, secret: readSecret(value.secret, `${where}.secret`, context) };
}

function readWebhook(value, where, context) {
  if (context.mistakes.object(value, where, WEBHOOK) === undefined) return {};
  const secret = (key) => (value[key] === undefined ? undefined : readSecret(value[key], `${where}.${key}`, context));
  return { secret: secret("secret"), address: secret("address"), maxAge: value.maxAge };
}

/** The secret by which the desk signs what it asks and says for its agents. */
function readAgents(value, where, context) {
  const { mistakes } = context;
  if (mistakes.object(value, where, ["secret", "maxAge"]) === undefined) return undefined;
  const secret = value.secret === undefined ? undefined : readSecret(value.secret, `${where}.secret`, context);
  return readSignature(AGENTS, { secret, maxAge: value.maxAge ?? AGENTS_MAX_AGE }, where, mistakes);
}

function readNotify(value, context) {
  const { mistakes } = context;
  if (mistakes.object(value, "notify", ["url", "secret", "command", "forgetAfter"]) === undefined) return undefined;
  const { url, secret, command, forgetAfter = FORGET_AFTER } = value;
  if ((url === undefined) === (command === undefined))
    mistakes.note(
      "notify",
      "notify",
      "one of `url` and `command` must be given",
      'such as "command": ["/usr/local/bin/page"]',
    );
  if (command !== undefined) mistakes.texts(command, "notify.command", "write the program and its arguments as a list");
  return {
    url: url === undefined ? undefined : readUrl(url, "notify.url", mistakes),
    secret: secret === undefined ? undefined : readSecret(secret, "notify.secret", context),
    command,
    forgetAfter,
  };
}

function readLimits(value, mistakes) {
  if (mistakes.object(value, "limits", Object.keys(LIMITS)) === undefined) return LIMITS;
  for (const [key, limit] of Object.entries(value)) {
    if (Number.isSafeInteger(limit) && limit > 0) continue;
    mistakes.note(
      "wrong-type",
      at("limits", key),
      "a whole number above 0 must stand here",
      `leave it out for ${LIMITS[key]}`,
    );
  }
  return { ...LIMITS, ...value };
}

function readLog(value, mistakes) {
  if (mistakes.object(value, "log", ["level", "subjects"]) === undefined) return undefined;
  const { level = "info", subjects = false } = value;
  mistakes.oneOf(level, "log.level", LEVELS);
  mistakes.oneOf(subjects, "log.subjects", [true, false]);
  return { level, subjects };
}
