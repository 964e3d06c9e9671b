//! Hours that somebody promised and nobody covers.

use super::Findings;
use crate::coverage::Gap;
use crate::error::Place;
use crate::policy::Policy;
use crate::time::length_text;

/// The year looked at where no calendar names one: a leap year, so that every date occurs.
const ANY_YEAR: i32 = 2028;

pub(super) fn check(policy: &Policy, month: Option<(i32, u32)>, findings: &mut Findings) {
    let latest = policy.words.calendar_notes.iter().filter_map(|note| note.latest_year).max().unwrap_or(ANY_YEAR);
    let months = month.map_or_else(|| (1..=12).map(|month| (latest, month)).collect(), |month| vec![month]);
    let audits = months.iter().filter_map(|(year, month)| policy.coverage(*year, *month));
    let gaps: Vec<Gap> = audits.flat_map(|audit| audit.gaps).collect();
    let mut told: Vec<(&str, &str)> = Vec::new();
    for gap in &gaps {
        if told.contains(&(&gap.who, &gap.because)) {
            continue;
        }
        told.push((&gap.who, &gap.because));
        let alike: Vec<&Gap> =
            gaps.iter().filter(|other| other.who == gap.who && other.because == gap.because).collect();
        let period = month.map_or_else(|| latest.to_string(), |(year, month)| format!("{year:04}-{month:02}"));
        finding(policy, gap, &alike, &period, findings);
    }
}

/// One finding for all gaps of one team with one reason.
fn finding(policy: &Policy, first: &Gap, alike: &[&Gap], period: &str, findings: &mut Findings) {
    let length = length_text(alike.iter().map(|gap| gap.seconds).sum());
    let often = if alike.len() == 1 { "once".into() } else { format!("{} times", alike.len()) };
    let message = format!(
        "nobody covers {} `{}` {often} in {period}, {length} in all, first from {}: {}",
        first.kind, first.who, first.local_from, first.because
    );
    let (code, help) = match first.kind {
        "sla" => ("uncovered-sla", "give one team `calendar: \"always\"`, or an `on_call` with `otherwise`"),
        _ => ("on-call-hole", "name people for the shift in `on_call`, or for all other hours under `otherwise`"),
    };
    findings.warn(code, place(policy, first), message, help);
}

fn place(policy: &Policy, gap: &Gap) -> Place {
    let team = policy.team(&gap.who).map(|team| &team.header);
    let sla =
        || policy.words.slas.iter().map(|sla| &sla.header).find(|header| gap.who.split(", ").any(|id| id == header.id));
    team.filter(|_| gap.kind == "team").or_else(sla).map(|header| header.at.clone()).unwrap_or_default()
}
