// Help desks by name, for Node and browsers alike: `import { hosts, openHost } from "andon/adapters"`.
//
// Each is a description in data (see README.md); `openHost` makes it ready.

import djangoHelpdesk from "./hosts/django-helpdesk.mjs";
import freshservice from "./hosts/freshservice.mjs";
import genericJson from "./hosts/generic-json.mjs";
import glpi from "./hosts/glpi.mjs";
import invgate from "./hosts/invgate.mjs";
import jiraServiceManagement from "./hosts/jira-service-management.mjs";
import osticket from "./hosts/osticket.mjs";
import requestTracker from "./hosts/request-tracker.mjs";
import roundup from "./hosts/roundup.mjs";
import servicenow from "./hosts/servicenow.mjs";
import zammad from "./hosts/zammad.mjs";
import zendesk from "./hosts/zendesk.mjs";

export { openHost } from "./host/open.mjs";
export { PARTS as parts } from "./host/outcome.mjs";
export { MappingError } from "./mapping/mistakes.mjs";
export { RowError } from "./mapping/row.mjs";

/** Name -> description. */
export const hosts = Object.freeze(
  Object.fromEntries(
    [
      requestTracker,
      djangoHelpdesk,
      roundup,
      zammad,
      glpi,
      zendesk,
      jiraServiceManagement,
      servicenow,
      freshservice,
      invgate,
      osticket,
      genericJson,
    ].map((host) => [host.name, host]),
  ),
);
