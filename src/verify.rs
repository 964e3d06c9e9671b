//! A policy's own tests: each `test(...)` decides its ticket and compares what it expects.

use crate::decision::Decision;
use crate::error::{Place, Problem};
use crate::escalate::StepState;
use crate::gather::gather;
use crate::policy::Policy;
use crate::policy::words::PolicyTest;
use crate::time::Instant;
use crate::value::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// When a test's ticket is opened unless it says otherwise: a Monday, mid-shift nearly everywhere.
const DEFAULT_OPENED: &str = "2026-03-02T15:00:00Z";

/// The outcome of all tests of a policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TestReport {
    /// How many hold.
    pub passed: usize,
    /// How many do not.
    pub failed: usize,
    /// Each test, in order.
    pub results: Vec<TestResult>,
}

/// The outcome of one test.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TestResult {
    /// Its name.
    pub name: String,
    /// Whether it holds.
    pub ok: bool,
    /// Where it does not.
    pub differences: Vec<Difference>,
    /// What kept it from being decided.
    pub problems: Vec<Problem>,
    /// The ticket it decides: an example of what the policy is for.
    pub ticket: Value,
    /// The instant it is decided for.
    pub now: Option<Instant>,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// Something that is not as expected.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// What.
    pub field: String,
    /// As the test has it.
    pub expected: Value,
    /// As the policy decides.
    pub actual: Value,
}

impl Policy {
    /// Runs the policy's own tests.
    pub fn test(&self) -> TestReport {
        let results: Vec<TestResult> = self.words.tests.iter().map(|test| self.run(test)).collect();
        let passed = results.iter().filter(|result| result.ok).count();
        TestReport { passed, failed: results.len() - passed, results }
    }

    fn run(&self, test: &PolicyTest) -> TestResult {
        let (ticket, now) = scene(test);
        let at = Instant::parse(&now);
        let (differences, problems) = match at {
            None => {
                let message = format!("`{now}` is not an instant");
                (Vec::new(), vec![Problem::new("bad-instant", test.header.at.clone(), message)])
            }
            Some(now) => match self.decide(&ticket, now) {
                Ok(decision) => (differences(self, test, &decision), Vec::new()),
                Err(error) => (Vec::new(), error.problems().to_vec()),
            },
        };
        TestResult {
            name: test.header.id.clone(),
            ok: differences.is_empty() && problems.is_empty(),
            differences,
            problems,
            ticket,
            now: at,
            at: test.header.at.clone(),
        }
    }
}

/// The ticket that a test decides, and for which instant, as its author wrote it.
pub(crate) fn scene(test: &PolicyTest) -> (Value, String) {
    let entries = test.ticket.iter().map(|(named, value)| (named.name.clone(), value.clone()));
    let mut ticket: BTreeMap<String, Value> = gather(entries);
    ticket.entry("id".into()).or_insert_with(|| "test".into());
    let opened = ticket.entry("opened_at".into()).or_insert_with(|| DEFAULT_OPENED.into()).to_string();
    let now = test.expected.iter().find(|(named, _)| named.name == "now");
    (Value::Map(ticket), now.map_or(opened, |(_, value)| value.to_string()))
}

fn differences(policy: &Policy, test: &PolicyTest, decision: &Decision) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (named, expected) in &test.expected {
        let Some(actual) = actual(policy, decision, &named.name) else { continue };
        if !agrees(expected, &actual) {
            differences.push(Difference { field: named.name.clone(), expected: expected.clone(), actual });
        }
    }
    differences
}

/// A list agrees if it holds all that is expected, an empty one only with an empty one; an instant in any spelling.
fn agrees(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::List(wanted), Value::List(found)) if wanted.is_empty() => found.is_empty(),
        (Value::List(wanted), Value::List(found)) => wanted.iter().all(|item| found.contains(item)),
        (Value::Text(wanted), Value::Text(found)) => {
            wanted == found || Instant::parse(wanted).is_some_and(|at| Instant::parse(found) == Some(at))
        }
        (Value::Int(wanted), Value::Float(found)) => *wanted as f64 == *found,
        _ => expected == actual,
    }
}

/// What the decision says about an expectation; none for those that only set the scene.
fn actual(policy: &Policy, decision: &Decision, name: &str) -> Option<Value> {
    let class = &decision.class;
    let text = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::from);
    Some(match name {
        "priority" => decision.priority.as_str().into(),
        "team" => decision.team.as_str().into(),
        "category" => text(&class.category),
        "symptom" => text(&class.symptom),
        "service" => text(&class.service),
        "system" => text(&class.system),
        "asset" => text(&class.asset),
        "plant" => text(&class.plant),
        "area" => text(&class.area),
        "line" => text(&class.line),
        "zone" => text(&class.zone),
        "layer" => text(&class.layer),
        "ownership" => text(&class.ownership),
        "tier" => text(&class.tier),
        "shift" => text(&class.shift),
        "impact" => text(&class.impact),
        "urgency" => text(&class.urgency),
        _ => return outcome(policy, decision, name),
    })
}

fn outcome(policy: &Policy, decision: &Decision, name: &str) -> Option<Value> {
    // A test speaks the policy's language: snake_case.
    let snake =
        |field: &str| policy.words.schema.of_key(field).map_or_else(|| field.to_owned(), |f| f.name.to_string());
    let clock = |target: &str| decision.targets.iter().find(|clock| clock.target == target);
    let due = |target| clock(target).and_then(|clock| clock.due_at).map_or(Value::Null, instant);
    let review = decision.review.as_ref();
    let told = |state: StepState| {
        let steps = decision.escalations.iter().filter(move |step| step.state == state);
        steps.map(|step| format!("{}:{}", step.escalation, step.step)).collect::<Vec<_>>().into_iter()
    };
    Some(match name {
        "sla" => clock("resolution").or(decision.targets.first()).map_or(Value::Null, |c| c.sla.as_str().into()),
        "respond_due" => due("response"),
        "resolve_due" => due("resolution"),
        "review_due" => review.and_then(|review| review.due_at).map_or(Value::Null, instant),
        "review_within" => review.map_or(Value::Null, |r| Value::Text(crate::time::length_text(r.within))),
        "cost_per_minute" => decision.cost.as_ref().map_or(Value::Null, |cost| Value::Float(cost.per_minute)),
        "assigned_by" => Value::Text(format!("{:?}", decision.assignment.by).to_lowercase()),
        "missing" => list(decision.missing.iter().map(|missing| snake(&missing.field))),
        "rules" => list(decision.rules.iter().map(|rule| rule.id.clone())),
        "procedures" => list(decision.procedures.iter().map(|procedure| procedure.id.clone())),
        "escalations" => list(
            decision
                .escalations
                .iter()
                .flat_map(|step| [step.escalation.clone(), format!("{}:{}", step.escalation, step.step)]),
        ),
        "fired" => list(told(StepState::Fired)),
        "pending" => list(told(StepState::Pending)),
        "undecided" => list(decision.undecided.iter().map(|open| open.id.clone())),
        "facts" => list(decision.facts.iter().map(|fact| snake(&fact.field))),
        "problems" => list(decision.problems.iter().map(|problem| problem.code.to_owned())),
        _ => return None,
    })
}

fn instant(at: Instant) -> Value {
    Value::Text(at.to_string())
}

fn list(items: impl Iterator<Item = String>) -> Value {
    Value::List(items.map(Value::Text).collect())
}
