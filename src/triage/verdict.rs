//! `Verdicts`: from the lines that are left to rule and team, by the same rules as `prioritise` and `route`.

use super::bits::{first, is_raised, lower, raise};
use super::plan::{Node, Plan};
use super::row::Left;
use crate::condition::Truth;
use crate::policy::Policy;

/// A verdict as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rule by its number; from the number of rules on, the matrix with a priority by its rank.
    pub rule: usize,
    /// The team by its number.
    pub team: usize,
    /// Something that could have changed this was not judged.
    pub undecided: bool,
}

/// What a slip says beside what it leaves: counted from 1, 0 is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tags {
    pub(super) impact: usize,
    pub(super) urgency: usize,
    /// Owner of the category, else of the system.
    pub(super) owner: usize,
}

/// What is known of a policy's verdicts beforehand.
#[derive(Debug)]
pub(super) struct Verdicts {
    /// The rank in each cell of the matrix; a row for each impact.
    cells: Vec<Vec<Option<usize>>>,
    /// None if the ticket as a whole decides.
    otherwise: Option<usize>,
    rules: usize,
    /// The team of each route.
    routes: Vec<usize>,
    fallback: usize,
}

impl Verdicts {
    pub(super) fn new(policy: &Policy) -> Option<Self> {
        let matrix = &policy.matrix;
        let team = |name: &str| policy.words.teams.iter().position(|team| team.header.id == name);
        let cell = |impact: &String, urgency| matrix.cell(impact, urgency).and_then(|cell| matrix.rank(cell));
        let row = |impact| matrix.urgencies.iter().map(|urgency| cell(impact, urgency)).collect();
        Some(Self {
            cells: matrix.impacts.iter().map(row).collect(),
            otherwise: match &matrix.otherwise {
                Some(setting) => setting.constant_text().and_then(|name| matrix.rank(name)),
                None => Some(0),
            },
            rules: policy.words.rules.len(),
            routes: policy.words.routes.iter().map(|route| team(&route.to.as_ref()?.name)).collect::<Option<_>>()?,
            fallback: policy.words.teams.iter().position(|team| team.fallback)?,
        })
    }

    /// The verdict; none if the ticket as a whole decides.
    pub(super) fn find(&self, plan: &Plan, left: &mut Left, tags: Tags) -> Option<Verdict> {
        beside(plan, left)?;
        let entries = &plan.entries;
        if first(left.alive.iter().copied(), &entries.others).is_some() {
            return None;
        }
        let raised = first(left.sure(), &entries.raising);
        let mut rule = raised.and_then(|line| entries.get(line)?.rule());
        let mut rank = match raised {
            Some(line) => entries.get(line)?.rank()?,
            None => self.base(tags)?,
        };
        let cap = first(left.sure(), &entries.caps).and_then(|line| entries.get(line));
        if let Some(cap) = cap.filter(|cap| cap.rank() > Some(rank)) {
            (rule, rank) = (cap.rule(), cap.rank()?);
        }
        let route = first(left.sure(), &entries.routes);
        let team = match (route, tags.owner.checked_sub(1)) {
            (Some(line), _) => *self.routes.get(line - entries.routes.start)?,
            (None, owner) => owner.unwrap_or(self.fallback),
        };
        let routes = entries.routes.start..route.unwrap_or(entries.routes.end);
        // Rules that could not have changed the priority are no open questions.
        let raising = entries.first(&entries.raising, |other| other >= rank);
        let caps = entries.first(&entries.caps, |other| other <= rank);
        let undecided = [raising, caps, routes].iter().any(|lines| first(left.undecided(), lines).is_some());
        Some(Verdict { rule: rule.unwrap_or(self.rules + rank), team, undecided })
    }

    fn base(&self, tags: Tags) -> Option<usize> {
        let cell = |tags: Tags| *self.cells.get(tags.impact.checked_sub(1)?)?.get(tags.urgency.checked_sub(1)?)?;
        cell(tags).or(self.otherwise)
    }
}

/// Settles the lines of which more is asked than stands in them; none if the ticket as a whole decides.
fn beside(plan: &Plan, left: &mut Left) -> Option<()> {
    for (line, nodes) in &plan.beside {
        if is_raised(&left.alive, *line) {
            match all(nodes, left)? {
                Truth::True => {}
                Truth::False => lower(&mut left.alive, *line),
                _ => raise(&mut left.unsure, *line),
            }
        }
    }
    Some(())
}

/// Whether all hold; none if that hangs on something opaque.
fn all(nodes: &[Node], left: &Left) -> Option<Truth> {
    let (mut open, mut opaque) = (false, false);
    for node in nodes {
        match truth(node, left) {
            Some(Truth::False) => return Some(Truth::False),
            Some(Truth::True) => {}
            Some(_) => open = true,
            None => opaque = true,
        }
    }
    (!opaque).then_some(if open { Truth::Undecided } else { Truth::True })
}

fn truth(node: &Node, left: &Left) -> Option<Truth> {
    match node {
        Node::Opaque => None,
        Node::All(nodes) => all(nodes, left),
        Node::Not(node) => truth(node, left).map(negated),
        Node::Any(nodes) => any(nodes, left),
        Node::Line(line) => Some(match (is_raised(&left.alive, *line), is_raised(&left.unsure, *line)) {
            (false, _) => Truth::False,
            (true, false) => Truth::True,
            (true, true) => Truth::Undecided,
        }),
    }
}

fn any(nodes: &[Node], left: &Left) -> Option<Truth> {
    let (mut open, mut opaque) = (false, false);
    for node in nodes {
        match truth(node, left) {
            Some(Truth::True) => return Some(Truth::True),
            Some(Truth::False) => {}
            Some(_) => open = true,
            None => opaque = true,
        }
    }
    (!opaque).then_some(if open { Truth::Undecided } else { Truth::False })
}

fn negated(truth: Truth) -> Truth {
    match truth {
        Truth::True => Truth::False,
        Truth::False => Truth::True,
        other => other,
    }
}
