//! `Problem`: one thing that is wrong, where, and the way out. `PolicyError`: all of a policy's problems at once.
//!
//! Message style: lower case, no final period, the author's own words in backticks, never a Rust type name.

use crate::order::order;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// Where something stands: a place in a policy file, a path into a ticket, or both unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Policy file name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Arc<str>>,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column, from 1, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Path into a JSON value: `usersBlocked`, `history[2].at`, `hours.mon[0]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl Place {
    /// A path into a JSON value.
    pub fn path(path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::default() }
    }

    /// A file as a whole.
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Some(file.clone()), ..Self::default() }
    }

    /// A line and column of a file.
    pub fn line(file: &Arc<str>, line: u32, column: u32) -> Self {
        Self { file: Some(file.clone()), line: Some(line), column: Some(column), path: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        parts.extend(self.file.as_ref().map(ToString::to_string));
        parts.extend(self.line.map(|line| line.to_string()));
        parts.extend(self.column.map(|column| column.to_string()));
        if let Some(path) = &self.path {
            parts.push(if parts.is_empty() { path.clone() } else { format!(" {path}") });
        }
        f.write_str(&parts.join(":"))
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// Stable name of the kind of problem, for programs: `unknown-field`, `wrong-type`, ...
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The way out; empty if the message says it all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub help: String,
    /// Where.
    #[serde(flatten)]
    pub at: Place,
}

impl Problem {
    /// A problem at a place.
    pub fn new(code: &'static str, at: Place, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: String::new(), at }
    }

    /// The same with a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.at.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{} [{}]", self.message, self.code)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, "\n    help: {}", self.help) }
    }
}

/// A policy that does not compile: every problem found, in file and line order.
#[derive(Clone, Debug)]
pub struct PolicyError {
    problems: Vec<Problem>,
}

impl PolicyError {
    /// The error made of these problems.
    pub(crate) fn new(mut problems: Vec<Problem>) -> Self {
        order(&mut problems, |a, b| a.at.cmp(&b.at));
        Self { problems }
    }

    /// All problems, in file and line order.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len();
        write!(f, "the policy has {count} problem{}", if count == 1 { "" } else { "s" })?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n{problem}"))
    }
}

impl std::error::Error for PolicyError {}

/// The nearest of `known` to `word`, if near enough to be a slip of the pen, or another form of the word: `resolution`
/// for `resolve`.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(word, &mut known.into_iter())
}

fn nearest_of<'a>(word: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = 1 + word.chars().count() / 4;
    let near = |name: &&str| strsim::osa_distance(word, name) <= limit;
    let known: Vec<&str> = known.collect();
    let slip = known.iter().copied().filter(near).min_by_key(|name| (strsim::osa_distance(word, name), *name));
    slip.or_else(|| {
        known
            .into_iter()
            .filter(|name| shared(word, name) * 2 >= name.len().max(10))
            .max_by_key(|name| shared(word, name))
    })
}

/// How many bytes two words begin with alike.
fn shared(word: &str, other: &str) -> usize {
    word.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}

/// The help that names the nearest of `known`, or what `otherwise` says where none is near.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    nearest(word, known).map_or_else(otherwise, |name| format!("did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_found() {
        assert_eq!(nearest("prioritty", ["priority", "when"]), Some("priority"));
        assert_eq!(nearest("wen", ["priority", "when"]), Some("when"));
        assert_eq!(nearest("calendar", ["priority", "when"]), None);
        assert_eq!(nearest("resolution", ["respond", "resolve", "reopen"]), Some("resolve"));
        assert_eq!(nearest("line_speed", ["line", "line_scheduled"]), None);
    }
}
