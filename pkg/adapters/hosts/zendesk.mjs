// Zendesk Support. Custom fields have numbers: name yours under `ticket` of the site, as `custom_fields.360001`.

export default {
  name: "zendesk",
  about: "Zendesk Support by its Tickets API; the webhook may be one of ticket events or of a trigger",
  samples: "vendor",
  unfold: [{ list: "custom_fields", name: "id", value: "value" }],
  webhook: {
    record: "detail",
    actor: "detail.actor_id",
    delivery: "x-zendesk-webhook-invocation-id",
    signature: {
      header: "x-zendesk-webhook-signature",
      encoding: "base64",
      signed: ["timestamp", "body"],
      timestamp: { header: "x-zendesk-webhook-signature-timestamp", form: "iso" },
    },
  },
  api: { record: "ticket", read: "/api/v2/tickets/{key}.json" },
  ticket: {
    id: "id",
    openedAt: "created_at",
    subject: "subject",
    description: "description",
    reporter: "requester_id",
    channel: "via.channel",
    status: {
      column: "status",
      values: {
        New: "new",
        NEW: "new",
        Open: "open",
        OPEN: "open",
        hold: "pending",
        Pending: "pending",
        PENDING: "pending",
        HOLD: "pending",
        solved: "resolved",
        Solved: "resolved",
        SOLVED: "resolved",
        CLOSED: "closed",
      },
    },
    tags: "tags",
    "fields.deskPriority": "priority",
    "fields.deskTeam": { column: "group_id", type: "any" },
  },
  // `fields` is an older name for the same list of custom fields.
  drop: ["url", "fields"],
  tables: { priorities: { P1: "urgent", P2: "high", P3: "normal", P4: "low" }, teams: {} },
  changes: [
    {
      name: "ticket",
      method: "PUT",
      path: "/api/v2/tickets/{key}.json",
      look: "/api/v2/tickets/{key}/comments.json?sort_order=desc",
      body: {
        ticket: {
          priority: { from: "priority", table: "priorities" },
          group_id: { from: "team", table: "teams" },
          comment: { body: { from: "note" }, public: { constant: false } },
          // Zendesk's own guard: the change is refused with 409 if somebody was quicker.
          safe_update: { constant: true },
          updated_stamp: { from: "current.updated_at" },
        },
      },
    },
  ],
};
