// Jira Service Management Cloud. Custom fields have numbers: name yours under `ticket` of the site, as `customfield_10029`.

export default {
  name: "jira-service-management",
  about: "Jira Service Management by Jira's REST API 2; admin webhooks for issues created and updated",
  samples: "vendor",
  key: "key",
  webhook: {
    record: "issue.fields",
    extra: { key: "issue.key", issueId: "issue.id" },
    actor: "user.accountId",
    delivery: "x-atlassian-webhook-identifier",
    signature: { header: "x-hub-signature", prefix: "sha256=", signed: ["body"] },
  },
  api: {
    record: "fields",
    extra: { key: "key", issueId: "id" },
    read: "/rest/api/2/issue/{key}",
  },
  ticket: {
    id: "key",
    openedAt: "created",
    resolvedAt: "resolutiondate",
    subject: "summary",
    description: { column: "description", unreadable: "keep", note: "Of API 3 it is a document, not a text." },
    reporter: { firstOf: ["reporter.emailAddress", "reporter.displayName"] },
    status: {
      column: "status.statusCategory.key",
      values: { new: "new", indeterminate: "open", done: "resolved" },
      note: "Statuses have a name of each project's own, but one of three categories. Map `status.name` for pauses.",
    },
    tags: "labels",
    "fields.statusName": "status.name",
    "fields.deskPriority": "priority.name",
    "fields.components": { column: "components", type: "any" },
  },
  tables: { priorities: { P1: "Highest", P2: "High", P3: "Medium", P4: "Low" }, teams: {} },
  changes: [
    {
      name: "issue",
      method: "PUT",
      path: "/rest/api/2/issue/{key}",
      body: {
        fields: {
          priority: { name: { from: "priority", table: "priorities" } },
          components: [{ name: { from: "team", table: "teams" } }],
        },
      },
    },
    {
      // By this address and no other: a comment of Jira's own API is one that the customer reads.
      name: "comment",
      method: "POST",
      path: "/rest/servicedeskapi/request/{key}/comment",
      look: "/rest/servicedeskapi/request/{key}/comment?public=false&internal=true&limit=50",
      body: { body: { from: "note" }, public: { constant: false } },
    },
  ],
};
