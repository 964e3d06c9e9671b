//! Checks that need no ticket: does every name in a closure exist, and can every text it compares with occur?

use crate::error::{Place, Problem, did_you_mean};
use crate::policy::scripting::operators::FUNCTIONS;
use crate::policy::scripting::source::{Function, SourceFile, is_anonymous};
use crate::policy::scripting::syntax::{call_of, place};
use crate::policy::words::WORDS;
use crate::ticket::Schema;
use rhai::{ASTNode, Expr, FnCallExpr, Position, Stmt};
use std::sync::Arc;

/// Names that Rhai's own syntax uses.
const BUILT_IN: [&str; 2] = ["curry", "call"];

/// Parameters of named functions that are the ticket.
const TICKET_NAMES: [&str; 2] = ["t", "ticket"];

/// Calls of functions that do not exist.
pub(crate) fn unknown_functions(source: &SourceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let file = &source.name;
    source.own.walk(&mut |path| {
        if let Some((call, position)) = path.last().and_then(call_of)
            && !call.is_operator_call()
            && !is_known(&call.name, source)
        {
            let words = WORDS.iter().map(|word| word.name).chain(FUNCTIONS.iter().map(|(name, _)| *name));
            let help = did_you_mean(&call.name, words.chain(source.function_names()), || {
                format!("policy words: {}", WORDS.map(|word| word.name).join(", "))
            });
            let at = place(file, position).unwrap_or_else(|| Place::file(file));
            problems.push(Problem::new("unknown-name", at, format!("unknown function `{}`", call.name)).help(help));
        }
        true
    });
    problems
}

fn is_known(name: &str, source: &SourceFile) -> bool {
    BUILT_IN.contains(&name)
        || FUNCTIONS.iter().any(|(known, _)| *known == name)
        || WORDS.iter().any(|word| word.name == name)
        || source.knows(name)
}

/// What closures may compare fields with.
pub(crate) struct Vocabulary<'a> {
    pub(crate) schema: &'a Schema,
    /// Fields whose texts are known, beyond those that the schema closes.
    pub(crate) values: Vec<(&'static str, Vec<&'a str>)>,
}

impl Vocabulary<'_> {
    /// Unknown fields, texts that a field never has, and questions that would be silently false.
    pub(crate) fn check(&self, file: &SourceFile) -> Vec<Problem> {
        let mut problems = Vec::new();
        for function in &file.functions {
            let tickets = ticket_parameters(function);
            let mut check = |path: &[ASTNode<'_>]| {
                if let Some(node) = path.last() {
                    self.check_node(node, &tickets, &file.name, &mut problems);
                }
                true
            };
            for statement in &function.body {
                statement.walk(&mut Vec::new(), &mut check);
            }
        }
        problems
    }

    fn known_values(&self, field: &str) -> Option<Vec<&str>> {
        self.values.iter().find(|(name, _)| *name == field).map(|(_, values)| values.clone())
    }

    fn check_node(&self, node: &ASTNode, tickets: &[&str], file: &Arc<str>, problems: &mut Vec<Problem>) {
        let mut note = |position: Position, code, message: String, help: String| {
            let at = place(file, position).unwrap_or_else(|| Place::file(file));
            problems.push(Problem::new(code, at, message).help(help));
        };
        match node {
            ASTNode::Expr(expr) => {
                if let Some((field, position)) = field_read(expr, tickets)
                    && field != "fields"
                    && self.schema.get(field).is_none()
                {
                    let help = did_you_mean(field, self.schema.names(), || {
                        format!(
                            "declare it with field(\"{field}\", ...), or read a host's own field as t.fields.{field}"
                        )
                    });
                    note(position, "unknown-field", format!("unknown field `{field}`"), help);
                }
                if let Expr::FnCall(call, _) = expr {
                    self.check_comparison(call, tickets, &mut note);
                }
            }
            ASTNode::Stmt(Stmt::Switch(switch, position)) => {
                if let Some((field, _)) = field_read(&switch.0, tickets) {
                    let message = format!("`switch t.{field}` goes to `_` in silence where the ticket lacks the field");
                    note(*position, "silent-switch", message, format!("write `switch t.{field} ?? \"unknown\"`"));
                }
            }
            ASTNode::Stmt(Stmt::Assignment(assignment)) => {
                if let Some((field, position)) = field_read(&assignment.1.lhs, tickets) {
                    let message = format!("`{field}` is assigned to, and a ticket cannot be changed");
                    note(position, "assigned-field", message, format!("compare with `==`: `t.{field} == ...`"));
                }
            }
            _ => {}
        }
    }

    fn check_comparison(
        &self,
        call: &FnCallExpr,
        tickets: &[&str],
        note: &mut impl FnMut(Position, &'static str, String, String),
    ) {
        let [left, right] = call.args.as_slice() else { return };
        let (field, others): (&str, Vec<&Expr>) = match (call.name.as_str(), left, right) {
            ("==" | "!=", field, text) | ("==" | "!=", text, field) if field_read(field, tickets).is_some() => {
                (field_read(field, tickets).map_or("", |(name, _)| name), vec![text])
            }
            ("contains", Expr::Array(items, _), field) => {
                (field_read(field, tickets).map_or("", |(name, _)| name), items.iter().collect())
            }
            _ => return,
        };
        let Some(field) = self.schema.get(field) else { return };
        let closed = field.values.as_ref().map(|values| values.iter().map(String::as_str).collect());
        let Some(allowed) = closed.or_else(|| self.known_values(&field.name)) else { return };
        for other in others {
            if let Expr::StringConstant(text, position) = other
                && !allowed.contains(&text.as_str())
            {
                let help = did_you_mean(text, allowed.iter().copied(), || format!("known: {}", allowed.join(", ")));
                note(*position, "unknown-name", format!("`{}` is never `{text}`", field.name), help);
            }
        }
    }
}

/// The field of the ticket that an expression reads, if it is a plain `t.name` or `t["name"]`, or starts with one.
fn field_read<'a>(expr: &'a Expr, tickets: &[&str]) -> Option<(&'a str, Position)> {
    let (Expr::Dot(chain, ..) | Expr::Index(chain, ..)) = expr else { return None };
    let Expr::Variable(variable, ..) = &chain.lhs else { return None };
    if !tickets.contains(&variable.1.as_str()) {
        return None;
    }
    let mut first = &chain.rhs;
    while let Expr::Dot(rest, ..) | Expr::Index(rest, ..) = first {
        first = &rest.lhs;
    }
    match first {
        Expr::Property(property, position) => Some((property.2.as_str(), *position)),
        Expr::StringConstant(name, position) => Some((name.as_str(), *position)),
        _ => None,
    }
}

/// A closure's last parameter is the ticket; of a named function, those called `t` or `ticket`.
fn ticket_parameters(function: &Function) -> Vec<&str> {
    let mut names = function.params.iter().map(String::as_str);
    if is_anonymous(&function.name) {
        names.next_back().into_iter().collect()
    } else {
        names.filter(|name| TICKET_NAMES.contains(name)).collect()
    }
}
