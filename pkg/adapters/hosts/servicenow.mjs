// ServiceNow incidents by the Table API, where everything is a text.

export default {
  name: "servicenow",
  about: "ServiceNow incidents by the Table API; a business rule sends the record when one is saved",
  samples: "vendor",
  key: "sys_id",
  dates: {
    pattern: ["year-month-day hour:minute:second", "iso"],
    zone: "UTC",
    note: "The Table API gives UTC as long as `sysparm_display_value` is false.",
  },
  webhook: {
    record: "record",
    actor: "record.sys_updated_by",
    signature: {
      header: "x-andon-signature",
      prefix: "sha256=",
      signed: ["timestamp", ".", "body"],
      timestamp: { header: "x-andon-timestamp", form: "epochSeconds" },
    },
  },
  api: { record: "result", read: "/api/now/table/incident/{key}?sysparm_exclude_reference_link=true" },
  ticket: {
    id: { firstOf: ["number", "sys_id"] },
    openedAt: { firstOf: ["opened_at", "sys_created_on"] },
    resolvedAt: "resolved_at",
    subject: "short_description",
    description: "description",
    reporter: { firstOf: ["caller_id.value", "caller_id"] },
    channel: "contact_type",
    status: {
      column: "state",
      values: { 1: "new", 2: "open", 3: "pending", 6: "resolved", 7: "closed", 8: "closed" },
    },
    service: { firstOf: ["business_service.value", "business_service"] },
    asset: { firstOf: ["cmdb_ci.value", "cmdb_ci"] },
    // Written back, and so not read as what somebody observed: a decision must not be its own reason.
    "fields.deskImpact": { column: "impact", values: { 1: "high", 2: "medium", 3: "low" } },
    "fields.deskUrgency": { column: "urgency", values: { 1: "high", 2: "medium", 3: "low" } },
    "fields.deskPriority": { column: "priority", type: "int" },
    "fields.deskCategory": { column: "category", optional: true },
    "fields.deskTeam": { firstOf: ["assignment_group.value", "assignment_group"] },
  },
  tables: {
    // ServiceNow counts the priority from these two, so they are what is written.
    impacts: { P1: "1", P2: "2", P3: "2", P4: "3" },
    urgencies: { P1: "1", P2: "1", P3: "2", P4: "2" },
    teams: {},
  },
  changes: [
    {
      name: "incident",
      method: "PATCH",
      path: "/api/now/table/incident/{key}",
      look: "/api/now/table/incident/{key}?sysparm_display_value=true&sysparm_fields=work_notes",
      body: {
        impact: { from: "priority", table: "impacts" },
        urgency: { from: "priority", table: "urgencies" },
        assignment_group: { from: "team", table: "teams" },
        work_notes: { from: "note" },
      },
    },
  ],
};
