//! Unfit: what of an expression can have no value, whatever the ticket. Unlike things compared, something compared with
//! nothing, a number where true or false is wanted.
//!
//! Such a question fails with every ticket that gets to it, and says so each time. Whoever writes it is told before.

use super::kind::{Sort, cannot_fail, ends, of_end, of_value, sort, taken, truth};
use super::{Comparison, Computation, Expr, Op, Shape, Spot};
use crate::ticket::Schema;
use crate::value::Value;

/// A part that can have no value.
#[derive(Debug)]
pub(crate) struct Unfit {
    pub(crate) at: Spot,
    pub(crate) message: String,
    /// The way out.
    pub(crate) help: String,
}

/// Everything unfit in an expression of which a kind of value is wanted.
pub(crate) fn unfit(expr: &Expr, wanted: Sort, schema: &Schema) -> Vec<Unfit> {
    // Mostly so. WebAssembly compiles what finds words for the rest only where there is something to say.
    if sort(expr, schema) == Some(wanted) && cannot_fail(expr, schema) {
        return Vec::new();
    }
    let mut judge = Judge { schema, found: Vec::new() };
    judge.part(expr, wanted, None);
    judge.found
}

struct Judge<'s> {
    schema: &'s Schema,
    found: Vec<Unfit>,
}

/// Something that an expression may come to, and its kind.
#[derive(Clone, Copy)]
struct End<'e> {
    expr: &'e Expr,
    sort: Sort,
}

/// What an expression may come to: one thing of each kind.
#[derive(Default)]
struct Ends<'e> {
    known: Vec<End<'e>>,
    /// Whether there may be others, of kinds that are not known.
    open: bool,
}

impl Judge<'_> {
    fn walk(&mut self, expr: &Expr) {
        match &expr.op {
            Op::All(parts) => self.conditions(parts, false, expr),
            Op::Any(parts) => self.conditions(parts, true, expr),
            Op::Not(part) => self.part(part, Sort::Bool, Some(expr)),
            Op::If(parts) => {
                let [condition, ..] = &**parts;
                self.part(condition, Sort::Bool, Some(expr));
                taken(parts).for_each(|branch| self.walk(branch));
            }
            Op::Switch(switch) => {
                self.walk(&switch.on);
                for arm in &switch.arms {
                    let mut values = Ends::default();
                    arm.values.iter().for_each(|value| values.add(expr, of_value(value)));
                    self.pair(self.ends(&switch.on), "is compared with", values, &|a, b| a == b, &switch.on);
                    arm.condition.iter().for_each(|condition| self.part(condition, Sort::Bool, Some(expr)));
                    self.walk(&arm.then);
                }
                switch.otherwise.iter().for_each(|otherwise| self.walk(otherwise));
            }
            Op::Compare(comparison, pair) => {
                let [a, b] = &**pair;
                self.walk(a);
                self.walk(b);
                self.pair(self.ends(a), "is compared with", self.ends(b), &|a, b| comparison.fits(a, b), expr);
            }
            Op::Contains(pair) => {
                let [container, value] = &**pair;
                self.walk(container);
                self.walk(value);
                self.contains(container, value, expr);
            }
            Op::Text(_, pair) => pair.iter().for_each(|part| self.part(part, Sort::Text, Some(expr))),
            Op::Shape(Shape::Length, part) if self.is_list(part) => self.walk(part),
            Op::Shape(_, part) => self.part(part, Sort::Text, Some(expr)),
            Op::Compute(Computation::Add, pair) => {
                let [a, b] = &**pair;
                self.walk(a);
                self.walk(b);
                let adds = |a, b| a == b && matches!(a, Sort::Number | Sort::Text);
                self.pair(self.ends(a), "is added to", self.ends(b), &adds, expr);
            }
            // False for every ticket, and nobody meant that.
            Op::Mentions(phrase) if phrase.is_empty() => {
                let help = "write words that a text may hold".to_owned();
                self.note([expr; 3], "the phrase has no letter and no digit".to_owned(), help);
            }
            Op::Compute(_, pair) => pair.iter().for_each(|part| self.part(part, Sort::Number, Some(expr))),
            _ => expr.parts().into_iter().for_each(|part| self.walk(part)),
        }
    }

    /// Conditions, up to the one that settles the matter.
    fn conditions(&mut self, parts: &[Expr], settles: bool, whole: &Expr) {
        for part in parts {
            self.part(part, Sort::Bool, Some(whole));
            if truth(part) == Some(settles) {
                break;
            }
        }
    }

    /// A part of which a kind of value is wanted; of an expression, or of the policy itself.
    fn part(&mut self, part: &Expr, wanted: Sort, of: Option<&Expr>) {
        self.walk(part);
        for expr in ends(part) {
            let Some(sort) = of_end(expr, self.schema).filter(|sort| *sort != wanted) else { continue };
            let end = End { expr, sort };
            let help = match (&expr.op, of.and_then(|_| end.field())) {
                (Op::Switch(_), _) => "say what it is otherwise: `_ => ...`".to_owned(),
                _ if sort == Sort::Nothing => "say what it is otherwise: `else { ... }`".to_owned(),
                (_, Some(field)) => sort.asked(field),
                _ => wanted.written().to_owned(),
            };
            let message = format!("{} is wanted here, not {}", wanted.text(), end.text());
            self.note([expr, part, of.unwrap_or(part)], message, help);
        }
    }

    fn contains(&mut self, container: &Expr, value: &Expr, whole: &Expr) {
        let equal = |a, b| Comparison::Equal.fits(a, b);
        let values = self.ends(value);
        let mut all = Ends::default();
        match &container.op {
            Op::List(items) => {
                items.iter().for_each(|item| self.add_ends(item, &mut all));
                self.pair(values, "is compared with", all, &equal, container);
            }
            Op::Constant(Value::List(items)) => {
                items.iter().for_each(|item| all.add(container, of_value(item)));
                self.pair(values, "is compared with", all, &equal, container);
            }
            _ => {
                let holds = |value, container| match container {
                    Sort::Text | Sort::Texts => value == Sort::Text,
                    Sort::Numbers => value == Sort::Number,
                    _ => false,
                };
                self.pair(values, "is looked for in", self.ends(container), &holds, whole);
            }
        }
    }

    /// Notes what cannot be put together with what is on the other side.
    fn pair(&mut self, a: Ends<'_>, verb: &str, b: Ends<'_>, fits: &dyn Fn(Sort, Sort) -> bool, whole: &Expr) {
        let Some((a, b)) = misfits(&a, &b, fits) else { return };
        let (a, b) = if a.sort == Sort::Nothing { (b, a) } else { (a, b) };
        let message = format!("{} {verb} {}", a.text(), b.text());
        let help = match (a.field(), b.field()) {
            _ if a.sort == b.sort && a.sort == Sort::Bool => {
                "true and false have no order: compare with `==`".to_owned()
            }
            (Some(field), _) if b.sort == Sort::Nothing => format!("`has(t.{field})` says whether a ticket has it"),
            (Some(field), None) => a.sort.asked(field),
            (None, Some(field)) => b.sort.asked(field),
            _ => "both must be of one kind".to_owned(),
        };
        let constant = [a.expr, b.expr].into_iter().find(|expr| expr.constant().is_some());
        self.note([constant.unwrap_or(whole), whole, whole], message, help);
    }

    fn is_list(&self, expr: &Expr) -> bool {
        let lists = |end: &End<'_>| matches!(end.sort, Sort::Texts | Sort::Numbers);
        self.ends(expr).known.iter().all(lists)
    }

    fn ends<'e>(&self, expr: &'e Expr) -> Ends<'e> {
        let mut all = Ends::default();
        self.add_ends(expr, &mut all);
        all
    }

    fn add_ends<'e>(&self, expr: &'e Expr, all: &mut Ends<'e>) {
        ends(expr).into_iter().for_each(|end| all.add(end, of_end(end, self.schema)));
    }

    /// At the first of these places that is known.
    fn note(&mut self, places: [&Expr; 3], message: String, help: String) {
        let at = places.into_iter().map(|expr| expr.at).find(|at| at.line > 0).unwrap_or_default();
        self.found.push(Unfit { at, message, help });
    }
}

/// The first thing on either side that fits none on the other, with one of those.
fn misfits<'e>(a: &Ends<'e>, b: &Ends<'e>, fits: &dyn Fn(Sort, Sort) -> bool) -> Option<(End<'e>, End<'e>)> {
    let alone = |x: &&End<'_>| !b.open && !b.known.iter().any(|y| fits(x.sort, y.sort));
    if let Some(x) = a.known.iter().find(alone) {
        return Some((*x, *b.known.first()?));
    }
    let alone = |y: &&End<'_>| !a.open && !a.known.iter().any(|x| fits(x.sort, y.sort));
    let y = b.known.iter().find(alone)?;
    Some((*a.known.first()?, *y))
}

impl<'e> Ends<'e> {
    fn add(&mut self, expr: &'e Expr, sort: Option<Sort>) {
        match sort {
            None => self.open = true,
            Some(sort) if self.known.iter().any(|end| end.sort == sort) => {}
            Some(sort) => self.known.push(End { expr, sort }),
        }
    }
}

impl<'e> End<'e> {
    /// The name of the field that it is.
    fn field(self) -> Option<&'e str> {
        match &self.expr.op {
            Op::Field(read) => Some(&read.name),
            _ => None,
        }
    }

    fn text(self) -> String {
        let sort = self.sort.text();
        self.field().map_or_else(|| sort.to_owned(), |name| format!("`{name}` ({sort})"))
    }
}

impl Sort {
    fn text(self) -> &'static str {
        match self {
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::Text => "text",
            Self::Texts => "a list of texts",
            Self::Numbers => "a list of numbers",
            Self::Nothing => "nothing",
        }
    }

    /// What a field of it can be asked.
    fn asked(self, field: &str) -> String {
        match self {
            Self::Bool => format!("write `t.{field}`, or `!t.{field}`"),
            Self::Number => format!("write a number, without quotes: `t.{field} > 0`"),
            Self::Texts | Self::Numbers => format!("write `\"...\" in t.{field}`"),
            Self::Text | Self::Nothing => format!("write a text, in quotes: `t.{field} == \"...\"`"),
        }
    }

    /// How a value of it is written.
    fn written(self) -> &'static str {
        match self {
            Self::Bool => "write a condition: `... == ...`",
            Self::Number => "write a number, without quotes",
            _ => "write a text, in quotes",
        }
    }
}
