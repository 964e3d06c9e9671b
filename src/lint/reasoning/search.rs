//! The search for a ticket: one for which a condition holds and none of several others does.
//!
//! Fields are set one after the other, and a branch is left as soon as it cannot lead there. If no ticket is found,
//! there is none. If the search would take too long, nothing is said.

use super::domain;
use super::formula::{Formula, Leaf, Leaves, constants, fields};
use super::outcomes::Outcomes;
use crate::expression::Expr;
use crate::policy::Policy;
use crate::ticket::Field;
use crate::value::Value;

/// How many steps a search may take.
const STEPS: usize = 20_000;
/// Leaves that depend on more fields than this are not tabulated.
const TABLE: usize = 4_096;

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Found {
    /// No ticket is like that.
    Nothing,
    /// One may be. Certain, if all that it rests on are values of fields.
    Something { certain: bool },
    /// The search was given up.
    GivenUp,
}

/// Looks for a ticket for which all of `wanted` may hold and none of `unwanted` surely does.
pub(super) fn search(policy: &Policy, wanted: &[&Expr], unwanted: &[&Expr]) -> Found {
    let mut leaves = Leaves::new(policy);
    let wanted = Formula::All(wanted.iter().map(|expr| leaves.formula(expr)).collect());
    let unwanted: Vec<Formula> = unwanted.iter().map(|expr| leaves.formula(expr)).collect();
    let mut search = Search::new(policy, &leaves.list);
    let end = search.walk(&wanted, &unwanted);
    match end {
        Some(true) => Found::Something { certain: search.tables.iter().all(|table| table.is_exact) },
        Some(false) => Found::Nothing,
        None => Found::GivenUp,
    }
}

/// Something that is chosen: a region of a field, or an outcome of a leaf that depends on more than fields.
#[derive(Debug)]
struct Variable<'e> {
    field: Option<&'e Field>,
    size: usize,
}

/// What a leaf comes to for each choice of its variables: a row for each, the last variable changing fastest.
#[derive(Debug)]
struct Table {
    variables: Vec<usize>,
    rows: Vec<Outcomes>,
    is_exact: bool,
}

struct Search<'e> {
    variables: Vec<Variable<'e>>,
    tables: Vec<Table>,
    chosen: Vec<Option<usize>>,
    steps: usize,
}

impl<'e> Search<'e> {
    fn new(policy: &'e Policy, leaves: &[Leaf<'e>]) -> Self {
        let mut variables: Vec<Variable<'e>> = Vec::new();
        let mut regions: Vec<Vec<Option<Value>>> = Vec::new();
        let mut tables = Vec::new();
        for leaf in leaves {
            let read = if leaf.is_plain { fields(policy, leaf.expr) } else { None };
            let own = read.and_then(|read| numbered(policy, &read, leaves, &mut variables, &mut regions));
            let table = own.and_then(|own| tabulated(policy, leaf, own, &variables, &regions));
            tables.push(table.unwrap_or_else(|| {
                let rows: Vec<Outcomes> = leaf.anything(policy).each().collect();
                variables.push(Variable { field: None, size: rows.len() });
                regions.push(Vec::new());
                Table { variables: vec![variables.len() - 1], rows, is_exact: false }
            }));
        }
        let chosen = vec![None; variables.len()];
        Self { variables, tables, chosen, steps: 0 }
    }

    /// Whether there is such a ticket; none if the search is given up.
    fn walk(&mut self, wanted: &Formula, unwanted: &[Formula]) -> Option<bool> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let now = self.outcomes(wanted);
        if !now.may(Outcomes::TRUE) {
            return Some(false);
        }
        let mut open = None;
        for formula in unwanted {
            let outcomes = self.outcomes(formula);
            if outcomes == Outcomes::TRUE {
                return Some(false);
            }
            if outcomes.may(Outcomes::TRUE) {
                open = open.or_else(|| self.undetermined(formula));
            }
        }
        let next = if now == Outcomes::TRUE { None } else { self.undetermined(wanted) };
        let Some(variable) = next.or(open) else { return Some(true) };
        let size = self.variables.get(variable).map_or(0, |variable| variable.size);
        for choice in 0..size {
            self.choose(variable, Some(choice));
            let end = self.walk(wanted, unwanted);
            if end != Some(false) {
                return end;
            }
        }
        self.choose(variable, None);
        Some(false)
    }

    fn choose(&mut self, variable: usize, choice: Option<usize>) {
        if let Some(slot) = self.chosen.get_mut(variable) {
            *slot = choice;
        }
    }

    fn outcomes(&self, formula: &Formula) -> Outcomes {
        match formula {
            Formula::Leaf(leaf) => self.tables.get(*leaf).map_or(Outcomes::NONE, |table| self.row(table)),
            Formula::All(parts) => Outcomes::all(parts.iter().map(|part| self.outcomes(part))),
            Formula::Any(parts) => Outcomes::all(parts.iter().map(|part| self.outcomes(part).not())).not(),
            Formula::Not(part) => self.outcomes(part).not(),
            Formula::If(parts) => {
                let [condition, then, other] = &**parts;
                Outcomes::choice(self.outcomes(condition), self.outcomes(then), self.outcomes(other))
            }
            Formula::Risky(body) => self.outcomes(body).or(Outcomes::FAILED),
        }
    }

    /// What a leaf can come to with what is chosen so far.
    fn row(&self, table: &Table) -> Outcomes {
        let mut rows = vec![0];
        for variable in &table.variables {
            let size = self.variables.get(*variable).map_or(1, |variable| variable.size);
            rows = match self.chosen.get(*variable).copied().flatten() {
                Some(choice) => rows.iter().map(|row| row * size + choice).collect(),
                None => rows.iter().flat_map(|row| (0..size).map(move |choice| row * size + choice)).collect(),
            };
        }
        rows.iter().filter_map(|row| table.rows.get(*row)).fold(Outcomes::NONE, |all, row| all.or(*row))
    }

    /// A variable on which the outcome still depends.
    fn undetermined(&self, formula: &Formula) -> Option<usize> {
        let parts: Vec<&Formula> = match formula {
            Formula::Leaf(leaf) => {
                let table = self.tables.get(*leaf)?;
                let free = |variable: &&usize| self.chosen.get(**variable).is_some_and(Option::is_none);
                let settled = self.row(table).each().count() == 1;
                return if settled { None } else { table.variables.iter().find(free).copied() };
            }
            Formula::All(parts) | Formula::Any(parts) => parts.iter().collect(),
            Formula::Not(part) | Formula::Risky(part) => vec![part],
            Formula::If(parts) => parts.iter().collect(),
        };
        parts.into_iter().find_map(|part| self.undetermined(part))
    }
}

/// The numbers of the variables of these fields; none if one of them cannot be cut into regions.
fn numbered<'e>(
    policy: &'e Policy,
    fields: &[&'e Field],
    leaves: &[Leaf<'e>],
    variables: &mut Vec<Variable<'e>>,
    regions: &mut Vec<Vec<Option<Value>>>,
) -> Option<Vec<usize>> {
    let mut numbers = Vec::new();
    for field in fields {
        let known = variables.iter().position(|v| v.field.is_some_and(|other| other.name == field.name));
        numbers.push(match known {
            Some(number) => number,
            None => {
                let cut = domain::regions(policy, field, &compared(policy, field, leaves))?;
                variables.push(Variable { field: Some(field), size: cut.len() });
                regions.push(cut);
                variables.len() - 1
            }
        });
    }
    Some(numbers)
}

/// The constants that stand in leaves that read a field.
fn compared(policy: &Policy, field: &Field, leaves: &[Leaf<'_>]) -> Vec<Value> {
    let reads = |leaf: &&Leaf<'_>| {
        leaf.is_plain && fields(policy, leaf.expr).is_some_and(|read| read.iter().any(|other| other.name == field.name))
    };
    leaves.iter().filter(reads).flat_map(|leaf| constants(leaf.expr)).collect()
}

/// The table of a leaf; none if it would be too large.
fn tabulated<'e>(
    policy: &Policy,
    leaf: &Leaf<'_>,
    own: Vec<usize>,
    variables: &[Variable<'e>],
    regions: &'e [Vec<Option<Value>>],
) -> Option<Table> {
    let mut rows: Vec<Vec<(&str, &Value)>> = vec![Vec::new()];
    for number in &own {
        let (field, cut) = (variables.get(*number)?.field?, regions.get(*number)?);
        if rows.len() * cut.len() > TABLE {
            return None;
        }
        let extended = |row: &[(&'e str, &'e Value)], value: &'e Option<Value>| {
            row.iter().copied().chain(value.iter().map(|value| (&*field.name, value))).collect()
        };
        rows = rows.iter().flat_map(|row| cut.iter().map(move |value| extended(row, value))).collect();
    }
    let rows = rows.iter().map(|facts| leaf.outcome(policy, facts)).collect();
    Some(Table { variables: own, rows, is_exact: true })
}
