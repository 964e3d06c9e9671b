//! Who is told when: elapsed time, shares of a target, breach, repetition, acknowledgement, shifts and quiet hours.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failing test may panic"
)]

mod support;

use andon::{Decision, EscalationStep, StepState};
use support::{instant, ticket, tiny_with};

const PEOPLE: &str = r#"
calendar("shifts", #{ zone: "Etc/UTC", shifts: #{ A: "06:00-14:00", B: "14:00-22:00" }, days: "mon-fri" });
calendar("office", #{ zone: "Etc/UTC", hours: #{ "mon-fri": ["08:00-17:00"] } });
stakeholder("lead", #{ name: "IT lead", by: "sms" });
stakeholder("director", #{ name: "Director", by: "phone", hours: "office", deputy: "duty" });
stakeholder("duty", #{ name: "Duty manager", by: "phone" });
stakeholder("controller", #{ name: "Controller", by: "email", hours: "office" });
team("network", #{ calendar: "shifts", on_call: #{ A: "Anna", B: ["Ben", "Bea"], otherwise: "duty phone" } });
team("apps", #{ calendar: "shifts", on_call: #{ A: "Ada" } });
sla("s", #{ when: |t| true, resolve: #{ within: "2h", pauses_on: ["waiting"] } });
"#;

/// The steps of one escalation for a ticket opened on Monday at 09:00, with these further fields, at `now`.
fn steps(step: &str, now: &str, extra: &str) -> Vec<EscalationStep> {
    let tiny = format!(r#"{PEOPLE} escalate("e", #{{ when: |t| true, steps: [#{{ {step} }}] }});"#);
    // The tiny policy's own SLA would win: here only the one above counts.
    let ground = include_str!("support/tiny.rhai");
    let ground = ground.lines().filter(|line| !line.starts_with("sla")).collect::<Vec<_>>().join("\n");
    let files = [("a.rhai".to_owned(), ground), ("b.rhai".to_owned(), tiny)].into();
    let policy = andon::Policy::compile(&files).unwrap_or_else(|error| panic!("{error}"));
    let json = format!(r#"{{"id":"7","openedAt":"2026-03-02T09:00:00Z","line":"L4"{extra}}}"#);
    policy.decide(&ticket(&json), instant(&format!("2026-03-02T{now}:00Z"))).expect("a decision").escalations
}

fn times(steps: &[EscalationStep]) -> Vec<String> {
    steps.iter().map(|step| step.at.to_string()[11..16].to_owned()).collect()
}

#[test]
fn by_elapsed_time_share_and_breach() {
    let lead = r#"notify: "lead", message: "{id} at {line}, {area}""#;
    let after = steps(&format!(r#"after: "30m", {lead}"#), "09:10", "");
    assert_eq!(
        (times(&after), after[0].state, after[0].message.as_str()),
        (vec!["09:30".into()], StepState::Pending, "7 at L4, ?")
    );
    assert_eq!(
        times(&steps(&format!(r#"at: #{{ target: "resolution", percent: 75 }}, {lead}"#), "09:10", "")),
        ["10:30"]
    );
    let breach = steps(&format!(r#"on_breach: "resolution", {lead}"#), "11:00", "");
    assert_eq!((breach[0].at.to_string().as_str(), breach[0].state), ("2026-03-02T11:00:01Z", StepState::Pending));
}

#[test]
fn a_share_follows_the_pauses_of_its_clock() {
    let step = r#"at: #{ target: "resolution", percent: 75 }, notify: "lead""#;
    let waited = r#","history":[{"at":"2026-03-02T09:30:00Z","field":"status","to":"waiting"},
        {"at":"2026-03-02T10:00:00Z","field":"status","from":"waiting","to":"open"}]"#;
    assert_eq!(times(&steps(step, "10:10", waited)), ["11:00"]);
    let waiting = r#","status":"waiting","history":[{"at":"2026-03-02T09:30:00Z","field":"status","to":"waiting"}]"#;
    assert!(steps(step, "10:10", waiting).is_empty());
}

#[test]
fn a_step_repeats_until_it_is_answered() {
    let step = r#"after: "30m", every: "20m", times: 4, ends_on: "acknowledged", notify: "lead""#;
    assert_eq!(times(&steps(step, "10:00", "")), ["09:30", "09:50", "10:10"]);
    assert_eq!(times(&steps(step, "15:00", "")), ["09:30", "09:50", "10:10", "10:30"]);
    let taken =
        r#","acknowledgedBy":"Anna","history":[{"at":"2026-03-02T10:00:00Z","field":"acknowledgedBy","to":"Anna"}]"#;
    assert_eq!(times(&steps(step, "15:00", taken)), ["09:30", "09:50"]);
    assert_eq!(
        times(&steps(&step.replace("\"acknowledged\"", "\"resolved\""), "10:05", taken)),
        ["09:30", "09:50", "10:10"]
    );
    assert_eq!(times(&steps(step, "15:00", r#","resolvedAt":"2026-03-02T09:40:00Z""#)), ["09:30"]);
}

#[test]
fn conditions_that_cannot_be_judged_do_not_hold_a_step_back() {
    let step = r#"after: "30m", unless: |t| t.workaround_available, when: |t| t.lines_affected >= 2, notify: "lead""#;
    assert_eq!(steps(step, "09:10", "").len(), 1);
    assert_eq!(steps(step, "09:10", r#","workaroundAvailable":true,"linesAffected":2"#).len(), 0);
    assert_eq!(steps(step, "09:10", r#","workaroundAvailable":false,"linesAffected":1"#).len(), 0);
    assert_eq!(steps(step, "09:10", r#","workaroundAvailable":false,"linesAffected":2"#).len(), 1);
}

#[test]
fn teams_are_reached_by_shift() {
    let people = |after: &str, team: &str| {
        let step = format!(r#"after: "{after}", notify: "{team}""#);
        let notified = steps(&step, "09:10", "")[0].notify[0].clone();
        (notified.people.join("+"), notified.note.is_some())
    };
    assert_eq!(people("30m", "network"), ("Anna".into(), false));
    assert_eq!(people("6h", "network"), ("Ben+Bea".into(), false));
    assert_eq!(people("14h", "network"), ("duty phone".into(), false));
    assert_eq!(people("14h", "apps"), (String::new(), true));
    assert_eq!(people("30m", "desk"), (String::new(), false));
}

#[test]
fn quiet_hours_send_a_deputy_or_wait() {
    let told = |who: &str| steps(&format!(r#"after: "10h", notify: "{who}""#), "09:10", "")[0].notify[0].clone();
    assert_eq!((told("director").id.as_str(), told("director").by.as_str()), ("duty", "phone"));
    assert_eq!(told("controller").at.to_string(), "2026-03-03T08:00:00Z");
    assert_eq!(told("lead").at.to_string(), "2026-03-02T19:00:00Z");
}

#[test]
fn what_is_wrong_with_a_step_is_said() {
    let problem = |step: &str| -> String {
        let source = format!(r#"{PEOPLE} escalate("e", #{{ when: |t| true, steps: [#{{ {step} }}] }});"#);
        let error = tiny_with(&source).expect_err("a wrong step");
        format!("{} {}", error.problems()[0].code, error.problems()[0].message)
    };
    assert_eq!(problem(r#"notify: "lead""#), "missing-entry a step says when");
    assert!(problem(r#"after: "5m", on_breach: "resolution", notify: "lead""#).starts_with("wrong-effect"));
    assert_eq!(problem(r#"on_breach: "resolutoin", notify: "lead""#), "unknown-name unknown target `resolutoin`");
    assert!(problem(r#"after: "5m", times: 3, notify: "lead""#).starts_with("missing-entry `times` needs"));
    assert!(problem(r#"after: "5m", every: "0m", notify: "lead""#).starts_with("out-of-range"));
}

#[test]
fn the_next_event_is_the_earliest_of_warnings_breach_and_steps() {
    let decide = |now: &str| -> Decision {
        let source = r#"stakeholder("lead", #{}); escalate("e", #{ when: |t| true, steps: [#{ after: "20m", notify: "lead" }] });"#;
        let policy = tiny_with(source).expect("a policy");
        policy.decide(&ticket(r#"{"id":"7","openedAt":"2026-03-02T09:00:00Z"}"#), instant(now)).expect("a decision")
    };
    let next = |now: &str| decide(&format!("2026-03-02T{now}Z")).next_event_at.unwrap().to_string()[11..19].to_owned();
    assert_eq!(next("09:00:00"), "09:20:00"); // the step
    assert_eq!(next("09:20:00"), "09:30:00"); // 50 % of an hour to respond
    assert_eq!(next("09:54:00"), "10:00:01"); // late
}
