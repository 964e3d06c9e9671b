//! Routes: the first that holds names the team. One that is never reached, two that contradict each other, two that
//! overlap.

use super::shadow::{Speaker, shadowed_by};
use super::{Findings, Level, listed, reasoning};
use crate::expression::{Expr, Op};
use crate::policy::Policy;

/// A route that may be reasoned about.
#[derive(Clone, Copy)]
struct Way<'p> {
    speaker: Speaker<'p>,
    team: &'p str,
}

pub(super) fn check(policy: &Policy, findings: &mut Findings) {
    let routes = policy.words.routes.iter().filter_map(|route| {
        let speaker = Speaker::new(policy, &route.header, route.when.as_ref())?;
        Some(Way { speaker, team: &route.to.as_ref()?.name })
    });
    let ways: Vec<Way<'_>> = routes.collect();
    for (index, way) in ways.iter().enumerate() {
        let earlier = ways.get(..index).unwrap_or_default();
        if !unreached(policy, way, earlier, findings) {
            overlapping(policy, way, earlier, findings);
        }
    }
}

/// Whether earlier routes leave a route nothing, and the finding that says so.
fn unreached(policy: &Policy, way: &Way<'_>, earlier: &[Way<'_>], findings: &mut Findings) -> bool {
    let others: Vec<Speaker<'_>> = earlier.iter().map(|other| other.speaker).collect();
    let Some(by) = shadowed_by(policy, way.speaker, &others) else { return false };
    let (id, at) = (&way.speaker.header.id, way.speaker.closure.at.clone());
    let same = earlier.iter().find(|other| {
        by == [other.speaker.header.id.as_str()]
            && other.team != way.team
            && reasoning::covered(policy, other.speaker.tree, &[way.speaker.tree])
    });
    if let Some(other) = same {
        let message = format!(
            "route `{id}` sends to `{}` exactly what `{}` sends to `{}`",
            way.team, other.speaker.header.id, other.team
        );
        let help = "the first one wins: tell their tickets apart, or remove one of them";
        findings.add(Level::Error, "contradicting-routes", at, message, help);
    } else {
        let message =
            format!("route `{id}` is never reached: wherever it holds, so does an earlier one, {}", listed(by));
        let help = "declare the narrower route first, or remove this one";
        findings.warn("shadowed-route", at, message, help);
    }
    true
}

/// Earlier routes to another team that ask about the same fields, hold for some of the same tickets, and not only for
/// those.
///
/// Routes about different fields always overlap: that is what their order is for.
fn overlapping(policy: &Policy, way: &Way<'_>, earlier: &[Way<'_>], findings: &mut Findings) {
    let asked = fields(way.speaker.tree);
    for other in earlier.iter().filter(|other| other.team != way.team && same(&fields(other.speaker.tree), &asked)) {
        let (a, b) = (other.speaker.tree, way.speaker.tree);
        let apart = reasoning::surely(policy, &[a], &[b]) && reasoning::surely(policy, &[b], &[a]);
        if apart && reasoning::surely(policy, &[a, b], &[]) {
            let message = format!(
                "routes `{}` and `{}` ask about the same fields and overlap; their order alone sends such tickets to `{}` and not `{}`",
                other.speaker.header.id, way.speaker.header.id, other.team, way.team
            );
            let help = "exclude from this one what the other takes";
            findings.note("overlapping-routes", way.speaker.closure.at.clone(), message, help);
        }
    }
}

/// The fields that a condition asks about.
fn fields(expr: &Expr) -> Vec<&str> {
    match &expr.op {
        Op::Field(read) => vec![&read.name],
        _ => expr.parts().into_iter().flat_map(fields).collect(),
    }
}

fn same(a: &[&str], b: &[&str]) -> bool {
    a.iter().all(|field| b.contains(field)) && b.iter().all(|field| a.contains(field))
}
