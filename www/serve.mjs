// Serves the built page, the package and the policies to a browser on this machine.

import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HOST = "127.0.0.1";
const FIRST_PORT = 8080;
const TRIES = 20;

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".ndjson": "application/x-ndjson",
  ".rhai": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  // Anything else, and a browser refuses to compile it while it loads.
  ".wasm": "application/wasm",
};

/** Address prefix -> folder: the built page, the package and the plugin for pages that import them unbundled, the policies. */
const FOLDERS = Object.entries({
  "/andon/": "../pkg/",
  "/rules/": "../rules/",
  "/plugin/": "./plugin/",
  "/": "./dist/page/",
}).map(([prefix, folder]) => [prefix, fileURLToPath(new URL(folder, import.meta.url))]);

/**
 * Starts the server on the port asked for or the next free one.
 * @param {{ port?: number, folders?: [string, string][] }} [options]
 * @returns {Promise<{ server: import("node:http").Server, url: string }>}
 */
export async function serve({ port = Number(process.env.PORT ?? FIRST_PORT), folders = FOLDERS } = {}) {
  const server = createServer((request, response) => answer(folders, request, response));
  for (let next = port; ; next += 1) {
    try {
      return { server, url: `http://${HOST}:${await listen(server, next)}/` };
    } catch (error) {
      if (error.code !== "EADDRINUSE" || next - port >= TRIES) throw error;
    }
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      server.off("error", reject);
      resolve(server.address().port);
    });
  });
}

async function answer(folders, { method, url }, response) {
  const asked = method === "GET" || method === "HEAD" ? await find(folders, url) : undefined;
  if (asked === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
    return;
  }
  if (asked.names) {
    response.writeHead(200, { "content-type": TYPES[".json"], "cache-control": "no-store" });
    response.end(method === "HEAD" ? undefined : JSON.stringify(asked.names));
    return;
  }
  const { file } = asked;
  // The files are under somebody's hands: a reload shows what was just saved.
  response.writeHead(200, {
    "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
    "cache-control": "no-store",
  });
  if (method === "HEAD") response.end();
  else
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
}

/** The file an address names, if it lies in its folder; of a folder without a page, the names of its files. */
async function find(folders, url) {
  const address = decoded(url);
  const [prefix, folder] = folders.find(([prefix]) => address?.startsWith(prefix)) ?? [];
  if (folder === undefined) return undefined;
  const inside = address.slice(prefix.length);
  const file = path.join(folder, inside);
  if (!file.startsWith(folder)) return undefined;
  if (!address.endsWith("/")) return (await isFile(file)) ? { file } : undefined;
  const page = path.join(file, "index.html");
  return (await isFile(page)) ? { file: page } : list(file);
}

async function isFile(file) {
  const kind = await stat(file).catch(() => undefined);
  return kind?.isFile() ?? false;
}

async function list(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  return (
    entries && {
      names: entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
    }
  );
}

function decoded(url) {
  try {
    const address = decodeURIComponent(new URL(url, "http://localhost").pathname);
    return address.includes("\0") ? undefined : address;
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve();
  process.stderr.write(`${url}\n`);
}
