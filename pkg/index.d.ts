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
  /**
   * Compiles files of which most are those that this policy was compiled from: after an edit, sooner than `compile`, and
   * with the same outcome.
   *
   * @param files file names and their text, all of them
   * @throws {PolicyError} with every problem of every file
   */
  recompile(files: Record<string, string>): Policy;
  /**
   * A policy from a bundle that `bundle` or the command `andon bundle` made.
   *
   * @param bundle the object, or its text
   * @throws {PolicyError} if it is no bundle, of another format, or not as it was made
   */
  static load(bundle: Bundle | string): Policy;
  /**
   * The policy as one piece of plain data, for `Policy.load` here and in `andon/runtime`.
   *
   * @throws {PolicyError} naming each closure that only an interpreter can answer
   */
  bundle(): Bundle;
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
  /**
   * Decides one ticket and says what was weighed; with `toward`, also why it did not come out so, and what would change
   * that.
   *
   * @throws as `decide` does, and {@link ArgumentError} if the policy knows no such outcome
   */
  explain(ticket: Ticket, options: Options & { toward?: Goal | null }): Explanation;
  /**
   * Makes the policy ready to be asked for rule, priority and team alone: the call for a form that is being typed in, and for
   * many tickets a second.
   */
  triage(): Triage;
  /** What an intake form has to ask for. */
  fields(): Intake;
  /**
   * The names that the policy declares, for the editor it is written in; the language itself is `andon/vocabulary.json`. In a
   * browser: `andon/full`.
   */
  vocabulary(): Declarations;
  /** Runs the tests that the policy declares. */
  test(): TestReport;
  /**
   * What the policy's tests, and tickets, try out of it: which declarations held, which branches were taken, which conditions
   * were seen true and false. Tickets that cannot be decided are counted as `refused`. In a browser: `andon/full`.
   *
   * @throws {ArgumentError} if there are tickets and `now` is missing
   */
  exercise(tickets?: readonly Ticket[], options?: Options): Exercise;
  /**
   * What of the policy is legal, and yet cannot be meant: rules that are never heard, conditions that never hold,
   * priorities without a promise, hours that nobody covers. Sound, not complete: what cannot be decided is not mentioned.
   * In a browser: `andon/full`.
   *
   * @param options.month where to look for hours that nobody covers; the whole latest year that the policy's calendars name if absent
   * @throws {ArgumentError} if there is no such month
   */
  lint(options?: { month?: string }): Finding[];
  /**
   * A calendar of the policy.
   *
   * @throws {ArgumentError} for an unknown name, with the names there are
   */
  calendar(name: string): Calendar;
  /** The names of all calendars, `always` included. */
  calendars(): string[];
  /**
   * Who is on at 3 a.m. on Sunday? The hours of a month that nobody covers. In a browser: `andon/full`.
   *
   * @param month `2026-03`
   * @throws {ArgumentError} if there is no such month
   */
  coverage(month: string): Coverage;
  /** Gives its memory back at once. Without it, that happens when the object is collected. */
  free(): void;
}

/**
 * Rule, priority and team of a ticket as `decide` finds them, without clocks, escalations and reasons. It needs no `now`, no
 * `id`, and no `openedAt` unless a rule or route asks for a shift or an instant.
 *
 * Values of fields are remembered, at most 1,024 for each field that rules and routes read. A ticket with a value that is
 * out of the ordinary (of the wrong kind, of a system that says more about itself, of a class of the host's own) takes the
 * longer way that `decide` takes, and comes to the same.
 */
export interface Triage {
  /**
   * @throws {TicketError} if the ticket is no object, or an instant matters and `openedAt` is missing or unreadable
   */
  decide(ticket: Partial<Ticket>): Triaged;
  /** The same, and why. */
  explain(ticket: Partial<Ticket>): TriageExplanation;
  /** Gives its memory back at once. Without it, that happens when the object is collected. */
  free(): void;
}

/** What decides a ticket. */
export interface Triaged {
  /** The rule that decided, as in the decision's reasons: `matrix` where no rule spoke. */
  rule: string;
  priority: string;
  team: string;
  /**
   * Something that could have changed this was not judged: a field is missing or not what it must be, a closure failed.
   * Absent where all is decided.
   */
  undecided?: true;
}

/** What decides a ticket, and why. */
export interface TriageExplanation extends Triaged {
  /** Where the rule stands, or the matrix. */
  file: string;
  line: number;
  column: number;
  /** The conditions of the rule, all of which hold, each with what it read of the ticket. */
  conditions: Held[];
  /** What could not be judged. */
  open: Undecided[];
  /** What is wrong with the ticket, as far as it matters. */
  problems: Problem[];
}

/** A condition that holds. */
export interface Held {
  /** As a policy would write it. */
  text: string;
  reads: { field: string; value: unknown }[];
  file: string;
  line: number;
  column: number;
}

/**
 * Finds outages and recurring faults in a stream of tickets: the only part of andon that remembers anything. It stays usable
 * after the policy is freed. In a browser: `andon/full`.
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
   * Takes tickets in the order of the list, each seen at its `receivedAt` (`openedAt` if absent), or all at `now`. One that
   * cannot be taken does not stop the others.
   */
  observeBatch(tickets: readonly Ticket[], options?: Partial<Options>): Observed[];
  /**
   * Takes a ticket as a line of JSON, seen at its `receivedAt` (`openedAt` if absent): the quick way for files.
   *
   * @returns the events as lines of JSON; undefined if there are none
   * @throws {TicketError} as `observe` does; a `SyntaxError` if the line is not JSON
   */
  observeLine(line: string): string | undefined;
  /**
   * Accepts so many false alarms a month instead of what the policy says, until the watch is restored from a snapshot: for
   * trying out a setting.
   *
   * @throws {ArgumentError} if it is no number above 0
   */
  accept(falseAlarmsPerMonth: number): void;
  /** The host says that a suggestion is a major incident; its events carry the policy's plan from then on. */
  confirm(id: string, options: Options): WatchEvent[];
  /** The host says that a suggestion is none. Its streams need more to be believed for two weeks. */
  dismiss(id: string, options: Options): WatchEvent[];
  /** The host says that a major incident is over. */
  resolve(id: string, options: Options): WatchEvent[];
  /** The host puts a ticket of the last twelve hours into a suggestion. */
  link(id: string, ticket: string, options: Options): WatchEvent[];
  /**
   * What came in each stream after `from` and up to `to`, against what is normal for it then: for drawings. Streams in which
   * nothing came and next to nothing is expected are left out. Tickets of the last eight hours are known, the newest hundred
   * of a stream at most.
   */
  levels(from: Instant, to: Instant): WatchLevel[];
  /** Everything the watch remembers, as text. */
  snapshot(): string;
  /** Gives its memory back at once. */
  free(): void;
}

/** What the watch says of one ticket of a batch; the error is plain data. */
export type Observed =
  | { ok: true; events: WatchEvent[] }
  | { ok: false; error: { name: string; message: string; problems: Problem[] } };

/** A stretch of one of the streams that the watch keeps apart: what its tickets have in common, and how many are normal. */
export interface WatchLevel {
  /** As in {@link MajorEvidence}. */
  pattern: string;
  /** Null if the stream is of all plants, or nobody named one. */
  plant: string | null;
  /** The system, or the category where no system is named. */
  system: string | null;
  area: string | null;
  line: string | null;
  symptom: string | null;
  /** In the order in which they happened. */
  tickets: string[];
  expected: number;
  /** In nine of ten such stretches between `low` and `high` come. */
  low: number;
  high: number;
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

/** A fault that came back in a past, with a suggested problem record. */
export type Recurring = ProblemEvent & { record: { title: string; description: string; incidents: string[] } };

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

/** Two ways to hand over past tickets: NDJSON, one JSON object a line, as text or bytes; or a list. */
export type Tickets = string | Uint8Array | readonly Ticket[];

/** What a history is asked. */
export interface HistoryOptions {
  /**
   * The instant that every ticket is decided for. If absent, each is decided as of the last instant that it tells of:
   * the latest of `openedAt`, `receivedAt`, `respondedAt`, `resolvedAt` and its history.
   */
  now?: Instant | null;
  /** How many entries of the list to leave out at its beginning; 0 if absent. */
  offset?: number;
  /** How many to give at most: all of `decide`, 50 of `compare` and of the queue of `report` if absent. */
  limit?: number;
}

/**
 * Past tickets, kept side by side in the engine, that any policy can be asked about. In a browser: `andon/full`.
 *
 * @example
 * const history = History.load(ndjson);
 * const { changed, matrix, changes } = history.compare(before, after);
 */
export class History {
  /** A history without tickets. */
  constructor();
  /** A history of these tickets. What is no ticket is among the `problems`; the rest is read. */
  static load(tickets: Tickets): History;
  /** How many tickets there are. */
  readonly length: number;
  /** Adds a piece of NDJSON, in which a line may begin or end in the middle, or more tickets. */
  append(tickets: Tickets): void;
  /** What was no ticket, each with its line, or with its place in a list. */
  problems(): Problem[];
  /** The ticket at a place from 0, as it was; `undefined` if there is none. */
  ticket(index: number): Ticket | undefined;
  /** What the policy decides about each ticket, exactly as `policy.decide` does. */
  decide(policy: Policy, options?: HistoryOptions): Outcome[];
  /**
   * What the policy `after` would decide otherwise than `before`.
   *
   * With `clocks: false` it is about priorities, teams and categories only, and quick: conditions that `before` asked
   * are not asked again, so an edit of one rule shows while it is typed. Where a policy does not allow that, the whole
   * comparison comes, with `clocks` true.
   */
  compare(before: Policy, after: Policy, options?: HistoryOptions & { clocks?: boolean }): Comparison;
  /** How the desk has done by what the policy asks of it. */
  report(policy: Policy, options?: HistoryOptions): Report;
  /** The faults that came back, the surest first: what a watch would have told, each with a problem record to begin with. */
  recurrences(policy: Policy): Recurring[];
  /** Bytes that the tickets take: for their different values, and beside them. */
  memory(): { values: number; beside: number };
  /** Gives its memory back at once. */
  free(): void;
}

/** Two policies over one history. */
export interface Comparison {
  before: PolicyId;
  after: PolicyId;
  /** Whether clocks were read: promises, due instants, escalations and cost. */
  clocks: boolean;
  /** Tickets that both decide. */
  tickets: number;
  /** Tickets that change in anything. */
  changed: number;
  /** The same in percent of all, to two places. */
  percent: number;
  /** Tickets that change in each aspect; a ticket may change in several. */
  aspects: { aspect: Aspect; tickets: number }[];
  /** Tickets that become more severe. */
  raised: number;
  /** Tickets that become less severe. */
  lowered: number;
  /** Priorities of both policies, the most severe first. */
  priorities: string[];
  /** Tickets by priority before (row) and after (column). */
  matrix: number[][];
  /** Tickets that go from one team to another, the most first. */
  teams: Flow[];
  /** Tickets that go from one category to another, the most first. */
  categories: Flow[];
  /** The tickets of each team, the greatest change first. */
  load: { team: string; before: number; after: number }[];
  /** How the promises about each target come out, by the instants on record. */
  targets: TargetChange[];
  /** How many steps of each escalation fire. */
  escalations: { escalation: string; before: number; after: number }[];
  /** Null if no clock was read. */
  cost: { before: Amount; after: Amount } | null;
  /** Where `changes` begin among all changed tickets. */
  offset: number;
  limit: number;
  /** Changed tickets, in the order of the history. */
  changes: ChangedTicket[];
  failures: HistoryFailure[];
  /** Lines that are no tickets. */
  problems: Problem[];
}

/** Something about a ticket that people see change. */
export type Aspect = "priority" | "team" | "category" | "sla" | "due" | "escalations" | "cost";

/** Tickets that go from one to another; null for none. */
export interface Flow {
  from: string | null;
  to: string | null;
  tickets: number;
}

/** An amount of money, to the cent. */
export interface Amount {
  currency: string;
  amount: number;
}

/** Promises, counted by how they come out. */
export interface Kept {
  met: number;
  breached: number;
  open: number;
  cancelled: number;
}

/** How the promises about a target come out, before and after. */
export interface TargetChange {
  target: string;
  kind: "sla" | "ola" | "contract";
  before: Kept;
  after: Kept;
  newlyBreached: number;
  noLongerBreached: number;
}

/** A ticket that two policies decide otherwise. */
export interface ChangedTicket {
  /** Its place in the history, from 0. */
  index: number;
  id: string;
  aspects: Aspect[];
  before: ChangedSide;
  after: ChangedSide;
}

/** One policy's view of a changed ticket. */
export interface ChangedSide {
  priority: string;
  team: string;
  category: string | null;
  targets: {
    target: string;
    kind: "sla" | "ola" | "contract";
    dueAt: Instant | null;
    outcome: "met" | "breached" | "open" | "cancelled";
  }[];
  /** Steps of escalations that fire. */
  fired: number;
  cost: Amount | null;
  reasons: Reason[];
}

/** A ticket that no policy can decide. */
export interface HistoryFailure {
  /** Its place in the history, from 0. */
  index: number;
  problems: Problem[];
}

/** A history as a policy judges it. */
export interface Report {
  policy: PolicyId;
  /** Tickets that can be decided. */
  tickets: number;
  /** Those of them that are over. */
  resolved: number;
  /** When the first was opened. */
  from: Instant | null;
  /** When the last was opened. */
  to: Instant | null;
  /** How long repairs take. */
  repair: { overall: Spread; bySystem: RepairOf[]; byTier: RepairOf[] };
  /** Promises kept, by team, priority and target. */
  compliance: Compliance[];
  volume: Volume;
  /** Production that stood, in seconds in which it was to run. */
  production: { seconds: number; tickets: number; byLine: Outage[]; bySystem: Outage[] };
  cost: { total: Amount; bySystem: Spent[]; byLine: Spent[] };
  /** How often tickets change hands. `distribution`: never, once, twice, ...; the last entry is nine times or more. */
  reassignments: { tickets: number; changes: number; most: number; distribution: number[] };
  queue: Queue;
  failures: HistoryFailure[];
  /** Lines that are no tickets. */
  problems: Problem[];
}

/** How long repairs take, in seconds on the wall clock; percentiles are lengths that occurred. */
export interface Spread {
  count: number;
  median: number | null;
  p90: number | null;
  mean: number | null;
}

/** How long repairs of one system or tier take. */
export interface RepairOf extends Spread {
  name: string | null;
  /** The median on the clock of the SLA, as a policy may declare it: `system("ERP", #{ usual_repair: "1h30m" })`. */
  usualRepair: string | null;
}

/** The promises about one target to the tickets of one team and priority. */
export interface Compliance extends Kept {
  team: string;
  priority: string;
  target: string;
  kind: "sla" | "ola" | "contract";
  /** Of those that are met or breached, how many are met, in percent to two places; null if there are none. */
  percent: number | null;
}

/** When and where incidents happen. Hours and days are those of the plant; UTC where the plant has no calendar. */
export interface Volume {
  byPriority: NamedCount[];
  byCategory: NamedCount[];
  byArea: NamedCount[];
  byShift: NamedCount[];
  /** 24 numbers, from midnight. */
  byHour: number[];
  /** 7 numbers, Monday first. */
  byWeekday: number[];
  /** 7 lists of 24 numbers. */
  byWeekdayAndHour: number[][];
}

/** How many tickets have a name; null for none. */
export interface NamedCount {
  name: string | null;
  tickets: number;
}

/** Production that stood on one line, or for one system. Overlapping outages of a line count once. */
export interface Outage extends NamedCount {
  seconds: number;
}

/** What the incidents of one system or line cost. */
export interface Spent extends NamedCount {
  amount: number;
}

/** Open tickets, ranked by what they cost a minute and then by the time until a promise is broken. */
export interface Queue {
  /** The instant at which it is looked at: the one asked about, or the last that any ticket tells of. */
  at: Instant | null;
  open: number;
  /** What all of them cost a minute. */
  perMinute: Amount;
  offset: number;
  limit: number;
  entries: QueueEntry[];
}

/** An open ticket. */
export interface QueueEntry {
  /** Its place in the history, from 0. */
  index: number;
  id: string;
  priority: string;
  team: string;
  system: string | null;
  line: string | null;
  perMinute: number;
  accrued: number;
  /** The target that is due next, or was due first. */
  target: string | null;
  dueAt: Instant | null;
  /** Seconds on the wall clock until then; negative when late. */
  left: number | null;
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

/** A compiled policy as plain data. */
export interface Bundle {
  /** The format. */
  andon: number;
  name: string;
  version: string;
  /** The hash of the policy's files. */
  hash: string;
  /** SHA-256 over everything else: sign this. */
  seal: string;
  files: string[];
  declarations: unknown[];
  closures: unknown[];
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
  /** Why not? Null if that was not asked. */
  toward: Toward | null;
}

/** An outcome: the name of a priority, a team or an SLA, or which of them it is the name of. */
export type Goal = string | { priority: string } | { team: string } | { sla: string };

/** Why a ticket is not decided as somebody expected, and what would change that. */
export interface Toward {
  goal: { priority: string } | { team: string } | { sla: string };
  /** Whether it is decided so as it stands. */
  reached: boolean;
  /** The declarations that would give it, those first that miss the fewest conditions. */
  rules: NearMiss[];
  /** The declarations that hold and stand in the way. */
  against: { stage: Stage; id: string; says: string; because: string; file: string; line: number; column: number }[];
  /** Changes of at most three fields, none of which could be left out, that bring it about: the smallest first. */
  tips: Tip[];
  /**
   * How many changed tickets were decided, of how many at most, and whether that was enough. Only changes that some
   * condition asks for are tried.
   */
  search: { decided: number; limit: number; complete: boolean };
}

/** A declaration that would give what was expected, if its conditions held. */
export interface NearMiss {
  stage: Stage;
  id: string;
  /** What it says: `P1`, `at most P3`, a team, an SLA. */
  gives: string;
  /** How many single conditions would have to turn. */
  misses: number;
  /** How many conditions must all hold for it. */
  of: number;
  /** Those that do not. */
  missed: Condition[];
  because: string;
  file: string;
  line: number;
  column: number;
}

/** Changes that together, and not with one of them left out, bring about what was expected. */
export interface Tip {
  changes: {
    field: string;
    /** What is known now; null if nothing is. */
    from: unknown;
    /** What would have to be said; null if it would have to be left out, `(any other)` for any text that no rule names. */
    to: unknown;
  }[];
  /** The declaration that then decides. */
  by: string;
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
  /** The conditions that must all hold for it; none where it has no condition, or one that only the interpreter reads. */
  conditions: Condition[];
  file?: string;
  line?: number;
  column?: number;
}

/** A condition, or a part of one, and how the ticket answers it. */
export interface Condition {
  /** As a policy would write it, calls of its own functions put in place. */
  text: string;
  truth: boolean | "undecided" | "failed";
  /** The ticket's fields it reads, null where it lacks one; of a condition with parts, its parts say. */
  reads: { field: string; value: unknown }[];
  /** What it is made of, each judged by itself, whether or not that was needed. */
  parts: Condition[];
  file: string;
  line: number;
  column: number;
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

/** The names of a policy: what its declarations, closures and tickets may refer to. */
export interface Declarations {
  /** In name order. */
  fields: DeclaredField[];
  /** By the word that declares them (`team`, `calendar`, `rule`, ...), in the order of the files. */
  names: Record<string, DeclaredName[]>;
  /** Priorities, impacts and urgencies, the most severe first; the layers. */
  scales: { priority: string[]; impact: string[]; urgency: string[]; layer: string[] };
  /** The functions that the files share. */
  functions: { name: string; parameters: string[]; file: string }[];
}

/** A field that closures of the policy may read. */
export interface DeclaredField {
  /** Its name in the policy: `users_blocked`. */
  name: string;
  /** Its name in a ticket: `usersBlocked`. */
  camel: string;
  type: "bool" | "int" | "number" | "text" | "texts" | "instant";
  label: string;
  doc: string;
  /** The only texts allowed; null if any is. */
  values: string[] | null;
  /** Whether every policy knows it. */
  canonical: boolean;
}

/** Something that the policy declares. */
export interface DeclaredName {
  id: string;
  label: string;
  file: string;
  line: number;
  column: number;
}

/** What tickets have tried out of a policy. */
export interface Exercise {
  /** How many tickets were decided, those of the policy's tests included. */
  tickets: number;
  /** How many could not be. */
  refused: number;
  /** Every question that a declaration asks. Exercised by an answer of true, or any value. */
  declarations: AskedQuestion[];
  /** The ways of `if` and `switch`. Exercised if taken. */
  branches: ExercisedBranch[];
  /** Conditions that are asked as a whole, once for each place in the text. Exercised if seen true and seen false. */
  conditions: ExercisedCondition[];
}

/** How often a question was answered how. */
export interface SeenAnswers {
  /** True, or a value. */
  yes: number;
  no: number;
  /** The ticket lacked a field. */
  undecided: number;
  /** It made no sense for the ticket. */
  failed: number;
}

/** A question that a declaration asks. */
export interface AskedQuestion extends SeenAnswers {
  /** The word that asks: `rule`, `route`, ... */
  word: string;
  id: string;
  /** The entry: `when`, `priority`, ... */
  entry: string;
  file?: string;
  line?: number;
  column?: number;
}

/** A way of an `if` or `switch`. */
export interface ExercisedBranch {
  text: string;
  taken: number;
  file?: string;
  line?: number;
  column?: number;
}

/** A condition. */
export interface ExercisedCondition extends SeenAnswers {
  /** As the policy has it. */
  text: string;
  file?: string;
  line?: number;
  column?: number;
}

/** Something in a policy that is legal, and yet cannot be meant. */
export interface Finding {
  /**
   * `error`: the policy contradicts itself. `warning`: something has no effect, or somebody is not there. `note`: worth
   * knowing, may well be meant.
   */
  level: "note" | "warning" | "error";
  /** Stable name of the kind of finding: `shadowed-rule`, `never-holds`, ... (docs/lint.md lists them). */
  code: string;
  message: string;
  /** The way out. */
  help: string;
  file?: string;
  line?: number;
  column?: number;
  path?: string;
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
