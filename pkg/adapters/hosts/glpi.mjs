// GLPI 10 and 11 by the REST API `apirest.php`.

export default {
  name: "glpi",
  about: "GLPI by apirest.php; the webhooks of GLPI 11, or a plugin's that sends the item",
  samples: "vendor",
  dates: {
    pattern: ["year-month-day hour:minute:second", "iso"],
    zone: "UTC",
    note: "GLPI writes local time of its server without a zone: give the server's zone under `dates` of the site.",
  },
  webhook: {
    record: "item",
    signature: {
      header: "x-glpi-signature",
      signed: ["body", "timestamp"],
      timestamp: { header: "x-glpi-timestamp", form: "epochSeconds" },
    },
  },
  api: {
    read: "/apirest.php/Ticket/{key}?expand_dropdowns=true",
    // The user's token buys a session, which every other request names.
    session: {
      path: "/apirest.php/initSession",
      headers: { authorization: "user_token {secret}" },
      answer: "session_token",
      header: "session-token",
    },
  },
  ticket: {
    id: "id",
    openedAt: { firstOf: ["date", "date_creation"] },
    respondedAt: "takeintoaccountdate",
    resolvedAt: "solvedate",
    subject: "name",
    description: "content",
    reporter: "users_id_recipient",
    channel: "requesttypes_id",
    status: {
      firstOf: ["status.id", "status"],
      values: { 1: "new", 2: "open", 3: "open", 4: "pending", 5: "resolved", 6: "closed" },
    },
    impact: { column: "impact", values: { 1: "low", 2: "low", 3: "medium", 4: "high", 5: "high" } },
    urgency: { column: "urgency", values: { 1: "low", 2: "low", 3: "medium", 4: "high", 5: "high" } },
    "fields.deskPriority": { column: "priority", type: "int" },
    "fields.deskCategory": "itilcategories_id",
    "fields.location": "locations_id",
  },
  drop: ["links"],
  tables: { priorities: { P1: 5, P2: 4, P3: 3, P4: 2 }, teams: {} },
  changes: [
    {
      name: "ticket",
      method: "PUT",
      path: "/apirest.php/Ticket/{key}",
      body: {
        input: {
          priority: { from: "priority", table: "priorities" },
          _groups_id_assign: { from: "team", table: "teams" },
          time_to_resolve: { from: "due.resolution", instant: "plain", zone: "dates" },
        },
      },
    },
    {
      name: "followup",
      method: "POST",
      path: "/apirest.php/Ticket/{key}/ITILFollowup",
      look: "/apirest.php/Ticket/{key}/ITILFollowup?range=0-50&order=DESC",
      body: {
        input: {
          itemtype: { constant: "Ticket" },
          items_id: { from: "current.id" },
          is_private: { constant: 1 },
          content: { from: "note" },
        },
      },
    },
  ],
};
