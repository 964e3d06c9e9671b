// django-helpdesk 2. Custom fields are flat, with the prefix `custom_`.

export default {
  name: "django-helpdesk",
  about:
    "django-helpdesk 2 by its REST API and its built-in webhooks, which are not signed: put the secret in the address",
  samples: "recorded",
  webhook: { record: "ticket", extra: { queue_slug: "queue_slug" } },
  api: { read: "/api/tickets/{key}/" },
  ticket: {
    id: "id",
    openedAt: {
      firstOf: ["created", "followup_set.0.date"],
      note: "The API has no time of creation; the first follow-up is written with the ticket.",
    },
    subject: "title",
    description: "description",
    reporter: "submitter_email",
    status: {
      column: "status",
      values: { 1: "open", 2: "open", 3: "resolved", 4: "closed", 5: "closed" },
    },
    plant: "custom_plant",
    line: "custom_line",
    system: "custom_system",
    productionStopped: "custom_production_stopped",
    usersBlocked: "custom_users_blocked",
    impact: "custom_impact",
    urgency: "custom_urgency",
    "fields.deskPriority": { column: "priority", type: "int" },
    "fields.deskTeam": { firstOf: ["queue_slug", "queue"] },
  },
  tables: { priorities: { P1: 1, P2: 2, P3: 3, P4: 4 }, teams: {} },
  changes: [
    {
      name: "ticket",
      method: "PATCH",
      path: "/api/tickets/{key}/",
      body: {
        queue: { from: "team", table: "teams" },
        priority: { from: "priority", table: "priorities" },
        due_date: { from: "due.resolution", instant: "iso" },
        custom_rules_note: { from: "note" },
      },
    },
  ],
};
