//! Signals: what each spell of a ticket's history means for one clock, by statuses, instants and conditions.

use super::course::Signals;
use super::spells::{Spell, same};
use crate::journal::{Journal, Stage};
use crate::policy::Policy;
use crate::policy::reader::Header;
use crate::policy::script::Closure;
use crate::policy::words::{Target, Terms};
use crate::ticket::Ticket;
use crate::time::Instant;
use std::sync::Arc;

/// What each of the spells means for the clock of `target`.
pub(crate) fn judge(
    policy: &Policy,
    header: &Header,
    target: &Target,
    ticket: &Arc<Ticket>,
    spells: &[Spell<'_>],
    journal: &mut Journal,
) -> Vec<Signals> {
    let terms = &target.terms;
    let mut judge = Judge { policy, header, journal };
    let mut paused = false;
    let signals = |spell| {
        paused = judge.pauses(terms, spell, paused);
        Signals {
            pauses: paused,
            starts: judge.or(terms.conditions.start.as_ref(), spell, true),
            stops: stopped(target, ticket, spell) || judge.or(terms.conditions.stop.as_ref(), spell, false),
            resets: judge.or(terms.conditions.reset.as_ref(), spell, false),
            cancels: among(&terms.cancels_on, spell) || judge.or(terms.conditions.cancel.as_ref(), spell, false),
        }
    };
    spells.iter().map(signals).collect()
}

struct Judge<'a> {
    policy: &'a Policy,
    header: &'a Header,
    journal: &'a mut Journal,
}

impl Judge<'_> {
    /// Whether the condition held in the spell; `otherwise` where there is none.
    fn or(&mut self, condition: Option<&Closure>, spell: &Spell<'_>, otherwise: bool) -> bool {
        match (condition, &spell.ticket) {
            (Some(_), Some(then)) => self.journal.holds(Stage::Sla, self.header, condition, self.policy, then),
            _ => otherwise,
        }
    }

    /// A pause lasts as long as its condition or, if there is a condition to resume, until that holds.
    fn pauses(&mut self, terms: &Terms, spell: &Spell<'_>, paused: bool) -> bool {
        let begins = among(&terms.pauses_on, spell) || self.or(terms.conditions.pause.as_ref(), spell, false);
        match &terms.conditions.resume {
            Some(resume) => (begins || paused) && !self.or(Some(resume), spell, false),
            None => begins,
        }
    }
}

/// Whether the target is met in a spell by what every desk records: answered, resolved, or a status that says done.
fn stopped(target: &Target, ticket: &Ticket, spell: &Spell<'_>) -> bool {
    let since = |at: Option<Instant>| at.is_some_and(|at| spell.from >= at);
    let done = among(&target.terms.done_on, spell);
    match target.name.as_str() {
        "response" => since(ticket.responded_at) || done || since(ticket.resolved_at),
        // A status after the resolution that says otherwise means that it was opened again.
        _ => done || (since(ticket.resolved_at) && !reopened(target, ticket, spell)),
    }
}

fn reopened(target: &Target, ticket: &Ticket, spell: &Spell<'_>) -> bool {
    let since_resolved = |at: Instant| ticket.resolved_at.is_some_and(|resolved| at > resolved);
    let mut changes = ticket.history.iter().filter(|change| change.field == "status" && change.at <= spell.from);
    let last = changes.next_back();
    last.is_some_and(|change| since_resolved(change.at)) && !among(&target.terms.done_on, spell)
}

fn among(statuses: &[String], spell: &Spell<'_>) -> bool {
    spell.status.is_some() && statuses.iter().any(|status| same(Some(status), spell.status))
}
