/**
 * andon decides what an IT incident in manufacturing is, how bad, who gets it, by when and who is told next, and says
 * why. The same policy, ticket and `now` give the same decision everywhere.
 *
 * @example
 * import { init, Policy } from "andon";
 * await init();
 * const policy = Policy.compile({ "priority.rhai": text });
 * const decision = policy.decide(ticket, { now: new Date().toISOString() });
 *
 * In Node `andon` is everything below. In a browser it is the small engine: what is marked so is in `andon/full`, and here
 * only says that.
 *
 * @packageDocumentation
 */

export * from "./types/calendar";
export * from "./types/comparison";
export * from "./types/decision";
export * from "./types/engine";
export * from "./types/explanation";
export * from "./types/history";
export * from "./types/instant";
export * from "./types/intake";
export * from "./types/lint";
export * from "./types/policy";
export * from "./types/problem";
export * from "./types/recurrence";
export * from "./types/report";
export * from "./types/ticket";
export * from "./types/triage";
export * from "./types/verification";
export * from "./types/vocabulary";
export * from "./types/watch";
