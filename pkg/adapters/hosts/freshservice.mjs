// Freshservice tickets, API v2 (Freshdesk's are nearly the same).

export default {
  name: "freshservice",
  about: "Freshservice by API v2; a workflow's webhook, which is not signed: put the secret in the address",
  samples: "vendor",
  unfold: [{ list: "custom_fields" }],
  webhook: { record: "ticket" },
  api: { record: "ticket", read: "/api/v2/tickets/{key}" },
  ticket: {
    id: "id",
    openedAt: "created_at",
    subject: "subject",
    description: { firstOf: ["description_text", "description"] },
    reporter: { firstOf: ["email", "requester_id"] },
    channel: {
      column: "source",
      values: { 1: "email", 2: "portal", 3: "phone", 4: "chat", 9: "walk-up" },
    },
    status: { column: "status", values: { 2: "open", 3: "pending", 4: "resolved", 5: "closed" } },
    impact: { column: "impact", values: { 1: "low", 2: "medium", 3: "high" } },
    urgency: { column: "urgency", values: { 1: "low", 2: "medium", 3: "high" } },
    tags: "tags",
    plant: "custom_fields.plant",
    line: "custom_fields.line",
    system: "custom_fields.system",
    productionStopped: "custom_fields.production_stopped",
    usersBlocked: "custom_fields.users_blocked",
    "fields.deskCategory": "category",
    "fields.deskPriority": { column: "priority", type: "int" },
    "fields.deskTeam": { column: "group_id", type: "any" },
  },
  tables: { priorities: { P1: 4, P2: 3, P3: 2, P4: 1 }, teams: {} },
  changes: [
    {
      name: "ticket",
      method: "PUT",
      path: "/api/v2/tickets/{key}",
      body: {
        priority: { from: "priority", table: "priorities" },
        group_id: { from: "team", table: "teams" },
        due_by: { from: "due.resolution", instant: "iso" },
        fr_due_by: { from: "due.response", instant: "iso" },
      },
    },
    {
      name: "note",
      method: "POST",
      path: "/api/v2/tickets/{key}/notes",
      look: "/api/v2/tickets/{key}/conversations?per_page=100",
      body: { body: { from: "note" }, private: { constant: true } },
    },
  ],
};
