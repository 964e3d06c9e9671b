// The panel in Request Tracker: in the form for a new ticket, and on the page of one.

import { addressesBeside, attach } from "../../plugin.mjs";
import { displayed } from "./displayed.mjs";
import { majors } from "./majors.mjs";
import { openTickets } from "./open-tickets.mjs";

const panel = document.getElementById("andon");
const site = JSON.parse(panel.dataset.site);

/** Custom fields go by what stands beside them: the names of their controls differ from one RT to the next. */
const customFields = Object.fromEntries(
  Object.entries(site.fields).map(([field, where]) => [field, typeof where === "string" ? { label: where } : where]),
);

/** The form for a new ticket. */
function written() {
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
  return { form: panel.closest("form"), mapping };
}

const refused = () => panel.say(panel.words.unheard, "refused");
const { form, mapping, ticket } = site.shown ? displayed(site, customFields, { refused }) : written();

attach(panel, form, {
  policy: `${site.webPath}/Andon/Policy`,
  addresses: addressesBeside(import.meta.url),
  mapping,
  ticket,
  teams: site.teams,
  zone: site.zone,
  openTickets: () => openTickets(site),
  majors: majors(site),
});
