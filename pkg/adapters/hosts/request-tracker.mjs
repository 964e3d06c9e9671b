// Request Tracker 5, REST2. The custom fields are those of a plant; name yours under `ticket` of the site.

export default {
  name: "request-tracker",
  about: "Request Tracker 5 by REST2; the webhook comes from the RT extension that sends the ticket as REST2 shows it",
  samples: "recorded",
  missing: ["1970-01-01T00:00:00Z"],
  unfold: [{ list: "CustomFields", name: "name", value: "values" }],
  webhook: {
    record: "ticket",
    // REST2 has no message in the ticket: only the webhook brings it.
    extra: { content: "content" },
    actor: "actor",
    signature: {
      header: "x-rt-signature",
      prefix: "sha256=",
      signed: ["timestamp", ".", "body"],
      timestamp: { header: "x-rt-timestamp", form: "epochSeconds" },
    },
  },
  api: { read: "/REST/2.0/ticket/{key}", etag: "header" },
  ticket: {
    id: "id",
    openedAt: "Created",
    resolvedAt: { column: "Resolved", optional: true },
    subject: "Subject",
    description: "content",
    reporter: "Requestor.0.id",
    status: {
      column: "Status",
      values: { stalled: "pending", rejected: "closed", deleted: "closed" },
    },
    plant: "CustomFields.Plant",
    line: "CustomFields.Line",
    system: "CustomFields.System",
    productionStopped: "CustomFields.Production stopped",
    usersBlocked: "CustomFields.Users blocked",
    impact: "CustomFields.Impact",
    urgency: "CustomFields.Urgency",
    "fields.deskPriority": { column: "Priority", type: "int" },
    "fields.deskTeam": { firstOf: ["Queue.Name", "Queue.id"] },
  },
  drop: ["_hyperlinks"],
  tables: {
    // Numbers, so that no label map is needed. These are the labels P4 to P1 at 0, 25, 50, 75.
    priorities: { P1: 75, P2: 50, P3: 25, P4: 0 },
    teams: {},
  },
  changes: [
    {
      name: "ticket",
      method: "PUT",
      path: "/REST/2.0/ticket/{key}",
      ifMatch: true,
      body: {
        Queue: { from: "team", table: "teams" },
        Priority: { from: "priority", table: "priorities" },
        // Never together with `SLA`: RT would count Due anew from that.
        Due: { from: "due.resolution", instant: "plain" },
        CustomFields: { "Rules note": { from: "note" } },
      },
    },
  ],
};
