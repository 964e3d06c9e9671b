//! `Plan`: the questions of a policy that priority and team hang on, taken apart by the field that each part reads.
//!
//! A *line* is a set of conditions that must all hold, each over one field. Every rule and every route has a line; what
//! cannot be said of single fields (`a == 1 || b == 2`) stands beside it as a [`Node`] over further lines.

use super::entry::{Entries, Entry};
use crate::expression::{Expr, Op, cannot_fail};
use crate::gather::gather;
use crate::policy::Policy;
use crate::ticket::{Schema, Ticket};
use crate::time::Instant;
use std::collections::{BTreeMap, BTreeSet};

/// Fields of long text: no two are alike, so they are searched and not remembered.
pub(super) const LONG: [&str; 2] = ["subject", "description"];

/// Conditions that must all hold.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// By the number of the field that they read.
    pub(super) by_field: BTreeMap<usize, Vec<Expr>>,
    /// Those that are false for every ticket.
    pub(super) never: bool,
}

/// What is asked beside a line, in three-valued logic.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Line(usize),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    /// Only the whole ticket can tell.
    Opaque,
}

/// The questions of a policy by field.
#[derive(Debug)]
pub(super) struct Plan {
    /// Names of the fields that are read.
    pub(super) fields: Vec<String>,
    pub(super) entries: Entries,
    /// One for each entry, then those that nodes ask for.
    pub(super) lines: Vec<Line>,
    /// What is asked beside some of the lines.
    pub(super) beside: Vec<(usize, Vec<Node>)>,
    /// The fields of long text that are read.
    pub(super) long: [Option<usize>; 2],
}

impl Plan {
    /// The plan of a policy of which these fields matter.
    pub(super) fn new(policy: &Policy, fields: &BTreeSet<String>) -> Self {
        let entries = Entries::new(policy);
        let fields: Vec<String> = fields.iter().cloned().collect();
        let numbers = gather(fields.iter().enumerate().map(|(number, name)| (name.clone(), number)));
        let lines = entries.all().iter().map(|_| Line::default()).collect();
        let mut draft = Draft { policy, numbers, lines, routing: false };
        let mut beside = Vec::new();
        for (line, entry) in entries.all().iter().enumerate() {
            beside.push((line, draft.entry(line, entry, &entries)));
        }
        beside.retain(|(_, nodes)| !nodes.is_empty());
        let lines = draft.lines;
        let long = LONG.map(|name| place(&fields, name));
        Self { fields, entries, lines, beside, long }
    }
}

impl Plan {
    /// The number of a field.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        place(&self.fields, name)
    }

    /// Whether a field holds long texts.
    pub(super) fn is_long(&self, field: usize) -> bool {
        self.long.contains(&Some(field))
    }
}

fn place(fields: &[String], name: &str) -> Option<usize> {
    // They come from a set, in the order of their names.
    fields.binary_search_by(|field| field.as_str().cmp(name)).ok()
}

/// A condition that fails for some tickets: what stands behind it may not be looked at before it.
struct MayFail;

struct Draft<'p> {
    policy: &'p Policy,
    numbers: BTreeMap<String, usize>,
    lines: Vec<Line>,
    /// At this stage `t.priority` is no longer what the ticket says.
    routing: bool,
}

impl Draft<'_> {
    fn entry(&mut self, line: usize, entry: &Entry, entries: &Entries) -> Vec<Node> {
        self.routing = entries.routes.contains(&line);
        let Some(closure) = entry.when(self.policy) else { return Vec::new() };
        let Some(tree) = self.policy.scripts.tree(closure) else { return vec![Node::Opaque] };
        let mut beside = Vec::new();
        for part in self.conjuncts(tree) {
            match self.place(part, line) {
                Ok(node) => beside.extend(node),
                Err(MayFail) => {
                    beside.push(Node::Opaque);
                    break;
                }
            }
        }
        beside
    }

    fn schema(&self) -> &Schema {
        &self.policy.words.schema
    }

    /// The parts that must all hold. What a script computes before them does not count where it cannot fail.
    fn conjuncts<'e>(&self, tree: &'e Expr) -> Vec<&'e Expr> {
        match &tree.op {
            Op::All(parts) => parts.iter().flat_map(|part| self.conjuncts(part)).collect(),
            Op::Given(needs, body) if needs.iter().all(|need| cannot_fail(need, self.schema())) => self.conjuncts(body),
            _ => vec![tree],
        }
    }

    /// Puts a condition into a line, or gives what is to be asked beside it.
    fn place(&mut self, expr: &Expr, line: usize) -> Result<Option<Node>, MayFail> {
        let Some(names) = expr.reads() else { return self.node(expr).map(Some) };
        let mut numbers = names.iter().map(|name| self.number(name, expr));
        match (numbers.next(), numbers.next()) {
            (None, _) => match expr.holds(&Ticket::new(Instant::MIN, &self.policy.words.schema)) {
                Ok(holds) => self.amend(line, |line| line.never |= !holds),
                Err(_) => return Err(MayFail),
            },
            (Some(Some(field)), None) => {
                self.amend(line, |line| line.by_field.entry(field).or_default().push(expr.clone()));
            }
            _ => return self.node(expr).map(Some),
        }
        Ok(None)
    }

    fn amend(&mut self, line: usize, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.get_mut(line) {
            change(line);
        }
    }

    /// The number of a field, if a condition over it alone can be judged from its value.
    fn number(&self, name: &str, expr: &Expr) -> Option<usize> {
        let decided = self.routing && name == "priority";
        let searched = !LONG.contains(&name) || needles(expr).is_some();
        self.numbers.get(name).copied().filter(|_| searched && !decided)
    }

    fn node(&mut self, expr: &Expr) -> Result<Node, MayFail> {
        match &expr.op {
            Op::All(parts) => {
                let line = self.line();
                let mut nodes = vec![Node::Line(line)];
                for part in parts {
                    nodes.extend(self.place(part, line)?);
                }
                Ok(Node::All(nodes))
            }
            Op::Any(parts) => parts.iter().map(|part| self.alone(part)).collect::<Result<_, _>>().map(Node::Any),
            Op::Not(part) => self.alone(part).map(|node| Node::Not(Box::new(node))),
            Op::If(parts) => {
                let [condition, then, other] = &**parts;
                let [condition, then, other] = [self.alone(condition)?, self.alone(then)?, self.alone(other)?];
                let otherwise = Node::All(vec![Node::Not(Box::new(condition.clone())), other.clone()]);
                // Whatever the condition is, where both ways lead to the same.
                let both = Node::All(vec![then.clone(), other]);
                Ok(Node::Any(vec![Node::All(vec![condition, then]), otherwise, both]))
            }
            Op::Given(needs, body) if needs.iter().all(|need| cannot_fail(need, self.schema())) => self.alone(body),
            _ if cannot_fail(expr, self.schema()) => Ok(Node::Opaque),
            _ => Err(MayFail),
        }
    }

    /// A condition with a line of its own.
    fn alone(&mut self, expr: &Expr) -> Result<Node, MayFail> {
        let line = self.line();
        Ok(self.place(expr, line)?.unwrap_or(Node::Line(line)))
    }

    fn line(&mut self) -> usize {
        self.lines.push(Line::default());
        self.lines.len() - 1
    }
}

/// The words of which a condition wants at least one in a text, if that is all that it asks.
///
/// What begins or ends with a space may stand at the edge of a text, which intake trims; what holds a replacement
/// character may stand for half a character of a text in UTF-16. Whoever answers need not know of either.
pub(super) fn needles(expr: &Expr) -> Option<Vec<&str>> {
    match &expr.op {
        Op::Contains(pair) => {
            let [container, value] = &**pair;
            let Op::Field(_) = &container.op else { return None };
            Some(vec![value.constant()?.as_text().filter(|word| is_word(word))?])
        }
        Op::Any(parts) => {
            let lists = parts.iter().map(needles).collect::<Option<Vec<_>>>()?;
            Some(lists.into_iter().flatten().collect())
        }
        _ => None,
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains([char::REPLACEMENT_CHARACTER, '\u{feff}', '\u{85}'])
}
