//! Triage says what a decision says: random policies, random tickets; the packs and their tests' tickets; real ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod support;

use andon::time::Instant;
use andon::triage::Triage;
use andon::value::Value;
use andon::{Policy, Stage};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pairs of policy and ticket; more with `ANDON_PAIRS=1000000`.
const PAIRS: usize = 20_000;
const TICKETS: usize = 200;

/// SplitMix64: the same sequence everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }
}

const AREAS: [&str; 4] = ["floor", "Büro", "línea 4", "dock"];
const WORDS: [&str; 6] = ["down", "is down", "Ausfall", "słaby", "own", "slow "];
const SYSTEMS: [&str; 5] = ["ERP", "sap", "MES", "network", "unknown thing"];
const CATEGORIES: [&str; 4] = ["erp", "Network", "netz", "printing"];

fn atom(dice: &mut Dice) -> String {
    let (area, word) = (dice.of(&AREAS), dice.of(&WORDS));
    match dice.roll(20) {
        0 | 1 => format!("t.area == {area:?}"),
        2 => format!("t.area in [{area:?}, {:?}]", dice.of(&AREAS)),
        3 => format!("t.users_blocked >= {}", dice.roll(20)),
        4 => format!("t.weight < {}.5", dice.roll(9)),
        5 | 6 => format!("contains(t.description, {word:?})"),
        7 => format!("(contains(t.description, {word:?}) || contains(t.description, {:?}))", dice.of(&WORDS)),
        8 => format!("t.subject.contains({word:?})"),
        9 => format!("!contains(t.subject, {word:?})"),
        10 | 11 => format!("t.system == {:?}", dice.of(&SYSTEMS)),
        12 => format!("t.category == {:?}", dice.of(&["erp", "network", "printing"])),
        13 => "t.production_stopped".into(),
        14 => "t.spare == true".into(),
        15 => "(t.spare ?? false)".into(),
        16 => "has(t.zone)".into(),
        17 => format!("t.impact == {:?}", dice.of(&["high", "low"])),
        18 => format!("mentions(t, {word:?})"),
        _ => match dice.roll(11) {
            10 => "t.shift_active".into(),
            9 => "t.at_night".into(),
            8 => "t.layer == \"IT\"".into(),
            0 => "t.area == t.zone".into(),
            1 => "t.fields.x == 4".into(),
            2 => "t.fields.x > \"5\"".into(),
            3 => "t.description.to_lower().contains(\"down\")".into(),
            4 => "(if t.production_stopped { t.area == \"floor\" } else { t.spare })".into(),
            5 => "t.weight + t.users_blocked > 9".into(),
            6 => "\"x\" in t.tags".into(),
            _ => "t.priority == \"P1\"".into(),
        },
    }
}

fn condition(dice: &mut Dice, depth: usize) -> String {
    if depth == 0 {
        return atom(dice);
    }
    let mut part = || condition(dice, depth - 1);
    let (a, b) = (part(), part());
    match dice.roll(8) {
        0 => format!("({a} || {b})"),
        1 => format!("!({a})"),
        2 => format!("!({a} && {b})"),
        _ => format!("{a} && {b}"),
    }
}

/// A policy of rules and routes; of some kinds, one that classifies more or says more in its settings.
fn policy(dice: &mut Dice) -> String {
    let classifying = dice.chance(30);
    let more = |text: &'static str| if classifying { text } else { "" };
    let mut text = format!(
        r#"policy(#{{ name: "random", version: "1" }});
field("spare", #{{ type: "bool", label: "Spare" }});
field("weight", #{{ type: "number", label: "Weight" }});
field("at_night", #{{ during: "night" }});
calendar("night", #{{ zone: "Europe/Berlin", hours: #{{ "mon-sun": "22:00-06:00" }} }});
calendar("early", #{{ zone: "Europe/Berlin", hours: #{{ "mon-fri": "06:00-14:00" }} }});
plant("N", #{{ name: "North", calendar: "early" }});
matrix(#{{ impact: ["high", "low"], urgency: ["now", "later"], priority: [["P1", "P2"], ["P3", "P4"]],
    priorities: ["P1", "P2", "P3", "P4"], otherwise: "P4" }});
category("erp", #{{ owner: "b" {} }});
category("network", #{{ label: "Network", aliases: ["netz"] {} }});
category("printing", #{{ {} }});
system("ERP", #{{ name: "ERP", aliases: ["sap"], owner: "c", layer: "IT" {} }});
system("MES", #{{ name: "MES", owner: "a", layer: "OT" {} }});
team("a", #{{ name: "A", fallback: true }}); team("b", #{{ name: "B" }}); team("c", #{{ name: "C" }});
"#,
        more(", layer: \"IT\", impact: \"high\""),
        more(", when: |t| t.area == \"floor\""),
        more("otherwise: true"),
        more(", category: \"erp\", zone: \"floor\""),
        more(", urgency: \"now\", tier: \"gold\""),
    );
    if dice.chance(20) {
        text.push_str("lexicon(\"system\", \"ERP\", [\"ausfall\"]);\n");
    }
    for number in 0..1 + dice.roll(6) {
        let depth = dice.roll(3);
        let effect = match dice.roll(12) {
            0 | 1 => format!("cap: \"P{}\"", 1 + dice.roll(4)),
            2 if dice.chance(30) => "impact: \"high\"".into(),
            3 if dice.chance(30) => "priority: |t| if t.spare { \"P1\" } else { \"P3\" }".into(),
            _ => format!("priority: \"P{}\"", 1 + dice.roll(4)),
        };
        text.push_str(&format!("rule(\"r{number}\", #{{ when: |t| {}, {effect} }});\n", condition(dice, depth)));
    }
    for number in 0..dice.roll(5) {
        let (depth, team) = (dice.roll(3), dice.of(&["a", "b", "c"]));
        text.push_str(&format!("route(\"to{number}\", #{{ when: |t| {}, to: {team:?} }});\n", condition(dice, depth)));
    }
    text
}

fn value(dice: &mut Dice, field: &str) -> serde_json::Value {
    use serde_json::json;
    if dice.chance(6) {
        return [json!(null), json!("12"), json!(7), json!(true), json!(["x"]), json!({}), json!(""), json!(3.5)]
            [dice.roll(8)]
        .clone();
    }
    match field {
        "area" | "zone" => json!(dice.of(&AREAS)),
        "users_blocked" | "usersBlocked" => json!(dice.roll(20)),
        "weight" if dice.chance(30) => json!(dice.roll(90) as f64 / 10.0),
        "weight" => json!(dice.roll(10)),
        "description" | "subject" => {
            let words: Vec<&str> = (0..dice.roll(5)).map(|_| dice.of(&WORDS)).collect();
            json!(format!("{}ŻÓŁĆ {} e\u{301}", " ".repeat(dice.roll(2)), words.join(" ")))
        }
        "system" => json!(dice.of(&SYSTEMS)),
        "category" => json!(dice.of(&CATEGORIES)),
        "impact" => json!(dice.of(&["high", "low", "HIGH"])),
        "urgency" => json!(dice.of(&["now", "later"])),
        "priority" => json!(dice.of(&["P1", "P2"])),
        "plant" => json!(dice.of(&["N", "north", "elsewhere"])),
        "tags" => json!(["x", "y"]),
        "fields" => json!({ "x": dice.roll(6), "weight": dice.roll(9) }),
        _ => json!(dice.chance(50)),
    }
}

const FIELDS: [&str; 18] = [
    "area",
    "zone",
    "users_blocked",
    "usersBlocked",
    "weight",
    "description",
    "subject",
    "system",
    "category",
    "impact",
    "urgency",
    "production_stopped",
    "spare",
    "priority",
    "plant",
    "tags",
    "atNight",
    "fields",
];

fn ticket(dice: &mut Dice) -> Value {
    let share = [95, 70, 40][dice.roll(3)];
    let mut ticket = serde_json::Map::new();
    ticket.insert("id".into(), "T-1".into());
    ticket.insert("openedAt".into(), format!("2026-03-02T{:02}:00:00Z", dice.roll(24)).into());
    for field in FIELDS {
        // Both spellings at once, and what is always left to the corridor, are rare.
        let rare = ["usersBlocked", "fields", "tags", "atNight"].contains(&field);
        if dice.chance(if rare { 8 } else { share }) {
            ticket.insert(field.into(), value(dice, field));
        }
    }
    serde_json::from_value(serde_json::Value::Object(ticket)).unwrap()
}

fn compile(text: &str) -> Arc<Policy> {
    let files = BTreeMap::from([("random.rhai".to_owned(), text.to_owned())]);
    Arc::new(Policy::compile(&files).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

/// What a decision says, as triage would: rule, priority, team.
fn decided(policy: &Policy, ticket: &Value) -> Option<([String; 3], bool, bool)> {
    let decision = policy.decide(ticket, Instant::parse("2026-11-22T00:00:00Z").unwrap()).ok()?;
    let rule = decision.reasons.iter().find(|reason| reason.stage == Stage::Prioritise).unwrap().id.clone();
    let stages = [Stage::Classify, Stage::Prioritise, Stage::Route];
    let undecided = decision.undecided.iter().any(|open| stages.contains(&open.stage));
    let failed = decision.problems.iter().any(|problem| ["closure-failed", "unknown-name"].contains(&problem.code));
    let fields = decision.problems.iter().any(|problem| problem.at.path.is_some());
    Some(([rule, decision.priority, decision.team], undecided || failed, fields))
}

#[test]
fn triage_says_what_a_decision_says() {
    let pairs = std::env::var("ANDON_PAIRS").ok().and_then(|text| text.parse().ok()).unwrap_or(PAIRS);
    let mut dice = Dice(20_261_123);
    let (mut compared, mut open, mut sifted) = (0, 0, 0);
    while compared < pairs {
        let text = policy(&mut dice);
        let policy = compile(&text);
        let mut triage = Triage::new(policy.clone());
        for _ in 0..TICKETS {
            let ticket = ticket(&mut dice);
            let (said, certain, possible) = decided(&policy, &ticket).unwrap();
            let told = triage.decide(&ticket).unwrap();
            let now = Instant::parse("2026-11-22T00:00:00Z").unwrap();
            let shown = || {
                let decision = serde_json::to_string(&policy.decide(&ticket, now).unwrap()).unwrap();
                format!("{text}\n{}\n{decision}\n{told:?}", serde_json::to_string(&ticket).unwrap())
            };
            assert_eq!(said, [told.rule.clone(), told.priority.clone(), told.team.clone()], "{}", shown());
            // A problem of a field that nothing reads is none of triage's.
            assert!(told.undecided >= certain, "a question is open and triage does not say so\n{}", shown());
            assert!(told.undecided <= (certain || possible), "nothing is open\n{}", shown());
            compared += 1;
            open += usize::from(told.undecided);
            sifted += usize::from(triage.sifts(&ticket));
        }
    }
    println!("{compared} pairs: {sifted} without the corridor, {open} with an open question");
    assert!(sifted > compared / 10 && open > compared / 20);
}

/// What mails say, for a pack that reads them in four languages.
const MAILS: [&str; 14] = [
    "SAP geht nicht, Linie 4 steht",
    "nothing to print with",
    "drucken geht nicht mehr",
    "there is no line stopped",
    "phone line 4 is dead, line 2 runs",
    "ERP unavailable, all users",
    "Netzwerk ausgefallen in Halle 2",
    "ransomware on the HMI of line 3",
    "forgot my password",
    "the wifi is slow in the warehouse",
    "drukarka etykiet nie dziala",
    "SCADA caído",
    "please install a new monitor",
    "PLC fault at MTY-L4, batch at risk",
];

/// A ticket put together from those that a pack brings, with another mail and another hour.
fn mixed(dice: &mut Dice, samples: &[serde_json::Map<String, serde_json::Value>]) -> Value {
    let mut ticket = serde_json::Map::new();
    let share = [90, 60, 20][dice.roll(3)];
    for _ in 0..1 + dice.roll(3) {
        let sample = &samples[dice.roll(samples.len())];
        let taken = sample.iter().filter(|_| dice.chance(share));
        ticket.extend(taken.map(|(key, value)| (key.clone(), value.clone())));
    }
    ticket.insert("id".into(), "T-1".into());
    let (month, day, hour) = (1 + dice.roll(12), 1 + dice.roll(28), dice.roll(24));
    ticket.insert("openedAt".into(), format!("2026-{month:02}-{day:02}T{hour:02}:30:00Z").into());
    if dice.chance(50) {
        ticket.insert("subject".into(), dice.of(&MAILS).into());
    }
    if dice.chance(20) {
        ticket.insert("description".into(), format!("{}. {}", dice.of(&MAILS), dice.of(&MAILS)).into());
    }
    if dice.chance(5) {
        ticket.insert("category".into(), dice.of(&["sap", "no such thing", "Label printing"]).into());
    }
    serde_json::from_value(serde_json::Value::Object(ticket)).unwrap()
}

#[test]
fn triage_of_a_pack_with_a_lexicon_says_what_a_decision_says() {
    let policy = Arc::new(support::policy("rules/manufacturing"));
    let lines = std::fs::read_to_string(support::root("rules/manufacturing/samples.ndjson")).unwrap();
    let samples: Vec<_> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut triage = Triage::new(policy.clone());
    let (mut dice, mut sifted) = (Dice(20_261_124), 0);
    for _ in 0..PAIRS / 10 {
        let ticket = mixed(&mut dice, &samples);
        let (said, certain, possible) = decided(&policy, &ticket).unwrap();
        sifted += usize::from(triage.sifts(&ticket));
        let told = triage.decide(&ticket).unwrap();
        let shown = || format!("{}\n{told:?}", serde_json::to_string(&ticket).unwrap());
        assert_eq!(said, [told.rule.clone(), told.priority.clone(), told.team.clone()], "{}", shown());
        assert!(told.undecided >= certain && told.undecided <= (certain || possible), "{}", shown());
    }
    println!("{sifted} of {} without the corridor", PAIRS / 10);
    assert!(sifted > PAIRS / 10 * 9 / 10, "only {sifted}");
}
