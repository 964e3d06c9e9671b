// osTicket 1.18. Its API can only make tickets: there is no way back, so `changes` is empty.

export default {
  name: "osticket",
  about:
    "osTicket's export of tickets, as JSON rows; osTicket's API makes tickets and changes none, so nothing is written back",
  samples: "vendor",
  key: "Ticket Number",
  dates: {
    pattern: ["year-month-day hour:minute:second", "month/day/shortYear hour:minute half", "iso"],
    zone: "UTC",
    note: "The export is in the agent's own zone: give it under `dates` of the site.",
  },
  webhook: { record: "ticket" },
  ticket: {
    id: "Ticket Number",
    openedAt: "Date Created",
    resolvedAt: "Closed Date",
    subject: "Subject",
    description: "Body",
    reporter: { firstOf: ["From Email", "From"] },
    channel: "Source",
    status: {
      column: "Current Status",
      values: { Open: "open", Resolved: "resolved", Closed: "closed" },
    },
    "fields.deskCategory": "Help Topic",
    "fields.deskPriority": "Priority",
    "fields.deskTeam": { firstOf: ["Team Assigned", "Department"] },
  },
  changes: [],
};
