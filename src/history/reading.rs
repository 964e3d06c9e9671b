//! Reading: a line of NDJSON becomes a ticket or a problem that names the line.

use crate::error::{Place, Problem};
use crate::value::Value;
use std::collections::BTreeMap;

/// The entries of the ticket that a line holds; none for a blank line.
pub(super) fn ticket_of(line: &[u8]) -> Result<Option<BTreeMap<String, Value>>, Problem> {
    let bare = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    if bare.is_empty() {
        return Ok(None);
    }
    let text = std::str::from_utf8(bare).map_err(|_| problem("not-utf8", "the line is not UTF-8".into()))?;
    match serde_json::from_str(text) {
        Ok(Value::Map(entries)) => Ok(Some(entries)),
        Ok(other) => Err(no_object(&other)),
        Err(error) => {
            let whole = error.to_string();
            let bare = whole.rfind(" at line ").and_then(|end| whole.get(..end)).unwrap_or(&whole);
            let code = if error.is_data() { "unreadable" } else { "not-json" };
            let mut problem = problem(code, format!("the line is not a ticket: {bare}"));
            problem.at.column = u32::try_from(error.column()).ok().filter(|column| *column > 0);
            Err(problem)
        }
    }
}

/// What is wrong with a value that is no object.
pub(super) fn no_object(value: &Value) -> Problem {
    problem("wrong-type", format!("a ticket must be an object, not {}", value.kind()))
}

/// What is wrong with a line that was not kept.
pub(super) fn too_long() -> Problem {
    problem("too-long", "the line is longer than 16 MiB".into()).help("is it NDJSON, one ticket a line?")
}

/// What is wrong with a ticket for which there is no room.
pub(super) fn no_room() -> Problem {
    problem("too-large", "the history is full".into()).help("a field may hold 4 GiB of different values")
}

fn problem(code: &'static str, message: String) -> Problem {
    Problem::new(code, Place::default(), message)
}
