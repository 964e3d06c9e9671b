//! `expect("patch-sunday", #{ when, from, to, calendar, counts_as, because })`: tickets that are no news.
//!
//! A maintenance window, a roll-out, a training wave: the watch counts such tickets for less (a tenth, unless `counts_as` says
//! otherwise). It is quieter then, not blind: ten times as many are still an outage.

use crate::policy::reader::{Header, Named, Reader};
use crate::policy::script::Closure;
use crate::time::Instant;

/// What an expected ticket counts for.
const COUNTS_AS: f64 = 0.1;

/// Tickets that are expected.
#[derive(Debug)]
pub(crate) struct Expectation {
    pub(crate) header: Header,
    pub(crate) when: Option<Closure>,
    pub(crate) from: Option<Instant>,
    pub(crate) to: Option<Instant>,
    /// Only while this calendar is open.
    pub(crate) calendar: Option<Named>,
    pub(crate) counts_as: f64,
}

impl Expectation {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let expectation = Self {
            when: reader.require_closure("when"),
            from: instant(&mut reader, "from"),
            to: instant(&mut reader, "to"),
            calendar: reader.take_name("calendar"),
            counts_as: reader.take_amount("counts_as").unwrap_or(COUNTS_AS),
            header: reader.take_header(id),
        };
        if expectation.counts_as > 1.0 {
            let help = "0 is not at all, 0.1 a tenth, 1 in full";
            reader.problem("counts_as", "out-of-range", "`counts_as` is at most 1".into(), help);
        }
        if expectation.from.zip(expectation.to).is_some_and(|(from, to)| to <= from) {
            reader.problem("to", "out-of-range", "`to` is not after `from`".into(), "");
        }
        reader.finish();
        expectation
    }
}

fn instant(reader: &mut Reader<'_>, key: &'static str) -> Option<Instant> {
    let text = reader.take_text(key)?;
    let instant = Instant::parse(&text);
    if instant.is_none() {
        let help = "write RFC 3339 with an offset: \"2026-03-02T08:00:00Z\"";
        reader.problem(key, "bad-instant", format!("`{text}` is not an instant"), help);
    }
    instant
}
