//! Evaluation: an expression and a ticket come to a value, or to what keeps it from having one.

use super::operate::{Clash, add, arithmetic, equal, order, within};
use super::stop::{Lacking, Stop};
use super::{Arm, Comparison, Computation, Expr, Op, Read, Shape, Switch, TextTest, Val};
use crate::ticket::Ticket;
use crate::value::Value;
use std::borrow::Cow;

type Outcome<'e, T> = Result<T, Stop<'e>>;

impl Expr {
    /// Whether it holds for a ticket.
    pub(crate) fn holds<'a>(&'a self, ticket: &'a Ticket) -> Outcome<'a, bool> {
        match &self.op {
            Op::All(parts) => all(parts, ticket, true),
            Op::Any(parts) => all(parts, ticket, false).map(|none| !none),
            Op::Not(part) => part.holds(ticket).map(|holds| !holds),
            Op::Compare(comparison, pair) => self.compare(*comparison, pair, ticket),
            Op::Contains(pair) => {
                let [container, value] = &**pair;
                self.contains(container, value, ticket)
            }
            Op::Has(part) => part.come_to(ticket).map(|value| !matches!(value, Val::Nothing(_))),
            Op::Text(test, pair) => self.test(*test, pair, ticket),
            Op::Mentions(phrase) => Ok(!phrase.is_empty() && ticket.text.contains(phrase.as_str())),
            _ => match self.look_up(ticket) {
                Some(Value::Bool(holds)) => Ok(*holds),
                _ => self.truth(ticket),
            },
        }
    }

    #[inline(never)]
    fn truth<'a>(&'a self, ticket: &'a Ticket) -> Outcome<'a, bool> {
        match self.value(ticket)? {
            Val::Bool(holds) => Ok(holds),
            other => Err(self.unfit(&[&other], || format!("true or false is wanted here, not {}", other.kind()))),
        }
    }

    /// What it comes to, without a detour where it only has to be looked up, which is mostly so.
    fn come_to<'a>(&'a self, ticket: &'a Ticket) -> Outcome<'a, Val<'a>> {
        match self.look_up(ticket) {
            Some(value) => Ok(Val::from(value)),
            None => self.value(ticket),
        }
    }

    /// The value of a constant, of a field that the ticket has, or the first such of several.
    #[inline]
    fn look_up<'a>(&'a self, ticket: &'a Ticket) -> Option<&'a Value> {
        match &self.op {
            Op::Constant(value) => Some(value),
            Op::Field(read) => ticket.read(read),
            Op::Otherwise(parts) => match parts.as_slice() {
                [Expr { op: Op::Field(read), .. }, Expr { op: Op::Constant(value), .. }] => {
                    ticket.read(read).or(Some(value))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// What it comes to for a ticket.
    pub(crate) fn value<'a>(&'a self, ticket: &'a Ticket) -> Outcome<'a, Val<'a>> {
        match &self.op {
            Op::Constant(value) => Ok(Val::from(value)),
            Op::Field(read) => Ok(ticket.read(read).map_or(Val::Nothing(Some(read)), Val::from)),
            Op::Otherwise(parts) => otherwise(parts, ticket),
            Op::If(parts) => {
                let [condition, then, other] = &**parts;
                choose(condition, |holds| if holds { then } else { other }.value(ticket), ticket)
            }
            Op::Switch(switch) => self.switch(switch, ticket),
            Op::Compute(computation, pair) => self.compute(*computation, pair, ticket),
            Op::Shape(shape, part) => self.shape(*shape, part, ticket),
            Op::List(parts) => self.list(parts, ticket),
            Op::Given(needs, body) => given(needs, body, ticket),
            _ => self.holds(ticket).map(Val::Bool),
        }
    }

    fn compare<'a>(&'a self, comparison: Comparison, pair: &'a [Expr; 2], ticket: &'a Ticket) -> Outcome<'a, bool> {
        let [left, right] = pair;
        match (left.look_up(ticket), right.look_up(ticket)) {
            (Some(a), Some(b)) => match at_once(comparison, a, b) {
                Some(holds) => Ok(holds),
                None => self.compare_values(comparison, pair, ticket),
            },
            (None, Some(_)) => match &left.op {
                Op::Field(read) => Err(Stop::Undecided { fields: Lacking::one(read), at: self.at }),
                _ => self.compare_values(comparison, pair, ticket),
            },
            _ => self.compare_values(comparison, pair, ticket),
        }
    }

    #[inline(never)]
    fn compare_values<'a>(
        &'a self,
        comparison: Comparison,
        pair: &'a [Expr; 2],
        ticket: &'a Ticket,
    ) -> Outcome<'a, bool> {
        let [left, right] = pair;
        let (a, b) = (left.value(ticket)?, right.value(ticket)?);
        let outcome = match comparison {
            Comparison::Equal => equal(&a, &b),
            Comparison::Unequal => equal(&a, &b).map(|same| !same),
            other => order(&a, &b).map(|order| other.holds(order)),
        };
        outcome.map_err(|clash| self.stop(clash, &[&a, &b]))
    }

    fn contains<'a>(&'a self, container: &'a Expr, value: &'a Expr, ticket: &'a Ticket) -> Outcome<'a, bool> {
        if let (Some(Value::List(items)), Some(Value::Text(text))) = (container.look_up(ticket), value.look_up(ticket))
            && let Some(found) = among_texts(items, text)
        {
            return Ok(found);
        }
        if let Op::List(items) = &container.op {
            return self.among(items, value, ticket);
        }
        self.contains_value(container, value, ticket)
    }

    #[inline(never)]
    fn contains_value<'a>(&'a self, container: &'a Expr, value: &'a Expr, ticket: &'a Ticket) -> Outcome<'a, bool> {
        let (container, value) = (container.come_to(ticket)?, value.come_to(ticket)?);
        within(&container, &value).map_err(|clash| self.stop(clash, &[&value, &container]))
    }

    /// Whether a value is among items of which the ticket may lack some: one that is the same settles it.
    #[inline(never)]
    fn among<'a>(&'a self, items: &'a [Expr], value: &'a Expr, ticket: &'a Ticket) -> Outcome<'a, bool> {
        let items: Vec<Outcome<'_, Val<'_>>> = items.iter().map(|item| item.value(ticket)).collect();
        if let Some(Err(stop @ Stop::Failed { .. })) =
            items.iter().find(|item| matches!(item, Err(Stop::Failed { .. })))
        {
            return Err(stop.clone());
        }
        let value = value.value(ticket)?;
        let mut open = None;
        for item in items {
            let same = item.and_then(|item| equal(&item, &value).map_err(|clash| self.stop(clash, &[&item, &value])));
            match same {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(stop @ Stop::Failed { .. }) => return Err(open.unwrap_or(stop)),
                Err(stop) => open = Some(Stop::and(open, stop)),
            }
        }
        open.map_or(Ok(false), Err)
    }

    #[inline(never)]
    fn test<'a>(&'a self, test: TextTest, pair: &'a [Expr; 2], ticket: &'a Ticket) -> Outcome<'a, bool> {
        let [text, part] = pair;
        match (text.value(ticket)?, part.value(ticket)?) {
            (Val::Text(text), Val::Text(part)) => Ok(match test {
                TextTest::StartsWith => text.starts_with(&*part),
                TextTest::EndsWith => text.ends_with(&*part),
            }),
            (a, b) => Err(self.unfit(&[&a, &b], || format!("text is wanted here, not {} and {}", a.kind(), b.kind()))),
        }
    }

    #[inline(never)]
    fn compute<'a>(
        &'a self,
        computation: Computation,
        pair: &'a [Expr; 2],
        ticket: &'a Ticket,
    ) -> Outcome<'a, Val<'a>> {
        let [left, right] = pair;
        let (a, b) = (left.value(ticket)?, right.value(ticket)?);
        let outcome = match computation {
            Computation::Add => add(&a, &b),
            other => arithmetic(other, &a, &b),
        };
        outcome.map_err(|clash| self.stop(clash, &[&a, &b]))
    }

    #[inline(never)]
    fn shape<'a>(&'a self, shape: Shape, part: &'a Expr, ticket: &'a Ticket) -> Outcome<'a, Val<'a>> {
        match (shape, part.value(ticket)?) {
            (Shape::Lower, Val::Text(text)) => Ok(Val::Text(Cow::Owned(text.to_lowercase()))),
            (Shape::Upper, Val::Text(text)) => Ok(Val::Text(Cow::Owned(text.to_uppercase()))),
            (Shape::Trim, Val::Text(text)) => Ok(Val::Text(Cow::Owned(text.trim().to_owned()))),
            (Shape::Length, Val::Text(text)) => Ok(Val::Int(text.chars().count() as i64)),
            (Shape::Length, Val::List(items)) => Ok(Val::Int(items.len() as i64)),
            (_, other) => Err(self.unfit(&[&other], || format!("text is wanted here, not {}", other.kind()))),
        }
    }

    #[inline(never)]
    fn list<'a>(&'a self, parts: &'a [Expr], ticket: &'a Ticket) -> Outcome<'a, Val<'a>> {
        let mut items = Vec::with_capacity(parts.len());
        for part in parts {
            match part.value(ticket)? {
                nothing @ Val::Nothing(Some(_)) => return Err(self.stop(Clash::Lacking, &[&nothing])),
                value => items.push(value.into_value()),
            }
        }
        Ok(Val::List(Cow::Owned(items)))
    }

    fn switch<'a>(&'a self, switch: &'a Switch, ticket: &'a Ticket) -> Outcome<'a, Val<'a>> {
        if let Some(on) = switch.on.look_up(ticket) {
            return arms(&switch.arms, on, switch.otherwise.as_ref(), ticket);
        }
        let on = switch.on.value(ticket)?;
        if let Val::Nothing(Some(_)) = &on {
            return Err(self.stop(Clash::Lacking, &[&on]));
        }
        arms(&switch.arms, &on.into_value(), switch.otherwise.as_ref(), ticket)
    }

    /// The reason why an operator has no answer, as a reason why this expression has none.
    #[cold]
    fn stop<'a>(&self, clash: Clash, operands: &[&Val<'a>]) -> Stop<'a> {
        match clash {
            Clash::Lacking => self.unfit(operands, || "nothing is compared".into()),
            Clash::Wrong(message) => Stop::Failed { message, at: self.at },
        }
    }

    /// Undecided if an operand is a field that the ticket lacks; else a failure.
    fn unfit<'a>(&self, operands: &[&Val<'a>], message: impl FnOnce() -> String) -> Stop<'a> {
        let lacking = operands.iter().filter_map(|operand| match operand {
            Val::Nothing(Some(read)) => Some(*read),
            _ => None,
        });
        match Lacking::of(lacking) {
            Some(fields) => Stop::Undecided { fields, at: self.at },
            None => Stop::Failed { message: message(), at: self.at },
        }
    }
}

/// Whether a comparison of two values holds that are of one kind, as they mostly are; none if it takes a closer look.
#[inline(always)]
fn at_once(comparison: Comparison, a: &Value, b: &Value) -> Option<bool> {
    let same = match (a, b) {
        (Value::Int(a), Value::Int(b)) => return Some(comparison.holds(a.cmp(b))),
        (Value::Text(a), Value::Text(b)) => a == b,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        _ => return None,
    };
    match comparison {
        Comparison::Equal => Some(same),
        Comparison::Unequal => Some(!same),
        _ => None,
    }
}

/// Whether a text is among texts; none if something else is met before it.
fn among_texts(items: &[Value], text: &str) -> Option<bool> {
    for item in items {
        let Value::Text(item) = item else { return None };
        if item == text {
            return Some(true);
        }
    }
    Some(false)
}

/// Whether every part is `wanted`; of an `||`, whether every part is false.
///
/// One part that is not settles it, also where another is undecided. A part that fails counts only if it is reached:
/// scripts do not look behind the part that settled it.
fn all<'a>(parts: &'a [Expr], ticket: &'a Ticket, wanted: bool) -> Outcome<'a, bool> {
    let mut open: Option<Stop<'_>> = None;
    for part in parts {
        match part.holds(ticket) {
            Ok(holds) if holds == wanted => {}
            Ok(_) => return Ok(false),
            Err(stop @ Stop::Failed { .. }) => return Err(open.unwrap_or(stop)),
            Err(stop) => open = Some(Stop::and(open, stop)),
        }
    }
    open.map_or(Ok(true), Err)
}

/// The first value that is there.
fn otherwise<'a>(parts: &'a [Expr], ticket: &'a Ticket) -> Outcome<'a, Val<'a>> {
    let mut last = Val::Nothing(None);
    for part in parts {
        last = part.value(ticket)?;
        if !matches!(last, Val::Nothing(_)) {
            break;
        }
    }
    Ok(last)
}

/// What follows from a condition. Where it is undecided but both ways lead to the same, that is the value.
fn choose<'a>(
    condition: &'a Expr,
    follow: impl Fn(bool) -> Outcome<'a, Val<'a>>,
    ticket: &'a Ticket,
) -> Outcome<'a, Val<'a>> {
    match condition.holds(ticket) {
        Ok(holds) => follow(holds),
        Err(stop @ Stop::Failed { .. }) => Err(stop),
        Err(open) => match (follow(true), follow(false)) {
            (Ok(a), Ok(b)) if alike(&a, &b) => Ok(a),
            (a, b) => {
                let branches = [a, b].into_iter().filter_map(Result::err);
                Err(branches.fold(open, |open, stop| Stop::and(Some(open), stop)))
            }
        },
    }
}

/// Whether two values are the same, nothing included.
fn alike(a: &Val<'_>, b: &Val<'_>) -> bool {
    match (a, b) {
        (Val::Nothing(a), Val::Nothing(b)) => a == b,
        (Val::List(a), Val::List(b)) => a == b,
        (Val::Bool(a), Val::Bool(b)) => a == b,
        (Val::Int(a), Val::Int(b)) => a == b,
        (Val::Text(a), Val::Text(b)) => a == b,
        _ => false,
    }
}

/// What the first arm that fits comes to; what the last resort does, where none fits.
fn arms<'a>(all: &'a [Arm], on: &Value, last: Option<&'a Expr>, ticket: &'a Ticket) -> Outcome<'a, Val<'a>> {
    let mut rest = all.iter();
    let Some(arm) = rest.find(|arm| arm.values.contains(on)) else {
        return last.map_or(Ok(Val::Nothing(None)), |expr| expr.value(ticket));
    };
    let rest = rest.as_slice();
    let follow = |holds| if holds { arm.then.value(ticket) } else { arms(rest, on, last, ticket) };
    match &arm.condition {
        None => follow(true),
        Some(condition) => choose(condition, follow, ticket),
    }
}

/// The body's value, unless something that a script computes before it fails.
fn given<'a>(needs: &'a [Expr], body: &'a Expr, ticket: &'a Ticket) -> Outcome<'a, Val<'a>> {
    for need in needs {
        if let Err(stop @ Stop::Failed { .. }) = need.value(ticket) {
            return Err(stop);
        }
    }
    body.value(ticket)
}

impl<'a> Val<'a> {
    /// The value as the answer of a whole tree: a field that the ticket lacks is no answer.
    pub(crate) fn settled(self, tree: &Expr) -> Outcome<'a, Value> {
        match self {
            Val::Nothing(Some(read)) => Err(Stop::Undecided { fields: Lacking::one(read), at: tree.at }),
            value => Ok(value.into_value()),
        }
    }
}

impl Ticket {
    /// The value of a field that an expression reads, if the ticket has it.
    #[inline]
    pub(crate) fn read(&self, read: &Read) -> Option<&Value> {
        let value = match read.slot {
            Some(slot) => self.at(slot),
            None => self.host_field(&read.name),
        };
        value.filter(|value| !matches!(value, Value::Null))
    }

    #[inline(never)]
    fn host_field(&self, name: &str) -> Option<&Value> {
        self.fields.get(name.strip_prefix("fields.").unwrap_or(name))
    }
}
