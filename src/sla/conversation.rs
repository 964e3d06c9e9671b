//! Conversation: targets that begin again with every answer. `next_response` waits for the desk's next answer to the
//! reporter, `update` for its next word while the incident lasts.
//!
//! A reply is a change `{ at, field: "reply", to: "reporter" | "desk" }` in the ticket's history: who wrote it.

use super::course::Course;
use crate::ticket::Ticket;
use crate::time::Instant;

/// The course of the newest cycle of a target that begins again with every answer; none if it has not begun.
pub(crate) fn newest_cycle(target: &str, ticket: &Ticket, whole: Course, now: Instant) -> Option<Course> {
    let replies = |who: &'static str| {
        let all = ticket.history.iter().filter(move |change| change.field == "reply" && change.at <= now);
        all.filter(move |change| change.to.as_text() == Some(who)).map(|change| change.at)
    };
    match target {
        "update" => {
            let words: Vec<Instant> = replies("desk").filter(|at| *at >= whole.started_at).collect();
            let cycle = words.len() + 1;
            Some(Course { started_at: words.last().copied().unwrap_or(whole.started_at), cycle, ..whole })
        }
        "next_response" => {
            let answered = ticket.responded_at.into_iter().chain(replies("desk")).min()?;
            let mut cycles: Vec<(Instant, Option<Instant>)> = Vec::new();
            for asked in replies("reporter").filter(|at| *at > answered) {
                if cycles.last().is_none_or(|(_, answer)| answer.is_some_and(|answer| asked > answer)) {
                    cycles.push((asked, replies("desk").find(|at| *at > asked)));
                }
            }
            let (started_at, answer) = cycles.last().copied()?;
            let stopped_at = answer.into_iter().chain(whole.stopped_at).min();
            Some(Course { started_at, stopped_at, cycle: cycles.len(), ..whole })
        }
        _ => Some(whole),
    }
}
