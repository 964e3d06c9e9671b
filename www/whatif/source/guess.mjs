// A first mapping from the names of a table's columns, for a person to correct.

/** Names that desks give their columns, by the field they are most likely to hold; compared without spaces and capitals. */
const NAMES = {
  id: ["id", "number", "ticket", "ticketid", "incident", "key", "issuekey", "row", "nummer"],
  openedAt: [
    "openedat",
    "opened",
    "created",
    "createdat",
    "creationdate",
    "opentime",
    "approxopened",
    "eröffnet",
    "date",
  ],
  subject: ["subject", "title", "shortdescription", "summary", "kurztext"],
  description: ["description", "body", "text", "details", "langtext"],
  reporter: ["reporter", "caller", "callerid", "requester", "user"],
  channel: ["channel", "contacttype", "source"],
  status: ["status", "state", "incidentstate"],
  respondedAt: ["respondedat", "firstresponse", "firstresponseat", "acknowledgedat"],
  resolvedAt: ["resolvedat", "resolved", "resolutiondate", "closedat", "solvedat", "gelöst"],
  category: ["category"],
  system: ["system", "service", "application"],
  asset: ["asset", "cmdbci", "configurationitem", "device"],
  plant: ["plant", "site", "location", "werk"],
  line: ["line", "productionline", "linie"],
  productionStopped: ["productionstopped", "linedown"],
  usersBlocked: ["usersblocked", "affectedusers"],
};

/** Fields that the form offers, the needed ones first. */
export const FIELDS = Object.keys(NAMES);

/** Ways in which desks write instants, each as an expression and as a pattern of the mapping. */
const DATES = [
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/, "iso"],
  [/^\d{4}-\d\d-\d\d \d\d:\d\d$/, "year-month-day hour:minute"],
  [/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, "year-month-day hour:minute:second"],
  [/^\d{1,2}\.\d{1,2}\.\d{4} \d{1,2}:\d\d$/, "day.month.year hour:minute"],
  [/^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d\d$/, "day/month/year hour:minute"],
  [/^\d{10}$/, "epochSeconds"],
  [/^\d{13}$/, "epochMilliseconds"],
];

/** @param {string[]} columns @param {Record<string, string>} first row */
export function guess(columns, first) {
  const ticket = {};
  for (const [field, names] of Object.entries(NAMES)) {
    const column = names.map((name) => columns.find((column) => plain(column) === name)).find(Boolean);
    if (column && !Object.values(ticket).includes(column)) ticket[field] = column;
  }
  return {
    source: { format: "csv" },
    dates: { pattern: pattern(first[ticket.openedAt] ?? ""), zone: "UTC" },
    ticket,
  };
}

function plain(name) {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function pattern(text) {
  return DATES.find(([looks]) => looks.test(text.trim()))?.[1] ?? "iso";
}
