//! `Closure`: a question a policy asks about a ticket, and [`Scripts`], which answers it.
//!
//! A closure is a native tree where it could be lowered, and a script where not. No stage knows which.

use crate::error::Place;
use crate::expression::{Expr, Spot, Stop};
#[cfg(feature = "scripting")]
use crate::policy::scripting::{
    interpreter::{Interpreter, Script},
    lower::Unlowered,
    source::Function,
};
use crate::policy::unanswered::Unanswered;
use crate::ticket::Ticket;
use crate::value::Value;
use std::sync::Arc;

/// A closure over a ticket, with the place where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Closure {
    /// Its number among all closures of the policy.
    pub(crate) number: usize,
    pub(crate) at: Place,
}

/// What is behind a closure.
#[derive(Debug)]
pub(crate) enum Body {
    Tree(Expr),
    #[cfg(feature = "scripting")]
    Script(Script, Unlowered),
}

impl Body {
    fn tree(&self) -> Option<&Expr> {
        match self {
            Self::Tree(tree) => Some(tree),
            #[cfg(feature = "scripting")]
            Self::Script(..) => None,
        }
    }
}

/// Answers closures.
#[derive(Debug, Default)]
pub(crate) struct Scripts {
    bodies: Vec<Arc<Body>>,
    /// The files' names, by their numbers.
    files: Vec<Arc<str>>,
    #[cfg(feature = "scripting")]
    interpreter: Option<Interpreter>,
}

impl Scripts {
    pub(crate) fn new(bodies: Vec<Arc<Body>>, files: Vec<Arc<str>>) -> Self {
        Self {
            bodies,
            files,
            #[cfg(feature = "scripting")]
            interpreter: None,
        }
    }

    /// The same, able to answer what could not be lowered.
    #[cfg(feature = "scripting")]
    pub(crate) fn with_interpreter(mut self, interpreter: Interpreter) -> Self {
        self.interpreter = Some(interpreter);
        self
    }

    /// The closure's answer for this ticket.
    pub(crate) fn ask(&self, closure: &Closure, ticket: &Arc<Ticket>) -> Result<Value, Unanswered> {
        match self.bodies.get(closure.number).map(|body| &**body) {
            Some(Body::Tree(tree)) => self.value(tree, closure, ticket),
            #[cfg(feature = "scripting")]
            Some(Body::Script(script, _)) => match &self.interpreter {
                Some(interpreter) => interpreter.ask(script, &closure.at, ticket),
                None => Err(gone(closure)),
            },
            None => Err(gone(closure)),
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

    /// All closures that are trees.
    pub(crate) fn trees(&self) -> impl Iterator<Item = &Expr> {
        self.bodies.iter().flat_map(|body| body.tree())
    }

    /// The closure as a tree, if it was lowered.
    pub(crate) fn tree(&self, closure: &Closure) -> Option<&Expr> {
        self.bodies.get(closure.number)?.tree()
    }

    /// The named functions that the policy's files share, each with its file; none where the files are not at hand.
    #[cfg(feature = "scripting")]
    pub(crate) fn functions(&self) -> impl Iterator<Item = (&str, &Function)> {
        self.interpreter.iter().flat_map(Interpreter::functions)
    }

    /// What answers the closures that are no trees.
    #[cfg(feature = "scripting")]
    pub(crate) fn interpreter(&self) -> Option<&Interpreter> {
        self.interpreter.as_ref()
    }

    /// What is behind all closures, by their numbers.
    pub(crate) fn bodies(&self) -> &[Arc<Body>] {
        &self.bodies
    }

    /// The files' names, by their numbers.
    pub(crate) fn files(&self) -> &[Arc<str>] {
        &self.files
    }

    /// Why the closure is no tree, and where.
    #[cfg(feature = "scripting")]
    pub(crate) fn why_not_lowered(&self, closure: &Closure) -> Option<(&str, Place)> {
        match &**self.bodies.get(closure.number)? {
            Body::Tree(_) => None,
            Body::Script(_, why) => Some((&why.reason, self.place(why.at, closure))),
        }
    }

    fn value(&self, tree: &Expr, closure: &Closure, ticket: &Ticket) -> Result<Value, Unanswered> {
        let value = tree.value(ticket).and_then(|value| value.settled(tree));
        value.map_err(|stop| self.unanswered(stop, closure))
    }

    fn unanswered(&self, stop: Stop<'_>, closure: &Closure) -> Unanswered {
        match stop {
            Stop::Undecided { fields, at } => {
                let fields = fields.iter().map(|read| read.name.to_string()).collect();
                Unanswered::Undecided { fields, at: self.place(at, closure) }
            }
            Stop::Failed { message, at } => Unanswered::Failed { message, at: self.place(at, closure) },
        }
    }

    /// A spot in the words of a problem; that of the closure where it is not known.
    pub(crate) fn place(&self, spot: Spot, closure: &Closure) -> Place {
        if spot.line > 0 { self.place_of(spot) } else { closure.at.clone() }
    }

    /// A spot in the words of a problem.
    pub(crate) fn place_of(&self, spot: Spot) -> Place {
        self.files.get(usize::from(spot.file)).map_or_else(Place::default, |file| match spot.line {
            0 => Place::file(file),
            line => Place::line(file, line, spot.column),
        })
    }
}

fn gone(closure: &Closure) -> Unanswered {
    Unanswered::Failed { message: "its body is not at hand".into(), at: closure.at.clone() }
}
