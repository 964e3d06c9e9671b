// Zammad 6. Own attributes of tickets (objects) are flat.

export default {
  name: "zammad",
  about: "Zammad 6 by its REST API; a webhook trigger sends ticket and article",
  samples: "vendor",
  webhook: {
    record: "ticket",
    extra: { article: "article" },
    actor: "ticket.updated_by.login",
    delivery: "x-zammad-delivery",
    // Zammad signs with SHA-1 and without a time; replays are known by the delivery's id only.
    signature: { header: "x-hub-signature", algorithm: "sha1", prefix: "sha1=", signed: ["body"] },
  },
  api: { read: "/api/v1/tickets/{key}?expand=true" },
  ticket: {
    id: { firstOf: ["number", "id"] },
    openedAt: "created_at",
    respondedAt: "first_response_at",
    resolvedAt: "close_at",
    subject: "title",
    description: "article.body",
    reporter: { firstOf: ["customer.email", "customer"] },
    channel: { firstOf: ["create_article_type.name", "create_article_type"] },
    status: {
      firstOf: ["state.name", "state"],
      values: { "pending reminder": "pending", "pending close": "pending", merged: "closed", removed: "closed" },
    },
    plant: "plant",
    line: "line",
    system: "system",
    productionStopped: "production_stopped",
    usersBlocked: "users_blocked",
    "fields.deskPriority": { firstOf: ["priority.name", "priority"] },
    "fields.deskTeam": { firstOf: ["group.name", "group"] },
  },
  tables: { priorities: { P1: "3 high", P2: "3 high", P3: "2 normal", P4: "1 low" }, teams: {} },
  changes: [
    {
      name: "ticket",
      method: "PUT",
      path: "/api/v1/tickets/{key}",
      look: "/api/v1/ticket_articles/by_ticket/{key}",
      body: {
        group: { from: "team", table: "teams" },
        priority: { from: "priority", table: "priorities" },
        article: {
          subject: { constant: "andon" },
          body: { from: "note" },
          type: { constant: "note" },
          internal: { constant: true },
        },
      },
    },
  ],
};
