// What a TypeScript server writes; only compiled, never run.

import { createServer } from "node:http";
import { type Change, hosts, openHost } from "andon/adapters";
import { ConfigError, openValidator, type Validator } from "andon/node";

export async function serve(): Promise<Validator> {
  try {
    const validator = await openValidator({
      policy: "rules",
      config: {
        sources: {
          desk: {
            host: "zendesk",
            url: "https://desk.example",
            auth: { scheme: "bearer", secret: { env: "TOKEN" } },
            webhook: { secret: { file: "/run/secrets/desk" } },
            site: { tables: { teams: { network: 1 } }, apply: ["priority", "note"] },
          },
        },
        notify: { command: ["page"] },
        limits: { concurrency: 2 },
      },
    });
    createServer(validator.handler).listen(8787);
    return validator;
  } catch (error) {
    if (error instanceof ConfigError) console.error(error.problems.map(({ message }) => message));
    throw error;
  }
}

export function changes(json: unknown, decision: Parameters<ReturnType<typeof openHost>["values"]>[0]): Change[] {
  const desk = openHost(hosts.roundup);
  return desk.changes(decision, desk.read(json));
}
