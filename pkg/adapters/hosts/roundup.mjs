// Roundup 2. A tracker has the properties that its schema gives it; these are a plant's.

export default {
  name: "roundup",
  about: "Roundup 2 by REST; the webhook comes from a detector of the tracker",
  samples: "recorded",
  dates: { pattern: ["year-month-day.hour:minute:second", "iso"], zone: "UTC" },
  webhook: {
    record: "data",
    // The API leaves out when an issue was made, and by whom, and has messages by their names only.
    extra: { content: "content", creation: "data.creation", creator: "data.creator" },
    signature: {
      header: "x-andon-signature",
      prefix: "sha256=",
      signed: ["timestamp", ".", "body"],
      timestamp: { header: "x-andon-timestamp", form: "epochSeconds" },
    },
    actor: "data.actor.name",
  },
  api: {
    record: "data.attributes",
    extra: { id: "data.id", "@etag": "data.@etag" },
    read: "/rest/data/issue/{key}?@verbose=2",
    etag: "data.@etag",
    // Roundup refuses changes without these: its guard against requests that a page made up.
    headers: { "x-requested-with": "rest", origin: "{origin}", referer: "{base}/" },
  },
  ticket: {
    id: "id",
    openedAt: { firstOf: ["creation", "messages.0.activity"] },
    subject: "title",
    description: "content",
    reporter: { firstOf: ["creator.username", "creator.name"] },
    status: {
      column: "status.name",
      values: {
        unread: "new",
        deferred: "pending",
        "need-eg": "pending",
        resolved: "resolved",
        "done-cbb": "closed",
      },
      otherwise: "open",
    },
    plant: "plant.name",
    line: "line.name",
    system: "system.name",
    productionStopped: "production_stopped",
    usersBlocked: "users_blocked",
    "fields.deskPriority": "priority.name",
    "fields.deskTeam": "queue.name",
  },
  drop: ["@etag"],
  tables: { priorities: { P1: "critical", P2: "urgent", P3: "bug", P4: "wish" }, teams: {} },
  changes: [
    {
      name: "issue",
      method: "PATCH",
      path: "/rest/data/issue/{key}",
      ifMatch: true,
      body: {
        "@op": { constant: "replace" },
        queue: { from: "team", table: "teams" },
        priority: { from: "priority", table: "priorities" },
        due: { from: "due.resolution", instant: "dotted" },
        rules_note: { from: "note" },
      },
    },
  ],
};
