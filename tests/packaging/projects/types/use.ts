import { type Calendar, type Decision, init, type Outcome, Policy, type PolicyError, type Ticket } from "andon";

export async function use(files: Record<string, string>): Promise<string[]> {
  await init();
  const policy: Policy = Policy.compile(files);
  const ticket: Ticket = { id: "INC1", openedAt: "2026-03-02T06:00:00Z", onlyPrinterOnLine: true };
  const decision: Decision = policy.decide(ticket, { now: "2026-03-02T06:10:00Z" });
  const outcomes: Outcome[] = policy.decideBatch([ticket], { now: decision.now });
  const calendar: Calendar = policy.calendar("always");
  // @ts-expect-error `now` is required
  policy.decide(ticket, {});
  // @ts-expect-error a policy is compiled, not constructed
  new Policy();
  return outcomes
    .map((outcome) => (outcome.ok ? outcome.decision.priority : outcome.error.message))
    .concat(calendar.zone);
}

export function problems(error: PolicyError): number {
  return error.problems.length;
}
