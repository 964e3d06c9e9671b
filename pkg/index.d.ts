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
 * @packageDocumentation
 */

/** An instant as RFC 3339 text with an offset: `2026-03-02T06:00:00Z`, `2026-03-02T07:00:00+01:00`. */
export type Instant = string;

/** Where a browser finds the WebAssembly: its address, a response, its bytes or a compiled module. */
export type EngineSource =
  | string
  | URL
  | Request
  | Response
  | Promise<Response>
  | ArrayBuffer
  | ArrayBufferView<ArrayBuffer>
  | WebAssembly.Module;

/**
 * Loads the engine. Call it once and wait for it before anything else; later calls wait for the first. In Node it
 * resolves at once.
 *
 * @param source where the WebAssembly is, if it is not served beside the package's own files
 */
export function init(source?: EngineSource): Promise<void>;

/** What every decision needs beside the ticket. */
export interface Options {
  /** The instant the question is about. andon reads no clock. */
  now: Instant;
}

/** A compiled policy: immutable, made to be kept and asked many times. */
export class Policy {
  private constructor();
  /**
   * Compiles the files of a policy, read in name order.
   *
   * @param files file names and their text
   * @throws {PolicyError} with every problem of every file
   */
  static compile(files: Record<string, string>): Policy;
  /** The policy's name, as its author gave it. */
  readonly name: string;
  /** The policy's version, as its author gave it. */
  readonly version: string;
  /** A hash of the policy's files: the same hash, the same decisions. */
  readonly hash: string;
  /**
   * Decides one ticket.
   *
   * @throws {TicketError} only if the ticket is no object or its `id` or `openedAt` is missing or unreadable; whatever
   * else is wrong with it stands in `decision.problems`
   */
  decide(ticket: Ticket, options: Options): Decision;
  /** Decides many tickets in order; one that cannot be decided does not stop the others. */
  decideBatch(tickets: readonly Ticket[], options: Options): Outcome[];
  /** Decides one ticket and says what was weighed. Throws as `decide` does. */
  explain(ticket: Ticket, options: Options): Explanation;
  /** What an intake form has to ask for. */
  fields(): Intake;
  /** Runs the tests that the policy declares. */
  test(): TestReport;
  /**
   * A calendar of the policy.
   *
   * @throws {ArgumentError} for an unknown name, with the names there are
   */
  calendar(name: string): Calendar;
  /** The names of all calendars, `always` included. */
  calendars(): string[];
  /**
   * Who is on at 3 a.m. on Sunday? The hours of a month that nobody covers.
   *
   * @param month `2026-03`
   * @throws {ArgumentError} if there is no such month
   */
  coverage(month: string): Coverage;
  /** Gives its memory back at once. Without it, that happens when the object is collected. */
  free(): void;
}

/**
 * Finds outages and recurring faults in a stream of tickets: the only part of andon that remembers anything. It stays usable
 * after the policy is freed.
 *
 * @example
 * const watch = new Watch(policy, await storage.get("watch"));
 * for (const event of watch.observe(ticket, { now: ticket.receivedAt })) if (event.notify) tell(event);
 * await storage.set("watch", watch.snapshot());
 */
export class Watch {
  /**
   * @param snapshot what `snapshot()` of an earlier watch gave: this one goes on exactly there
   * @throws {ArgumentError} if it is no snapshot, or one of another version
   */
  constructor(policy: Policy, snapshot?: string | null);
  /**
   * Takes a ticket, new or changed, and says what it means. Tickets may be late, out of order and sent twice; a `now`
   * before an earlier one counts as that.
   *
   * @throws {TicketError} as `decide` does; the ticket is then as if it had not come
   */
  observe(ticket: Ticket, options: Options): WatchEvent[];
  /**
   * Takes a ticket as a line of JSON, seen at its `receivedAt` (`openedAt` if absent): the quick way for files.
   *
   * @returns the events as lines of JSON; undefined if there are none
   * @throws {TicketError} as `observe` does; a `SyntaxError` if the line is not JSON
   */
  observeLine(line: string): string | undefined;
  /** The host says that a suggestion is a major incident; its events carry the policy's plan from then on. */
  confirm(id: string, options: Options): WatchEvent[];
  /** The host says that a suggestion is none. Its streams need more to be believed for two weeks. */
  dismiss(id: string, options: Options): WatchEvent[];
  /** The host says that a major incident is over. */
  resolve(id: string, options: Options): WatchEvent[];
  /** The host puts a ticket of the last twelve hours into a suggestion. */
  link(id: string, ticket: string, options: Options): WatchEvent[];
  /** Everything the watch remembers, as text. */
  snapshot(): string;
  /** Gives its memory back at once. */
  free(): void;
}

/** What the watch has to say. */
export type WatchEvent = MajorEvent | ProblemEvent;

/** A major incident, suggested or confirmed. Tickets and scope are whole on every event. */
export interface MajorEvent {
  kind: "major";
  event:
    | "suggested"
    | "grown"
    | "scopeWidened"
    | "merged"
    | "withdrawn"
    | "ended"
    | "confirmed"
    | "dismissed"
    | "resolved";
  /** The same on all events of a suggestion. */
  id: string;
  at: Instant;
  /** Worth telling people: new, reaching further, or grown by half since they were last told. */
  notify: boolean;
  /** In the order in which they happened. */
  tickets: string[];
  scope: MajorScope;
  evidence: MajorEvidence;
  /** What to do now. */
  recommendation: string;
  /** The suggestion that it became part of. */
  mergedInto?: string;
  /** What the policy plans, once it is confirmed. */
  plan?: MajorPlan;
}

/** How far an outage reaches; of each list the most affected first. */
export interface MajorScope {
  level: "line" | "area" | "plant" | "multi_plant";
  plants: string[];
  areas: string[];
  lines: string[];
  systems: string[];
}

/** Counts against what is normal for this hour of the week. */
export interface MajorEvidence {
  /** The evidence as a sentence. */
  text: string;
  /** What the first tickets had in common. */
  pattern: string;
  /** Minutes from the first to the last of them. */
  minutes: number;
  independentReports: number;
  expected: number;
  /** By chance, this comes once in so many weeks. */
  onceInWeeks: number;
  /** Tickets by now. */
  reports: number;
  /** Different callers by now. */
  reporters: number;
  /** Tickets by now that say that something stands still or that people cannot work. */
  stopped: number;
  /** Words that the tickets share and others do not. */
  words: string[];
  /** The policy's reasons. */
  triggers: string[];
}

/** What the policy plans for a confirmed major incident. */
export interface MajorPlan {
  /** The declaration in the policy. */
  id: string;
  parent: string | null;
  children: string[];
  /** Stakeholders and teams. */
  notify: string[];
  message: string | null;
  nextUpdateAt: Instant | null;
  /** Seconds. */
  updateEvery: number | null;
  tasks: string[];
  /** Known once it is resolved. */
  reviewDueAt: Instant | null;
  /** Markdown, for the review. */
  timeline: string;
}

/** A fault that comes back. */
export interface ProblemEvent {
  kind: "problem";
  id: string;
  at: Instant;
  pattern: "count_30d" | "weekly" | "every_n_hours" | "job";
  asset: string | null;
  plant: string | null;
  system: string | null;
  periodHours?: number;
  /** Monday 0, in UTC. */
  weekday?: number;
  /** In UTC. */
  hour?: number;
  job?: string;
  tickets: string[];
  evidence: { text: string; episodes: number; usual: number; chance: number };
}

/** Business time. A question about an instant that is no instant throws an {@link ArgumentError}. */
export class Calendar {
  private constructor();
  /** IANA name of the time zone. */
  readonly zone: string;
  /** Whether `at` is in working time. Opening instants are, closing instants are not. */
  isOpen(at: Instant): boolean;
  /** The first working instant at or after `at`; null if there is none. */
  nextOpen(at: Instant): Instant | null;
  /** The first closing instant after `at`; null if there is none. */
  nextClose(at: Instant): Instant | null;
  /** The last closing instant at or before `at`; null if there is none. */
  prevClose(at: Instant): Instant | null;
  /** The name of the shift at work; null if none is. */
  shiftAt(at: Instant): string | null;
  /** The instant `seconds` of working time after `from` (before it, if negative); null if that never comes. */
  add(from: Instant, seconds: number, options?: { pauses?: readonly Pause[] }): Instant | null;
  /** Seconds of working time from `from` to `to`. */
  between(from: Instant, to: Instant, options?: { pauses?: readonly Pause[] }): number;
  /** The instant `days` working days after `from`; null if that never comes. */
  addDays(from: Instant, days: number): Instant | null;
  /** What the calendar does from `from` to `to`, piece by piece, and why; at most thirteen months. */
  stretches(from: Instant, to: Instant): Stretch[];
  /**
   * The first instant of a month in local time, and that of the next.
   *
   * @param month `2026-03`
   * @throws {ArgumentError} if there is no such month
   */
  month(month: string): { from: Instant; to: Instant };
  /** What a clock on the wall shows at `at`: `2026-10-25T02:30:00+02:00`. */
  local(at: Instant): Instant;
  /** Gives its memory back at once. */
  free(): void;
}

/** A stretch of time in which a calendar does one thing. */
export interface Stretch {
  from: Instant;
  to: Instant;
  /** Why it is closed; null if it is open. */
  closed: "hours" | "holiday" | "exception" | "break" | null;
  shift: string | null;
}

/** The hours of a month that nobody covers. */
export interface Coverage {
  month: string;
  gaps: CoverageGap[];
  /** Teams of which nothing is known: no calendar, no rota. */
  unknown: string[];
}

/** A stretch of time that nobody covers. */
export interface CoverageGap {
  who: string;
  kind: "team" | "sla";
  from: Instant;
  to: Instant;
  /** The start in the team's own time. */
  localFrom: Instant;
  seconds: number;
  because: string;
}

/** Time in which a clock stands still. */
export interface Pause {
  from: Instant;
  /** Absent or null: it still does. */
  to?: Instant | null;
}

/**
 * An incident ticket. snake_case names are read as well. A field that the policy declares with `field(...)` may stand at
 * the top level too; any other unknown name is kept under `fields`.
 */
export interface Ticket {
  /** The host's own name for the ticket. */
  id: string;
  /** When it happened or was written. */
  openedAt: Instant;
  subject?: string | null;
  description?: string | null;
  reporter?: string | null;
  channel?: string | null;
  status?: string | null;
  /** When it reached the desk; `openedAt` if absent. */
  receivedAt?: Instant | null;
  respondedAt?: Instant | null;
  resolvedAt?: Instant | null;
  category?: string | null;
  symptom?: string | null;
  service?: string | null;
  system?: string | null;
  asset?: string | null;
  plant?: string | null;
  area?: string | null;
  line?: string | null;
  zone?: string | null;
  layer?: string | null;
  shift?: string | null;
  impact?: string | null;
  urgency?: string | null;
  /** What the host says; the policy's own judgement is `decision.priority`. */
  priority?: string | null;
  team?: string | null;
  productionStopped?: boolean | null;
  usersBlocked?: number | null;
  workaroundAvailable?: boolean | null;
  linesAffected?: number | null;
  assetRedundant?: boolean | null;
  acknowledgedBy?: string | null;
  tags?: readonly string[] | null;
  /** What changed when, oldest first. */
  history?: readonly Change[] | null;
  /** Fields of the policy's or the host's own. */
  fields?: Record<string, unknown> | null;
  [field: string]: unknown;
}

/** One change of one field of a ticket. */
export interface Change {
  at: Instant;
  field: string;
  from?: unknown;
  to?: unknown;
}

/** One thing that is wrong, where, and the way out. */
export interface Problem {
  /** Stable name of the kind of problem, for programs. */
  code: string;
  message: string;
  help?: string;
  /** Policy file, line and column (both from 1). */
  file?: string;
  line?: number;
  column?: number;
  /** Path into the ticket or declaration: `history[2].at`. */
  path?: string;
}

/** A policy that does not compile. */
export interface PolicyError extends Error {
  name: "PolicyError";
  problems: Problem[];
}

/** A ticket that cannot be decided at all. */
export interface TicketError extends Error {
  name: "TicketError";
  problems: Problem[];
}

/** An argument that is no use, such as a missing `now`. */
export interface ArgumentError extends Error {
  name: "ArgumentError";
  problems: Problem[];
}

/** The answer to one ticket of a batch; the error is plain data. */
export type Outcome =
  | { ok: true; decision: Decision }
  | { ok: false; error: { name: string; message: string; problems: Problem[] } };

/** What the policy makes of a ticket at an instant. */
export interface Decision {
  id: string;
  now: Instant;
  policy: PolicyId;
  priority: string;
  team: string;
  category: string | null;
  symptom: string | null;
  service: string | null;
  system: string | null;
  asset: string | null;
  plant: string | null;
  area: string | null;
  line: string | null;
  zone: string | null;
  layer: string | null;
  ownership: string | null;
  tier: string | null;
  shift: string | null;
  impact: string | null;
  urgency: string | null;
  assignment: Assignment;
  targets: Target[];
  escalations: Escalation[];
  missing: MissingField[];
  procedures: Procedure[];
  review: Review | null;
  /** Null unless production stands and the policy says what a minute costs. */
  cost: Cost | null;
  /** In field order; texts over 200 characters are left out. */
  facts: Fact[];
  /** The priority rules that matched. */
  rules: MatchedRule[];
  reasons: Reason[];
  undecided: Undecided[];
  problems: Problem[];
  /** When this decision changes if the ticket does not: set one timer. */
  nextEventAt: Instant | null;
}

/** Which policy decided. */
export interface PolicyId {
  name: string;
  version: string;
  hash: string;
}

/** Who gets the ticket and why. */
export interface Assignment {
  team: string;
  name: string;
  /** Whether it belongs to another company. */
  vendor: boolean;
  by: "route" | "category" | "system" | "fallback";
  because: string;
}

/** One SLA clock. Lengths are seconds of the calendar's working time. */
export interface Target {
  /** `response`, `resolution`, `update`, `next_response`, or a name of the policy's own. */
  target: string;
  /** Whose promise it is: the desk's, a team's, a vendor's. */
  kind: "sla" | "ola" | "contract";
  sla: string;
  /** Other SLAs of this kind that hold and have this target. */
  others: string[];
  calendar: string;
  /** The promise, in seconds. */
  within: number;
  /** 1, and one more each time it begins again. Tell a warning once for each target, percentage and cycle. */
  cycle: number;
  startedAt: Instant;
  /** Null while it stands still, or if the calendar never has that much open time. */
  dueAt: Instant | null;
  /** While it stands still: when it would be due if it went on now. */
  dueIfResumedNow: Instant | null;
  pausedSince: Instant | null;
  stoppedAt: Instant | null;
  state: "running" | "paused" | "met" | "breached" | "cancelled";
  elapsed: number;
  /** Negative when late. */
  remaining: number;
  percent: number;
  warnings: Warning[];
  /** The stretches in which it stood still; one without an end still does. */
  pauses: { from: Instant; to: Instant | null }[];
  /** For a resolution that is still open. */
  forecast: Forecast | null;
}

/** Whether a target that is still open will be missed. */
export interface Forecast {
  breachLikely: boolean;
  /** When it is likely to be met; null if nothing is known about how long it takes. */
  expectedAt: Instant | null;
  reasons: string[];
}

/** A warning at a share of a target's time. */
export interface Warning {
  percent: number;
  at: Instant;
  fired: boolean;
}

/** A post-incident review that is owed. */
export interface Review {
  sla: string;
  /** How long after resolution, in seconds. */
  within: number;
  /** Null while the incident is unresolved. */
  dueAt: Instant | null;
}

/** One step of an escalation. */
export interface Escalation {
  escalation: string;
  /** Which of its steps, from 1. */
  step: number;
  /** How often it has been told, this time included. Tell it once for each escalation, step and round. */
  round: number;
  at: Instant;
  state: "fired" | "pending";
  /** The channel. */
  by: string;
  notify: Notified[];
  message: string;
  because: string;
}

/** Somebody who is told. */
export interface Notified {
  id: string;
  name: string;
  by: string;
  /** Later than the step for somebody whom a message must not wake. */
  at: Instant;
  /** Of a team, those on call then. */
  people: string[];
  /** Why it is not the one the policy names, or not at once. */
  note: string | null;
}

/** A field the ticket lacks. */
export interface MissingField {
  field: string;
  label: string;
  requiredBy: string;
}

/** What to do meanwhile. */
export interface Procedure {
  id: string;
  /** `fallback`, `workaround`, `handling`, `isolation` or `safety`. */
  kind: string;
  title: string;
  steps: string[];
  reference: string | null;
  because: string;
}

/** What the incident costs. */
export interface Cost {
  currency: string;
  perMinute: number;
  minutes: number;
  accrued: number;
}

/** One thing taken to be true of the ticket, and where from. */
export interface Fact {
  field: string;
  value: string | number | boolean | string[];
  source: "ticket" | "text" | "system" | "category" | "line" | "plant" | "calendar" | "rule";
  detail: string;
}

/** A priority rule that matched. */
export interface MatchedRule {
  id: string;
  /** What it says: `P1`, `at most P3`. */
  effect: string;
  /** Whether it is the one that set the priority. */
  won: boolean;
  because: string;
  file: string;
  line: number;
  column: number;
}

/** A stage on a ticket's way through the policy. */
export type Stage = "intake" | "classify" | "prioritise" | "sla" | "route" | "escalate" | "procedure";

/** One step of why. */
export interface Reason {
  stage: Stage;
  id: string;
  text: string;
  file?: string;
  line?: number;
  column?: number;
}

/** A declaration that could not be judged, because the ticket lacks fields, and might change the decision. */
export interface Undecided {
  stage: Stage;
  id: string;
  fields: string[];
  message: string;
  file: string;
  line: number;
  column: number;
}

/** A decision with everything that was weighed for it. */
export interface Explanation {
  decision: Decision;
  trace: Consideration[];
  /** How each due instant came about. */
  accounts: Account[];
}

/** How a clock came to its due instant, stretch by stretch. */
export interface Account {
  target: string;
  sla: string;
  calendar: string;
  /** The time zone in which `lines` tell the time. */
  zone: string;
  entries: AccountEntry[];
  /** The same in words, a line for each. */
  lines: string[];
}

/** A stretch of a clock's account. */
export interface AccountEntry {
  from: Instant;
  to: Instant;
  what: "counted" | "closed" | "paused";
  seconds: number;
  because: string;
}

/** One declaration that was weighed. */
export interface Consideration {
  stage: Stage;
  id: string;
  verdict: "matched" | "not-matched" | "undecided" | "failed";
  /** The declaration's own reason, or what kept it from being judged. */
  text: string;
  file?: string;
  line?: number;
  column?: number;
}

/** What an intake form has to ask for. */
export interface Intake {
  /** Most severe first. */
  priorities: string[];
  categories: IntakeCategory[];
  fields: IntakeField[];
}

/** A category to choose, and the fields it needs. */
export interface IntakeCategory {
  id: string;
  label: string;
  require: string[];
}

/** A field to fill in. */
export interface IntakeField {
  name: string;
  label: string;
  type: "bool" | "int" | "number" | "text" | "texts" | "instant";
  /** The texts allowed; of systems, lines and plants, those the policy knows. */
  values: string[];
  /** Whether other texts than `values` are refused. */
  closed: boolean;
  help: string;
  /** Whether a ticket cannot be decided without it. */
  required: boolean;
}

/** How the policy's own tests went. */
export interface TestReport {
  passed: number;
  failed: number;
  results: TestResult[];
}

/** How one of the policy's tests went. */
export interface TestResult {
  name: string;
  ok: boolean;
  differences: { field: string; expected: unknown; actual: unknown }[];
  problems: Problem[];
  /** What it decides: an example of what the policy is for. */
  ticket: Record<string, unknown>;
  now: Instant | null;
  file: string;
  line: number;
  column: number;
}
