// andon serve: the validator as a program of its own.

import { createServer } from "node:http";
import { readConfigFile } from "../serve/config.mjs";
import { openLog } from "../serve/log.mjs";
import { ConfigError } from "../serve/problems.mjs";
import { openValidator } from "../serve/validator.mjs";
import { openPolicy, problemText } from "./policy.mjs";
import { Refusal } from "./refusal.mjs";

/** Who takes longer than this to say what he wants is cut off, in milliseconds. */
const SLOW_SENDERS = { headersTimeout: 10_000, requestTimeout: 30_000 };

/** @returns {Promise<number>} exit status */
export async function run({ policy, config: file, check }) {
  if (file === undefined) throw new Refusal("--config is missing: name the configuration (`andon serve --help`)");
  return check ? checked(policy, file) : serve(policy, file);
}

async function checked(policy, file) {
  configured(() => readConfigFile(file), file);
  const { name, version, hash } = await openPolicy(policy);
  process.stdout.write(`the configuration is good; policy ${name} ${version} (${hash})\n`);
  return 0;
}

function configured(read, file) {
  try {
    return read();
  } catch (error) {
    throw refusal(error, file);
  }
}

function refusal(error, file) {
  if (!(error instanceof ConfigError)) return error;
  // What is wrong with the file as a whole has the file itself for a path.
  const text = ({ path, ...problem }) => problemText({ ...problem, file, path: path === file ? undefined : path });
  return new Refusal(error.problems.map(text).join("\n"));
}

async function serve(policy, file) {
  const { log: settings, listen } = configured(() => readConfigFile(file), file);
  const log = await openLog(settings.level);
  const validator = await openValidator({ policy, config: file, log });
  const server = createServer(SLOW_SENDERS, (request, response) => validator.handler(request, response));
  await listening(server, listen);
  log.info({ ...server.address(), sources: [...validator.config.sources.keys()] }, "listening");
  process.on("SIGHUP", () => validator.reload());
  await signalled();
  log.info("stopping");
  server.close();
  server.closeIdleConnections();
  await validator.close();
  log.info("stopped");
  return 0;
}

function listening(server, { host, port }) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(new Refusal(`${host}:${port} cannot be listened on: ${error.code}; give another under \`listen\``)),
    );
    server.listen(port, host, resolve);
  });
}

function signalled() {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, resolve);
  });
}
