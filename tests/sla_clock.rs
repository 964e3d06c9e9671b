//! The clock over a ticket's history: pauses, reopening, changes of mind, teams and vendors.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a failing test may panic"
)]

mod support;

use andon::{Clock, Decision, Policy, State};
use support::{instant, ticket};

const GROUND: &str = r#"
policy(#{ name: "clocks", version: "1" });
matrix(#{ impact: ["high"], urgency: ["high"], priority: [["P1"]], priorities: ["P1", "P2", "P3"], otherwise: "P3" });
team("desk", #{ fallback: true });
team("network", #{ name: "Network" });
"#;

/// A policy of these SLAs. P1 when production stands, else P3; team network when the system is VPN.
fn policy(slas: &str) -> Policy {
    let source = format!(
        r#"{GROUND}
calendar("days", #{{ zone: "Etc/UTC", hours: #{{ "mon-fri": ["08:00-16:00"] }} }});
rule("stopped", #{{ when: |t| t.production_stopped, priority: "P1" }});
rule("blocked", #{{ when: |t| t.users_blocked > 5, priority: "P2" }});
route("vpn", #{{ when: |t| t.system == "VPN", to: "network" }});
{slas}"#
    );
    Policy::compile(&[("clocks.rhai".to_owned(), source)].into()).unwrap_or_else(|error| panic!("{error}"))
}

/// Monday 2026-03-02, at this time, UTC.
fn at(time: &str) -> String {
    format!("2026-03-02T{time}:00Z")
}

fn change(time: &str, field: &str, from: &str, to: &str) -> String {
    format!(r#"{{"at":"{}","field":"{field}","from":"{from}","to":"{to}"}}"#, at(time))
}

/// Decides a ticket opened at 09:00 with this history and these further fields.
fn decide(policy: &Policy, now: &str, history: &[String], extra: &str) -> Decision {
    let json = format!(r#"{{"id":"1","openedAt":"{}","history":[{}]{extra}}}"#, at("09:00"), history.join(","));
    policy.decide(&ticket(&json), instant(&at(now))).expect("a decision")
}

fn clock<'a>(decision: &'a Decision, target: &str) -> &'a Clock {
    decision.targets.iter().find(|clock| clock.target == target).unwrap_or_else(|| panic!("no {target} clock"))
}

fn due(clock: &Clock) -> String {
    clock.due_at.map_or("none".into(), |due| due.to_string())
}

const TWO_HOURS: &str =
    r#"sla("s", #{ when: |t| true, respond: "30m", resolve: #{ within: "2h", pauses_on: ["waiting"] } });"#;

#[test]
fn a_pause_moves_the_due_instant_of_its_target_only() {
    let history = [change("09:20", "status", "open", "waiting"), change("10:00", "status", "waiting", "open")];
    let decision = decide(&policy(TWO_HOURS), "10:30", &history, r#","status":"open""#);
    assert_eq!(due(clock(&decision, "resolution")), at("11:40"));
    assert_eq!(clock(&decision, "resolution").elapsed, 50 * 60);
    assert_eq!(due(clock(&decision, "response")), at("09:30"));
    assert_eq!(clock(&decision, "response").state, State::Breached);
    assert_eq!(clock(&decision, "resolution").warnings[0].at.to_string(), at("10:40"));
}

#[test]
fn an_open_ended_pause_has_no_due_instant_and_keeps_what_is_left() {
    let history = [change("09:20", "status", "open", "waiting")];
    let decision = decide(&policy(TWO_HOURS), "13:00", &history, r#","status":"waiting""#);
    let clock = clock(&decision, "resolution");
    assert_eq!((clock.state, due(clock), clock.remaining), (State::Paused, "none".into(), 100 * 60));
    assert_eq!(clock.paused_since, Some(instant(&at("09:20"))));
    assert_eq!(clock.due_if_resumed_now, Some(instant(&at("14:40"))));
    assert_eq!(decision.next_event_at, None);
}

#[test]
fn a_breach_stands() {
    let history = [change("12:00", "status", "open", "waiting")];
    let decision = decide(&policy(TWO_HOURS), "13:00", &history, r#","status":"waiting""#);
    assert_eq!(clock(&decision, "resolution").state, State::Breached);
    assert_eq!(due(clock(&decision, "resolution")), at("11:00"));
}

#[test]
fn on_time_means_at_the_due_instant_or_before() {
    let policy = policy(TWO_HOURS);
    let state = |now: &str, extra: &str| clock(&decide(&policy, now, &[], extra), "resolution").state;
    assert_eq!(state("11:00", ""), State::Running);
    assert_eq!(state("11:01", ""), State::Breached);
    assert_eq!(state("15:00", r#","resolvedAt":"2026-03-02T11:00:00Z""#), State::Met);
    assert_eq!(state("15:00", r#","resolvedAt":"2026-03-02T11:00:01Z""#), State::Breached);
}

#[test]
fn reopening_goes_on_or_begins_again() {
    let history = [change("09:30", "status", "open", "resolved"), change("12:30", "status", "resolved", "open")];
    let more = r#","status":"open","resolvedAt":"2026-03-02T09:30:00Z""#;
    let decision = decide(&policy(TWO_HOURS), "12:40", &history, more);
    let continued = clock(&decision, "resolution");
    assert_eq!((continued.state, due(continued), continued.cycle), (State::Running, at("14:00"), 1));
    let restart = policy(&TWO_HOURS.replace("\"2h\",", "\"2h\", reopen: \"restart\","));
    let decision = decide(&restart, "12:40", &history, more);
    let restarted = clock(&decision, "resolution");
    assert_eq!((restarted.state, due(restarted), restarted.cycle), (State::Running, at("14:30"), 2));
}

#[test]
fn a_change_of_priority_counts_from_the_start_with_the_same_pauses() {
    let slas = r#"
sla("high", #{ when: |t| t.priority == "P1", resolve: "2h", pauses_on: ["waiting"] });
sla("low", #{ when: |t| t.priority == "P3", resolve: "8h", pauses_on: ["waiting"] });"#;
    let policy = policy(slas);
    let history = [change("09:10", "status", "open", "waiting"), change("09:50", "status", "waiting", "open")];
    let before = decide(&policy, "10:30", &history, r#","productionStopped":false"#);
    let after = decide(&policy, "10:30", &history, r#","productionStopped":true"#);
    assert_eq!(due(clock(&before, "resolution")), at("17:40"));
    assert_eq!(due(clock(&after, "resolution")), at("11:40"));
    assert_eq!(clock(&after, "resolution").elapsed, 50 * 60);
}

#[test]
fn a_team_is_measured_from_when_it_got_the_ticket() {
    let slas = r#"
sla("desk", #{ when: |t| true, resolve: "8h" });
sla("net", #{ kind: "ola", when: |t| t.team == "network", resolve: "1h", start: "assigned" });"#;
    let history = [change("10:15", "team", "desk", "network")];
    let decision = decide(&policy(slas), "10:30", &history, r#","system":"VPN""#);
    let dues: Vec<_> = decision.targets.iter().map(|clock| (clock.sla.as_str(), due(clock))).collect();
    assert_eq!(dues, [("desk", at("17:00")), ("net", at("11:15"))]);
}

#[test]
fn the_first_sla_wins_a_target_and_the_others_are_listed() {
    let slas = r#"
sla("a", #{ when: |t| true, respond: "15m" });
sla("b", #{ when: |t| true, respond: "1h", resolve: "8h" });
sla("c", #{ when: |t| false, resolve: "1h" });"#;
    let decision = decide(&policy(slas), "09:00", &[], "");
    let targets: Vec<_> = decision.targets.iter().map(|clock| (clock.target.as_str(), clock.sla.as_str())).collect();
    assert_eq!(targets, [("response", "a"), ("resolution", "b")]);
    assert_eq!(clock(&decision, "response").others, ["b"]);
}

#[test]
fn a_late_start_counts_from_the_beginning_unless_it_must_not() {
    let sla = r#"sla("s", #{ when: |t| true, resolve: "2h", start_when: |t| t.asset == "press" });"#;
    let history = [change("10:00", "asset", "", "press")];
    let extra = r#","asset":"press""#;
    assert_eq!(due(clock(&decide(&policy(sla), "10:30", &history, extra), "resolution")), at("11:00"));
    let late = policy(&sla.replace("\"2h\",", "\"2h\", retroactive: false,"));
    assert_eq!(due(clock(&decide(&late, "10:30", &history, extra), "resolution")), at("12:00"));
    assert!(decide(&late, "09:30", &history[..0], r#","asset":"saw""#).targets.is_empty());
}

#[test]
fn conditions_pause_resume_reset_and_cancel() {
    let sla = |terms: &str| policy(&format!(r#"sla("s", #{{ when: |t| true, resolve: "2h", {terms} }});"#));
    let history = [
        change("09:30", "vendor", "none", "Acme"),
        change("10:00", "vendor", "Acme", "none"),
        change("10:30", "asset", "saw", "press"),
    ];
    let extra = r#","vendor":"none","asset":"press""#;
    let read = |policy: &Policy| {
        let decision = decide(policy, "10:45", &history, extra);
        (due(clock(&decision, "resolution")), clock(&decision, "resolution").state)
    };
    let vendor = r#"pause_when: |t| t.vendor == "Acme""#;
    assert_eq!(read(&sla(vendor)), (at("11:30"), State::Running));
    let until_press = format!(r#"{vendor}, resume_when: |t| t.asset == "press""#);
    assert_eq!(read(&sla(&until_press)), (at("12:00"), State::Running));
    assert_eq!(read(&sla(r#"reset_when: |t| t.asset == "press""#)), (at("12:30"), State::Running));
    assert_eq!(read(&sla(r#"cancel_when: |t| t.asset == "press""#)).1, State::Cancelled);
    assert_eq!(read(&sla(r#"stop_when: |t| t.asset == "press""#)).1, State::Met);
}

#[test]
fn a_status_that_cancels_ends_the_clock() {
    let history = [change("09:30", "status", "open", "cancelled")];
    let decision = decide(&policy(TWO_HOURS), "15:00", &history, r#","status":"Cancelled""#);
    assert_eq!(clock(&decision, "resolution").state, State::Cancelled);
}

#[test]
fn conversation_targets_begin_again_with_every_reply() {
    let policy = policy(r#"sla("s", #{ when: |t| true, respond: "1h", next_response: "1h", update: "2h" });"#);
    let reply = |time: &str, who: &str| change(time, "reply", "", who);
    let history = [reply("09:10", "desk"), reply("10:00", "reporter"), reply("10:20", "reporter")];
    let waiting = decide(&policy, "10:30", &history, r#","respondedAt":"2026-03-02T09:10:00Z""#);
    assert_eq!(due(clock(&waiting, "next_response")), at("11:00"));
    assert_eq!((due(clock(&waiting, "update")), clock(&waiting, "update").cycle), (at("11:10"), 2));
    let answered = [history.as_slice(), &[reply("10:40", "desk")]].concat();
    let answered = decide(&policy, "10:50", &answered, r#","respondedAt":"2026-03-02T09:10:00Z""#);
    assert_eq!(clock(&answered, "next_response").state, State::Met);
    assert_eq!((due(clock(&answered, "update")), clock(&answered, "update").cycle), (at("12:40"), 3));
    let silent = decide(&policy, "09:05", &[], "");
    assert!(silent.targets.iter().all(|clock| clock.target != "next_response"));
}

#[test]
fn a_status_of_which_nobody_said_since_when_holds_from_now() {
    let decision = decide(&policy(TWO_HOURS), "10:00", &[], r#","status":"waiting""#);
    let clock = clock(&decision, "resolution");
    assert_eq!((clock.state, clock.elapsed), (State::Paused, 3600));
}

#[test]
fn history_in_any_order_gives_the_same_clock_and_the_future_has_not_happened() {
    let policy = policy(TWO_HOURS);
    let history = [change("09:20", "status", "open", "waiting"), change("10:00", "status", "waiting", "open")];
    let turned = [history[1].clone(), history[0].clone()];
    let read = |history: &[String], now: &str| {
        let decision = decide(&policy, now, history, "");
        due(clock(&decision, "resolution"))
    };
    assert_eq!(read(&history, "10:30"), read(&turned, "10:30"));
    assert_eq!(read(&history, "09:10"), at("11:00"));
}

#[test]
fn a_forecast_has_reasons() {
    let slas = r#"
system("VPN", #{ layer: "IT", owner: "network", usual_repair: "90m" });
calendar("mornings", #{ zone: "Etc/UTC", hours: #{ "mon-fri": ["08:00-10:00"] } });
sla("s", #{ when: |t| true, resolve: "2h" });"#;
    let vpn = policy(slas);
    let read = |policy: &Policy, now: &str| {
        let decision = decide(policy, now, &[], r#","system":"VPN""#);
        clock(&decision, "resolution").forecast.clone()
    };
    let early = read(&vpn, "09:10").expect("a forecast");
    assert_eq!((early.breach_likely, early.expected_at), (false, Some(instant(&at("10:30")))));
    let late = read(&vpn, "10:40").expect("a forecast");
    assert_eq!(
        (late.breach_likely, late.reasons[0].as_str()),
        (true, "VPN usually takes 1h30m: this one takes longer")
    );
    assert_eq!(read(&vpn, "12:00"), None);
    let source = slas.replace("sla(", "team(\"crew\", #{ name: \"Crew\", calendar: \"mornings\" }); route(\"c\", #{ when: |t| t.asset == \"press\", to: \"crew\" }); sla(");
    let policy = policy(&source);
    let decision = decide(&policy, "09:50", &[], r#","asset":"press","system":"VPN""#);
    // The route to the network team comes first for a VPN; a press of no system goes to the crew.
    assert!(clock(&decision, "resolution").forecast.as_ref().is_some_and(|forecast| !forecast.breach_likely));
    let crew = decide(&policy, "10:10", &[], r#","asset":"press""#);
    let forecast = clock(&crew, "resolution").forecast.clone().expect("a forecast");
    assert_eq!(forecast.reasons, ["Crew is not at work before it is due, but from 2026-03-03T08:00:00Z"]);
}
