//! `escalate("erp-outage", #{ when, calendar, steps: [#{ after, when, unless, notify, by, message }] })`.
//!
//! | entry of a step | meaning |
//! |---|---|
//! | `after` | so long after the incident happened: wall clock, or time of the escalation's `calendar` |
//! | `at` | `#{ target: "resolution", percent: 80 }`: when so much of a target is used up |
//! | `on_breach` | the name of a target: the second it is late |
//! | `when`, `unless` | conditions; one that cannot be judged does not hold the step back |
//! | `every`, `times` | told again at this interval, at most so often in all |
//! | `ends_on` | `"resolved"` (the default), or `"acknowledged"`: nothing more once somebody has taken it in hand |
//! | `notify` | stakeholders, and teams: whoever of them is on call then |
//! | `by`, `message` | the channel; the text, with `{field}` where the ticket's value goes |

use super::Message;
use crate::policy::reader::{Header, Named, Reader};
use crate::policy::script::Closure;
use crate::time::Seconds;

/// Who is told what, as time goes by.
#[derive(Debug)]
pub(crate) struct Escalation {
    pub(crate) header: Header,
    pub(crate) when: Option<Closure>,
    /// The calendar that `after` is measured on; wall clock if none.
    pub(crate) calendar: Option<Named>,
    pub(crate) steps: Vec<Step>,
}

/// One step of an escalation.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) moment: Moment,
    pub(crate) repeat: Option<Repeat>,
    pub(crate) ends_on: End,
    pub(crate) when: Option<Closure>,
    pub(crate) unless: Option<Closure>,
    pub(crate) notify: Vec<Named>,
    pub(crate) by: Option<String>,
    pub(crate) message: Message,
}

/// When a step comes.
#[derive(Debug)]
pub(crate) enum Moment {
    After(Seconds),
    At { target: Named, percent: i64 },
    Breach(Named),
}

/// How a step is told again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeat {
    pub(crate) every: Seconds,
    pub(crate) times: usize,
}

/// What ends a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Resolved,
    Acknowledged,
}

/// A step is told at most so often: who has not answered by then needs another plan.
const MOST_TIMES: usize = 100;

impl Escalation {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let escalation = Self {
            when: reader.require_closure("when"),
            calendar: reader.take_name("calendar"),
            steps: reader.take_readers("steps").into_iter().filter_map(Step::read).collect(),
            header: reader.take_header(id),
        };
        if escalation.steps.is_empty() && !reader.took("steps") {
            reader.missing("steps");
        }
        reader.finish();
        escalation
    }
}

impl Step {
    fn read(mut reader: Reader<'_>) -> Option<Self> {
        let ends = [("resolved", End::Resolved), ("acknowledged", End::Acknowledged)];
        let moment = moment(&mut reader);
        let repeat = repeat(&mut reader);
        let ends_on = reader.take_choice("ends_on", &ends).unwrap_or(End::Resolved);
        let (when, unless) = (reader.take_closure("when"), reader.take_closure("unless"));
        let notify = reader.take_names("notify");
        let by = reader.take_text("by");
        let at = reader.at().clone();
        let message = reader.take_name("message").unwrap_or_else(|| Named { name: "{id}: {subject}".into(), at });
        if notify.is_empty() {
            reader.missing("notify");
        }
        reader.finish();
        Some(Self { repeat, ends_on, when, unless, notify, by, message: Message::new(&message), moment: moment? })
    }
}

fn moment(reader: &mut Reader<'_>) -> Option<Moment> {
    let after = reader.take_length("after").map(Moment::After);
    let share = reader.take_reader("at").and_then(|mut at| {
        let target = at.take_name("target");
        let percent = at.take_whole("percent", 1..=1000);
        for (key, found) in [("target", target.is_some()), ("percent", percent.is_some())] {
            if !found && !at.has(key) {
                at.missing(key);
            }
        }
        at.finish();
        Some(Moment::At { target: target?, percent: percent? })
    });
    let breach = reader.take_name("on_breach").map(Moment::Breach);
    let mut moments: Vec<Moment> = [after, share, breach].into_iter().flatten().collect();
    match (moments.pop(), moments.is_empty()) {
        (Some(moment), true) => Some(moment),
        (Some(_), false) => {
            let help = "split it into two steps";
            reader.problem("after", "wrong-effect", "a step has one of `after`, `at` and `on_breach`".into(), help);
            None
        }
        (None, _) => {
            if !["after", "at", "on_breach"].iter().any(|key| reader.took(key)) {
                let help =
                    "`after: \"30m\"`, `at: #{ target: \"resolution\", percent: 80 }` or `on_breach: \"resolution\"`";
                reader.problem("after", "missing-entry", "a step says when".into(), help);
            }
            None
        }
    }
}

fn repeat(reader: &mut Reader<'_>) -> Option<Repeat> {
    let times = reader.take_whole("times", 1..=MOST_TIMES as i64).and_then(|times| usize::try_from(times).ok());
    match reader.take_length("every") {
        Some(0) => {
            reader.problem("every", "out-of-range", "`every` must be longer than nothing".into(), "`every: \"30m\"`");
            None
        }
        Some(every) => Some(Repeat { every, times: times.unwrap_or(MOST_TIMES) }),
        None if times.is_some() => {
            reader.problem("times", "missing-entry", "`times` needs `every`".into(), "add `every: \"30m\"`");
            None
        }
        None => None,
    }
}
