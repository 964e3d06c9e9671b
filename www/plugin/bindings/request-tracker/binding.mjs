// The panel in Request Tracker's form for a new ticket.

import { addressesBeside, attach } from "../../plugin.mjs";
import { majors } from "./majors.mjs";
import { openTickets } from "./open-tickets.mjs";

const panel = document.getElementById("andon");
const site = JSON.parse(panel.dataset.site);

/** Custom fields go by what stands beside them: the names of their controls differ from one RT to the next. */
const customFields = Object.fromEntries(
  Object.entries(site.fields).map(([field, where]) => [field, typeof where === "string" ? { label: where } : where]),
);

const mapping = {
  fields: {
    subject: { name: "Subject" },
    description: { name: "Content", editor: "ckeditor" },
    ...customFields,
  },
  outcome: {
    priority: { name: "InitialPriority", values: site.numbers },
    ...(Object.keys(site.levels).length > 0 && {
      serviceLevel: { of: "priority", label: "SLA", name: "SLA", values: site.levels },
    }),
    // RT loads the form again for another queue: that comes last.
    team: { name: "Queue", label: "Queue" },
  },
};

attach(panel, panel.closest("form"), {
  policy: `${site.webPath}/Andon/Policy`,
  addresses: addressesBeside(import.meta.url),
  mapping,
  teams: site.teams,
  zone: site.zone,
  openTickets: () => openTickets(site),
  majors: majors(site),
});
