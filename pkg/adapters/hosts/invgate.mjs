// InvGate Service Management, API v1. No public sample was at hand: hold it to your instance before you trust it.

export default {
  name: "invgate",
  about: "InvGate Service Management by its API v1; hold the field names to your own instance first",
  samples: "unverified",
  dates: { pattern: ["epochSeconds", "iso"], zone: "UTC" },
  webhook: { record: "request" },
  api: { read: "/api/v1/incident?id={key}" },
  ticket: {
    id: "id",
    openedAt: { firstOf: ["created_at", "date_ocurred"] },
    resolvedAt: "solved_at",
    subject: "title",
    description: "description",
    reporter: { column: "user_id", type: "text" },
    "fields.statusId": { column: "status_id", type: "int" },
    "fields.deskCategory": { column: "category_id", type: "int" },
    "fields.deskPriority": { column: "priority_id", type: "int" },
    "fields.deskTeam": { column: "assigned_group_id", type: "int" },
  },
  tables: { priorities: { P1: 5, P2: 4, P3: 3, P4: 1 }, teams: {} },
  changes: [
    {
      name: "incident",
      method: "PUT",
      path: "/api/v1/incident",
      body: {
        id: { from: "current.id" },
        priority_id: { from: "priority", table: "priorities" },
      },
    },
    {
      name: "comment",
      method: "POST",
      path: "/api/v1/incident.comment",
      look: "/api/v1/incident.comment?request_id={key}",
      body: {
        request_id: { from: "current.id" },
        comment: { from: "note" },
        customer_visible: { constant: false },
      },
    },
  ],
};
