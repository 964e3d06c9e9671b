//! `Closure`: a question a policy asks about a ticket, and [`Scripts`], which answers it.
//!
//! A closure is a native tree where it could be lowered, and a script where not. No stage knows which.

use crate::error::Place;
use crate::expression::{Expr, Read, Spot, Stop};
use crate::policy::interpreter::{Interpreter, Script};
use crate::policy::lower::{Lowering, Unlowered};
use crate::policy::source::SourceFile;
use crate::ticket::{Schema, Ticket};
use crate::value::Value;
use std::sync::Arc;

/// A closure over a ticket, with the place where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Closure {
    /// Its number among all closures of the policy.
    pub(crate) number: usize,
    pub(crate) at: Place,
}

/// Why a question has no answer.
#[derive(Clone, Debug)]
pub(crate) enum Unanswered {
    /// The ticket lacks these fields.
    Undecided { fields: Vec<String>, at: Place },
    /// The closure failed.
    Failed { message: String, at: Place },
}

/// What is behind a closure.
#[derive(Debug)]
enum Body {
    Tree(Expr),
    Script(Script, Unlowered),
}

/// Answers closures.
#[derive(Debug)]
pub(crate) struct Scripts {
    interpreter: Interpreter,
    bodies: Vec<Body>,
    /// The files' names, by their numbers.
    files: Vec<Arc<str>>,
}

impl Scripts {
    pub(crate) fn new(files: Vec<SourceFile>, closures: Vec<Script>, schema: &Schema) -> Self {
        let lowering = Lowering::new(&files, schema);
        let body = |script: Script| match lowering.lower(&script) {
            Ok(tree) => Body::Tree(tree),
            Err(why) => Body::Script(script, why),
        };
        let bodies = closures.into_iter().map(body).collect();
        let names = files.iter().map(|file| file.name.clone()).collect();
        Self { interpreter: Interpreter::new(files), bodies, files: names }
    }

    /// The closure's answer for this ticket.
    pub(crate) fn ask(&self, closure: &Closure, ticket: &Arc<Ticket>) -> Result<Value, Unanswered> {
        match self.bodies.get(closure.number) {
            Some(Body::Tree(tree)) => self.value(tree, closure, ticket),
            Some(Body::Script(script, _)) => self.interpreter.ask(script, &closure.at, ticket),
            None => Err(Unanswered::Failed { message: "its body is gone".into(), at: closure.at.clone() }),
        }
    }

    /// Whether the closure holds for this ticket.
    pub(crate) fn holds(&self, closure: &Closure, ticket: &Arc<Ticket>) -> Result<bool, Unanswered> {
        if let Some(tree) = self.tree(closure) {
            return tree.holds(ticket).map_err(|stop| self.unanswered(stop, closure));
        }
        match self.ask(closure, ticket)? {
            Value::Bool(holds) => Ok(holds),
            other => Err(Unanswered::Failed {
                message: format!("the closure must answer true or false, not {}", other.kind()),
                at: closure.at.clone(),
            }),
        }
    }

    /// The closure as a tree, if it was lowered.
    pub(crate) fn tree(&self, closure: &Closure) -> Option<&Expr> {
        match self.bodies.get(closure.number)? {
            Body::Tree(tree) => Some(tree),
            Body::Script(..) => None,
        }
    }

    /// Why the closure is no tree, and where.
    pub(crate) fn why_not_lowered(&self, closure: &Closure) -> Option<(&str, Place)> {
        match self.bodies.get(closure.number)? {
            Body::Tree(_) => None,
            Body::Script(_, why) => Some((&why.reason, self.place(why.at, closure))),
        }
    }

    fn value(&self, tree: &Expr, closure: &Closure, ticket: &Ticket) -> Result<Value, Unanswered> {
        let value = tree.value(ticket).and_then(|value| value.settled(tree));
        value.map_err(|stop| self.unanswered(stop, closure))
    }

    fn unanswered(&self, stop: Stop, closure: &Closure) -> Unanswered {
        match stop {
            Stop::Undecided { fields, at } => {
                let names = |read: Read| read.name.to_string();
                Unanswered::Undecided { fields: fields.into_iter().map(names).collect(), at: self.place(at, closure) }
            }
            Stop::Failed { message, at } => Unanswered::Failed { message, at: self.place(at, closure) },
        }
    }

    /// A spot in the words of a problem; that of the closure where it is not known.
    pub(crate) fn place(&self, spot: Spot, closure: &Closure) -> Place {
        match self.files.get(usize::from(spot.file)) {
            Some(file) if spot.line > 0 => Place::line(file, spot.line, spot.column),
            _ => closure.at.clone(),
        }
    }
}
