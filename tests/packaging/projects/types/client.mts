import { connect } from "andon/client";
import { init } from "andon/inline";

export async function use(files: Record<string, string>): Promise<string> {
  await init();
  const andon = await connect({ engine: "/engine.wasm" });
  const policy = await andon.compile(files);
  const decision = await policy.decide(
    { id: "INC1", openedAt: "2026-03-02T06:00:00Z" },
    { now: "2026-03-02T06:10:00Z" },
  );
  const isSame: boolean = (await andon.load("{}")).hash === policy.hash;
  const calendar = await policy.calendar("always");
  const isOpen: boolean = await calendar.isOpen(decision.now);
  const triage = await policy.triage();
  const team: string = (await triage.decide({ subject: "MES is down" })).team;
  return `${policy.hash} ${team} ${isSame} ${isOpen}`;
}
