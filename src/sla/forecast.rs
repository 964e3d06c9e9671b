//! Forecast: will the target be missed? Said only with reasons that somebody on duty can check.
//!
//! Three things speak: how long repairs of this system usually take, how much of the team's own working time lies
//! before the due instant, and whether the time is nearly used up.

use super::clock::{Clock, Forecast, State};
use crate::calendar::Calendar;
use crate::policy::Policy;
use crate::ticket::Ticket;
use crate::time::{Instant, Seconds, length_text};

/// A target with this much of it used up, in percent, is said to be at risk whatever else is known.
const NEARLY_USED_UP: i64 = 90;

/// The forecast for a clock that still runs or stands still; none for any other.
pub(crate) fn forecast(policy: &Policy, ticket: &Ticket, clock: &Clock, now: Instant) -> Option<Forecast> {
    if !matches!(clock.state, State::Running | State::Paused) || clock.target != "resolution" {
        return None;
    }
    let due = clock.due_at.or(clock.due_if_resumed_now)?;
    let needed = usual_rest(policy, ticket, clock);
    let mut reasons = Reasons::default();
    reasons.usual(&needed, clock);
    reasons.team(policy, ticket, &needed, now, due);
    if clock.percent >= NEARLY_USED_UP {
        reasons.against(format!("{} % of the time is used up", clock.percent));
    }
    let expected_at = needed.rest.and_then(|rest| clock.counted_on.add(now, rest, &[]));
    Some(Forecast { breach_likely: reasons.against, expected_at, reasons: reasons.texts })
}

/// How long the repair will take from now on, by the usual time of such repairs.
struct Usual {
    system: String,
    whole: Option<Seconds>,
    rest: Option<Seconds>,
}

fn usual_rest(policy: &Policy, ticket: &Ticket, clock: &Clock) -> Usual {
    let system = policy.system_of(ticket);
    let whole = system.and_then(|system| system.usual_repair);
    let rest = whole.map(|whole| whole - clock.elapsed).filter(|rest| *rest > 0);
    Usual { system: system.map(|system| system.name.clone()).unwrap_or_default(), whole, rest }
}

#[derive(Default)]
struct Reasons {
    texts: Vec<String>,
    against: bool,
}

impl Reasons {
    fn against(&mut self, text: String) {
        self.texts.push(text);
        self.against = true;
    }

    fn usual(&mut self, needed: &Usual, clock: &Clock) {
        let Some(whole) = needed.whole else { return };
        let usually = format!("{} usually takes {}", needed.system, length_text(whole));
        let left = length_text(clock.remaining);
        match needed.rest {
            None => self.against(format!("{usually}: this one takes longer")),
            Some(rest) if rest > clock.remaining => self.against(format!("{usually}, {left} are left")),
            Some(_) => self.texts.push(format!("{usually}, {left} are left")),
        }
    }

    fn team(&mut self, policy: &Policy, ticket: &Ticket, needed: &Usual, now: Instant, due: Instant) {
        let team = ticket.text_of("team").and_then(|id| policy.team(id));
        let Some(team) = team else { return };
        let Some(calendar) = team.calendar.as_ref().and_then(|named| policy.calendar(&named.name)) else { return };
        let working = calendar.between(now, due, &[]);
        if due.since(now) <= working {
            return;
        }
        let (name, hours) = (&team.name, length_text(working));
        if working == 0 {
            self.against(format!("{name} is not at work before it is due{}", back_at(&calendar, now)));
        } else if needed.rest.is_some_and(|rest| rest > working) {
            self.against(format!("{name} works only {hours} more before it is due"));
        } else {
            self.texts.push(format!("{name} works {hours} more before it is due"));
        }
    }
}

fn back_at(calendar: &Calendar, now: Instant) -> String {
    calendar.next_open(now).map(|at| format!(", but from {at}")).unwrap_or_default()
}
