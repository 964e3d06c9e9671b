// The fields of a canonical ticket that a column can go to, with what each may hold.

/** Canonical field -> type. A test holds this table to what `Policy.fields()` says. */
export const CANONICAL = {
  id: "text",
  subject: "text",
  description: "text",
  reporter: "text",
  channel: "text",
  status: "text",
  openedAt: "instant",
  receivedAt: "instant",
  respondedAt: "instant",
  resolvedAt: "instant",
  category: "text",
  symptom: "text",
  service: "text",
  system: "text",
  asset: "text",
  plant: "text",
  area: "text",
  line: "text",
  zone: "text",
  layer: "text",
  ownership: "text",
  tier: "text",
  shift: "text",
  shiftActive: "bool",
  lineScheduled: "bool",
  impact: "text",
  urgency: "text",
  priority: "text",
  team: "text",
  productionStopped: "bool",
  usersBlocked: "int",
  workaroundAvailable: "bool",
  linesAffected: "int",
  assetRedundant: "bool",
  acknowledgedBy: "text",
  vendor: "text",
  tags: "texts",
};

/** Where fields go that are not canonical: `fields.site`. */
export const HOST = "fields.";

/** Whether a mapping may fill this field. */
export function isField(name) {
  return Object.hasOwn(CANONICAL, name) || (name.startsWith(HOST) && name.length > HOST.length);
}
