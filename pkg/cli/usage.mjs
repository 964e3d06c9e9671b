// What `--help` prints.

const POLICY = "  --policy DIR   folder with the policy's .rhai files, or a bundle (a .json file)";
const NOW = `  --now T        decide as of this instant (RFC 3339, such as 2026-03-02T06:00:00Z); \`opened\`: each ticket as of its own
                 openedAt; the clock's time if absent`;
const MAP = `  --map FILE     read a CSV or JSON export by this mapping instead of NDJSON; or the name of a mapping that comes with
                 andon: csv, helpdesk-tickets, servicenow-events, or that of a desk, such as zendesk (see adapters/README.md)`;

const GENERAL = `andon decides IT incident tickets in manufacturing by a policy, and says why.

  andon decide   --policy DIR [FILE]   tickets in, decisions out
  andon explain  --policy DIR [FILE]   the same, with reasons for people to read
  andon test     --policy DIR          run the tests that the policy declares
  andon lint     --policy DIR          find what is legal in a policy, and cannot be meant
  andon fields   --policy DIR          list what an intake form has to ask for
  andon bundle   --policy DIR          the policy as one file, for \`andon/runtime\`
  andon watch    --policy DIR [FILE]   tickets in, suggestions of major incidents and recurring faults out
  andon convert  --map FILE [FILE]     a CSV or JSON export in, tickets out
  andon compare  --before DIR --after DIR [FILE]   what another policy would have decided otherwise
  andon report   --policy DIR [FILE]   how the desk has done
  andon recurrences --policy DIR [FILE]   the faults that came back
  andon calendar --policy DIR [NAME]   a month with its shifts and holidays, and who covers it
  andon serve    --policy DIR --config FILE   webhooks of a help desk in, decisions written back

A ticket is one line of JSON; \`id\` and \`openedAt\` are enough:

  echo '{"id":"INC1","openedAt":"2026-03-02T06:00:00Z","subject":"SAP down, line 4 stopped"}' |
    andon decide --policy rules/manufacturing --format table

\`andon COMMAND --help\` says more. Exit status: 0 all went well; 1 a ticket could not be decided or a test failed;
2 the policy does not compile or the command was used wrongly.
`;

const DECIDE = `andon decide --policy DIR [--now T] [--map FILE] [--format ndjson|table] [FILE]

Reads tickets as NDJSON (one JSON object a line) from FILE or standard input and writes one decision a line, in the same
order. A file named *.gz is unpacked. Any number of tickets may pass: only a few are in memory at a time.

A line that is no ticket does not end the run. It gives a record with its line number in the place of the decision:

  {"ok":false,"line":7,"error":{"name":"TicketError","message":"...","problems":[...]}}

${POLICY}
${NOW}
${MAP}
  --format F     ndjson (the default), or table for people

  andon decide --policy rules/manufacturing --now 2026-03-02T06:00:00Z tickets.ndjson > decisions.ndjson
  zcat old.ndjson.gz | andon decide --policy rules/manufacturing | jq -r 'select(.priority == "P1") | .id'
  andon decide --policy rules/manufacturing --map servicenow.json --now opened export.csv.gz

Exit status: 0 every line was decided; 1 some were not; 2 bad policy or usage.
`;

const EXPLAIN = `andon explain --policy DIR [--now T] [--map FILE] [--id ID] [--toward X] [--conditions] [--json] [FILE]

Decides tickets as \`andon decide\` does and says why: what was taken to be true and from where, which rules matched, which
clocks run, who is told when, what is missing, with the place in the policy that each comes from.

${POLICY}
${NOW}
${MAP}
  --id ID        only the ticket of this id
  --toward X     why not X? X is a priority, a team or an SLA (\`P1\`; \`team:network\` where names clash). Says which rules
                 would have given it and what they miss, and which changes of at most three fields bring it about
  --conditions   every declaration that was weighed with its conditions, not only those that matched
  --json         one explanation a line as JSON instead of text

  andon explain --policy rules/manufacturing --id INC0042 tickets.ndjson
  andon explain --policy rules/manufacturing --id INC0042 --toward P1 tickets.ndjson

Exit status: 0 every line was explained; 1 some could not be, or no ticket has the id; 2 bad policy or usage.
`;

const TEST = `andon test --policy DIR [--coverage [--tickets FILE]] [--junit FILE] [--json]

Runs the tests that the policy declares with test(...). Prints each failing test with its place and, field by field, what
was expected and what came, and counts them.

${POLICY}
  --coverage     also what the tests try out of the policy, and what not: declarations that held, branches that were taken,
                 conditions that were seen true and seen false
  --tickets FILE with --coverage, try out these tickets as well (NDJSON, or an export with --map)
  --map FILE     the mapping of an export, as for \`andon decide\`
  --now T        with --tickets, decide them as of this instant; the clock's time if absent
  --junit FILE   write the report as JUnit XML as well
  --json         the report as JSON

  andon test --policy rules/manufacturing --coverage --tickets tickets.ndjson

Exit status: 0 all passed; 1 some failed; 2 bad policy or usage.
`;

const BUNDLE = `andon bundle --policy DIR [--out FILE]

Writes the compiled policy as one file of JSON, to FILE or standard output. \`Policy.load\` takes it, also that of
\`andon/runtime\`, the engine without a compiler, and so does --policy of every command. Its \`seal\` is a hash over all
the rest, for those who sign bundles; an altered bundle is refused.

${POLICY}
  --out FILE     where to write it

  andon bundle --policy rules/manufacturing --out policy.json

Exit status: 0; 2 bad policy or usage, or a closure that only an interpreter can answer, named with its place.
`;

const LINT = `andon lint --policy DIR [--deny LEVEL] [--month YYYY-MM] [--json]

Finds what is legal in a policy and yet cannot be meant: rules, routes, categories and SLAs that are never heard, conditions
that always or never hold, priorities without an SLA, categories without an owner, hours that nobody covers, fields that
nobody asks for or reads, terms that other terms hide, teams, stakeholders and calendars without use. Each finding has its
place and a way out. What cannot be decided is not mentioned.

${POLICY}
  --deny LEVEL   fail on findings of this level or above: note, warning (the default) or error
  --month M      where to look for hours that nobody covers; the whole latest year that the calendars name if absent
  --json         the findings as JSON

  andon lint --policy rules/manufacturing --deny note

Exit status: 0 nothing to deny; 1 a finding of the level or above; 2 bad policy or usage.
`;

const FIELDS = `andon fields --policy DIR [--json]

Lists the policy's categories with the fields each requires, and every field with its type and the values it may have.

${POLICY}
  --json         as JSON, as \`policy.fields()\` gives it

Exit status: 0; 2 bad policy or usage.
`;

const CONVERT = `andon convert --map FILE [FILE]

Reads an export of a help desk (CSV, JSON or NDJSON) from FILE or standard input and writes the tickets that a mapping makes
of it, one a line. Use it to see what a mapping does, or to keep the tickets for \`andon decide\`. A file named *.gz is
unpacked. A row that gives no ticket gives a record with its line number and all that is wrong with it.

${MAP}

  andon convert --map servicenow.json export.csv | head -3

Exit status: 0 every row was converted; 1 some were not; 2 bad mapping or usage.
`;

const PAST = `  --now T        decide every ticket as of this instant; if absent, each as of the last instant that it tells of: the
                 latest of its openedAt, receivedAt, respondedAt, resolvedAt and its history`;

const COMPARE = `andon compare --before DIR --after DIR [--now T] [--map FILE] [--markdown|--json|--csv] [--fail-above PERCENT] [FILE]

Decides past tickets (NDJSON from FILE or standard input) by two policies and tells what changes: priorities, teams,
categories, promises kept and missed by the times on record, escalations that fire, cost, and the changed tickets with
reasons. All tickets are in memory at once. Lines that are no tickets are told on standard error.

  --before DIR   folder of the policy that decided
  --after DIR    folder of the policy that would
${PAST}
${MAP}
  --limit N      changed tickets to list: 20 if absent, with --csv all
  --markdown     as Markdown, for a merge request
  --json         as JSON, as \`history.compare()\` gives it
  --csv          the changed tickets as CSV
  --fail-above P exit with 1 if more than P percent of the tickets change

  andon compare --before rules/manufacturing --after drafts/manufacturing tickets.ndjson
  andon compare --before old --after new --markdown --fail-above 5 tickets.ndjson > what-changes.md

Exit status: 0; 1 more changes than --fail-above allows, or a ticket could not be decided; 2 bad policy or usage.
`;

const REPORT = `andon report --policy DIR [--now T] [--map FILE] [--markdown|--json] [FILE]

Looks back over past tickets (NDJSON from FILE or standard input): time to repair by system and tier, promises kept by
team and priority, when and where incidents happen, hours of production lost, cost, how often tickets change hands, and
what is open, the dearest first.

${POLICY}
${PAST}
${MAP}
  --limit N      open tickets to list: 20 if absent
  --markdown     as Markdown
  --json         as JSON, as \`history.report()\` gives it

  andon report --policy rules/manufacturing tickets.ndjson
  andon report --policy rules/servicenow-import --map servicenow-events export.csv.gz

Exit status: 0; 1 a ticket could not be decided; 2 bad policy or usage.
`;

const CALENDAR = `andon calendar --policy DIR [NAME] [--month YYYY-MM] [--coverage] [--json]
andon calendar --ics FILE [--years YYYY-YYYY]

With NAME, prints a month of that calendar, a line for each day: what begins on a day stands on its line, a night shift
whole. Without NAME, lists the calendars.

${POLICY}
  --month M      the month; the current one if absent
  --coverage     the hours of the month that nobody covers: who is on at 3 a.m. on Sunday?
  --json         as JSON
  --ics FILE     print the whole-day events of an iCalendar file as the \`holidays\` of a calendar declaration
  --years Y      the years to print them for, such as 2026 or 2026-2028; this year and the next two if absent

  andon calendar --policy rules/manufacturing mty-shifts --month 2026-03
  andon calendar --policy rules/manufacturing --coverage --month 2026-03
  andon calendar --ics feiertage.ics --years 2026-2027

Exit status: 0; 1 with --coverage, if somebody is missing; 2 bad policy or usage.
`;

const SERVE = `andon serve --policy DIR --config FILE [--check]

Receives webhooks of help desks, decides their tickets and writes the decisions back. A webhook is answered once it is on
disk and worked off afterwards, so that neither a slow validator holds up the desk nor a slow desk the validator, and a kill
at any point loses nothing. A changed policy is taken over if it compiles and its own tests pass; else the old one stays.

${POLICY}
  --config FILE  the desks, their secrets and who is told of escalations (see docs/serving.md)
  --check        only say whether configuration and policy are good

  POST /hooks/NAME      webhooks of the desk NAME        GET /healthz  it runs
  GET  /metrics         for Prometheus                   GET /readyz   it takes webhooks

It needs three packages that andon does not bring: \`npm install libsql pino prom-client\`.
SIGHUP looks for a new policy at once; SIGTERM ends what has begun and stops.

  andon serve --policy rules/manufacturing --config andon.json

Exit status: 0 it was stopped; 2 bad policy, configuration or usage.
`;

const WATCH = `andon watch --policy DIR [--map FILE] [--follow] [FILE]
andon watch --policy DIR [--map FILE] --backtest [--json] [FILE]

Reads tickets as NDJSON in the order in which they came, each seen at its receivedAt (openedAt if absent), and writes one
event a line: a suggestion that several tickets are one outage, how it grows, merges or ends, and faults that come back. A
ticket that comes again is taken as changed. A line that is no ticket gives a record with its line number.

${POLICY}
${MAP}
  --follow       read on as FILE grows, without end
  --backtest     instead of events, a table: suggestions a week with the policy's setting of \`false_alarms_per_month\`,
                 and with others; the tickets are put in order first
  --json         the table as JSON

  andon watch --policy rules/manufacturing tickets.ndjson | jq -r 'select(.notify) | "\\(.at) \\(.evidence.text)"'
  andon watch --policy rules/manufacturing --backtest last-year.ndjson.gz

Exit status: 0 every line was a ticket; 1 some were not; 2 bad policy or usage.
`;

const RECURRENCES = `andon recurrences --policy DIR [--map FILE] [--json | --markdown] [FILE]

Reads past tickets and tells which assets and jobs failed again and again: more often in 30 days than others of their kind, at
the same hour of the week, at a fixed interval, or with a job. Each has its probability of being chance, the incidents to link,
and a title for a problem record. It is what \`andon watch\` would have told.

${POLICY}
${MAP}
  --json         as JSON, as \`history.recurrences()\` gives it
  --markdown     as Markdown

  andon recurrences --policy rules/manufacturing last-year.ndjson.gz

Exit status: 0; 1 some lines were no tickets; 2 bad policy or usage.
`;

const COMMANDS = {
  decide: DECIDE,
  explain: EXPLAIN,
  test: TEST,
  lint: LINT,
  fields: FIELDS,
  bundle: BUNDLE,
  watch: WATCH,
  compare: COMPARE,
  report: REPORT,
  recurrences: RECURRENCES,
  convert: CONVERT,
  calendar: CALENDAR,
  serve: SERVE,
};

/** The names of the commands. */
export const commands = Object.keys(COMMANDS);

/** The help text of a command, or of all. */
export function usage(command) {
  return COMMANDS[command] ?? GENERAL;
}
