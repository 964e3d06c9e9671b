// The eight rows of the reference table as somebody would write them without a rules engine: priority, team and the two
// due times on a clock that never stops. No text, no intake, no calendars, no escalation, no reasons.

const MINUTE = 60_000;
const LIMITS = { P1: [15, 120], P2: [30, 480], P3: [120, 1440] };

/** @returns {{ id: string, priority: string, team: string, respondBy: string, resolveBy: string }} */
export function byHand(ticket) {
  const [priority, team] = judge(ticket);
  const [respond, resolve] = LIMITS[priority];
  const opened = Date.parse(ticket.openedAt);
  return {
    id: ticket.id,
    priority,
    team,
    respondBy: new Date(opened + respond * MINUTE).toISOString(),
    resolveBy: new Date(opened + resolve * MINUTE).toISOString(),
  };
}

function judge(ticket) {
  const { system, category, zone, symptom } = ticket;
  if (system === "ERP" && symptom === "unavailable") return ["P1", "app-infrastructure"];
  if (category === "Networking - production area" && symptom === "outage") return ["P1", "network"];
  if (system === "MES" && ticket.lineActive !== false) return ["P1", "app-infrastructure"];
  if (category === "Label printing" && zone === "production-floor") {
    return [ticket.onlyPrinterOnLine && ticket.orderTimeCritical ? "P1" : "P2", "field-support"];
  }
  if (category === "Remote access" && ticket.reporterRole === "supervisor" && ticket.shift) return ["P2", "network"];
  if (category === "Office IT" && symptom === "workstation-failure") return ["P3", "service-desk"];
  if (category === "Office IT" && symptom === "printer-failure") return ["P3", "service-desk"];
  return ["P3", "service-desk"];
}
