// A desk with the plugin in it, to look at:
//
//     node tests/hosts/try.mjs request-tracker | django-helpdesk | roundup

import { main, Stop, say, style } from "../../pkg/build/console.mjs";
import { buildPlugin } from "../../www/plugin/build.mjs";
import { startDjangoHelpdesk } from "./django-helpdesk/start.mjs";
import { Unavailable } from "./host.mjs";
import { startRequestTracker } from "./request-tracker/start.mjs";
import { startRoundup } from "./roundup/start.mjs";

const DESKS = {
  "request-tracker": (extension) => startRequestTracker({ extension }),
  "django-helpdesk": (andon) => startDjangoHelpdesk({ andon }),
  roundup: (tracker) => startRoundup({ tracker }),
};

await main(async () => {
  const [name = "request-tracker"] = process.argv.slice(2);
  if (!Object.hasOwn(DESKS, name)) throw new Stop(`no desk \`${name}\`: there are ${Object.keys(DESKS).join(", ")}`);
  const built = await buildPlugin({ desks: [name] });
  const { url, agent, stop } = await DESKS[name](built[name]).catch((error) => {
    throw error instanceof Unavailable ? new Stop(error.message) : error;
  });
  say(`${name} is at ${style("bold", url)}; log in as ${agent.join(" / ")} and make a new ticket (Ctrl-C ends it)`);
  await new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, resolve);
  });
  await stop();
});
