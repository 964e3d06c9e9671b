// A past to measure with: tickets of chance, the same in every run, and a policy of rules of chance with the plain
// JavaScript function that says the same.

const SYSTEMS = ["ERP", "MES", "SCADA", "WMS", "LIMS", "network", "label-printer", "workstation", "e-mail", "CAD"];
const CATEGORIES = ["erp", "mes", "ot", "warehouse", "quality", "network", "printing", "office"];
const ZONES = ["production-floor", "warehouse", "clean-room", "office"];
const TEAMS = ["desk", "apps", "network", "ot", "workplace"];
export const PRIORITIES = ["P1", "P2", "P3", "P4"];
export const WORDS =
  "the line stands since shift change nobody can book labels print empty slow again please help".split(" ");

/** Numbers of chance that are the same in every run (mulberry32). */
export function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  return { next, below, pick: (list) => list[below(list.length)] };
}

/** Tickets over a year, as a help desk would export them. */
export function* pastTickets(count, seed = 1) {
  const { next, below, pick } = chance(seed);
  const start = Date.parse("2025-01-01T00:00:00Z");
  const instant = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  for (let at = 0; at < count; at += 1) {
    const opened = start + Math.floor((at / count) * 365 * 86_400_000);
    const answered = opened + below(7200) * 1000;
    const words = Array.from({ length: 8 + below(60) }, () => pick(WORDS));
    const ticket = {
      id: `INC${String(at).padStart(7, "0")}`,
      openedAt: instant(opened),
      respondedAt: instant(answered),
      resolvedAt: instant(answered + below(172_800) * 1000),
      subject: words.slice(0, 6).join(" "),
      description: words.join(" "),
      reporter: `user${below(2000)}`,
      channel: pick(["email", "phone", "portal"]),
      status: "closed",
      system: pick(SYSTEMS),
      category: pick(CATEGORIES),
      zone: pick(ZONES),
      plant: pick(["MTY", "NUE"]),
      area: `area-${below(12)}`,
    };
    if (next() < 0.7) ticket.usersBlocked = below(60);
    if (next() < 0.6) ticket.productionStopped = next() < 0.1;
    if (next() < 0.5) ticket.workaroundAvailable = next() < 0.5;
    if (next() < 0.3) ticket.linesAffected = below(5);
    yield ticket;
  }
}

export const FRAME = `policy(#{ name: "past", version: "1" });
matrix(#{ impact: ["high", "low"], urgency: ["high", "low"], priority: [["P1", "P2"], ["P3", "P4"]],
    priorities: ["P1", "P2", "P3", "P4"], otherwise: "P4" });
${TEAMS.map((team, at) => `team("${team}", #{ name: "${team}"${at === 0 ? ", fallback: true" : ""} });`).join("\n")}
${SYSTEMS.map((system, at) => `system("${system}", #{ layer: "IT", owner: "${TEAMS[at % TEAMS.length]}" });`).join("\n")}
${CATEGORIES.map((category, at) => `category("${category}", #{ label: "${category}"${at === 7 ? ', owner: "desk", otherwise: true' : ""} });`).join("\n")}
calendar("days", #{ zone: "America/Monterrey", hours: #{ mon: ["08:00-17:00"], tue: ["08:00-17:00"], wed: ["08:00-17:00"],
    thu: ["08:00-17:00"], fri: ["08:00-17:00"] } });
plant("MTY", #{ calendar: "days" });
plant("NUE", #{ calendar: "days" });
sla("urgent", #{ when: |t| t.priority in ["P1", "P2"], respond: "15m", resolve: "4h", warn_at: [50, 75, 90] });
sla("usual", #{ when: |t| t.priority in ["P3", "P4"], respond: "4h", resolve: "24h", calendar: "days", warn_at: [75] });
route("floor", #{ when: |t| t.priority == "P1" && t.zone == "production-floor", to: "ot" });
escalate("standing", #{ when: |t| t.priority == "P1", steps: [#{ after: "30m", notify: ["ot"], by: "sms" }] });
`;

export const FIELDS = { system: SYSTEMS, category: CATEGORIES, zone: ZONES, plant: ["MTY", "NUE"] };
export const CAMEL = {
  users_blocked: "usersBlocked",
  lines_affected: "linesAffected",
  production_stopped: "productionStopped",
};

/** Rules of chance: each is a list of conditions that must all hold, and a priority. */
export function pastRules(count, seed = 2) {
  const { below, pick } = chance(seed);
  const test = () => {
    const kind = below(6);
    if (kind < 4) {
      const field = pick(Object.keys(FIELDS));
      return { field, sign: "==", value: pick(FIELDS[field]) };
    }
    if (kind === 4) return { field: pick(["users_blocked", "lines_affected"]), sign: ">=", value: 1 + below(50) };
    return { field: "production_stopped", sign: "==", value: true };
  };
  return Array.from({ length: count }, () => ({
    tests: Array.from({ length: 2 + below(3) }, test),
    priority: pick(PRIORITIES),
  }));
}

/** The rules as a policy's files. */
export function pastPolicy(rules) {
  const text = rules.map(({ tests, priority }, at) => {
    const when = tests.map(({ field, sign, value }) => `t.${field} ${sign} ${JSON.stringify(value)}`).join(" && ");
    return `rule("r${at}", #{ when: |t| ${when}, priority: "${priority}" });`;
  });
  return { "frame.rhai": FRAME, "rules.rhai": text.join("\n") };
}

/** The rules as somebody would write them in JavaScript: the rank of a ticket's priority. */
export function byHand(rules) {
  const lines = rules.map(({ tests, priority }) => {
    const when = tests.map(
      ({ field, sign, value }) => `t.${CAMEL[field] ?? field} ${sign === "==" ? "===" : sign} ${JSON.stringify(value)}`,
    );
    const rank = PRIORITIES.indexOf(priority);
    return `if (rank > ${rank} && ${when.join(" && ")}) rank = ${rank};`;
  });
  // A rule that speaks counts even if it says what would be said without it.
  return new Function("t", `let rank = 9;\n${lines.join("\n")}\nreturn rank === 9 ? 3 : rank;`);
}

/** Another rule in place of one. */
export function edited(rules, at, seed) {
  return rules.with(at % rules.length, pastRules(1, seed)[0]);
}
