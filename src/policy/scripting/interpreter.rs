//! The interpreter: answers the closures that are no trees.

use crate::error::Place;
use crate::policy::scripting::operators::{self, LACKING};
use crate::policy::scripting::sandbox;
use crate::policy::scripting::source::{Function, SourceFile, is_anonymous};
use crate::policy::scripting::values::{from_script, to_script};
use crate::policy::unanswered::Unanswered;
use crate::text::fold;
use crate::ticket::Ticket;
use crate::value::Value;
use rhai::{Dynamic, Engine, EvalAltResult, FnPtr, ImmutableString};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A closure as the interpreter runs it.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) function: FnPtr,
    /// Which of the policy's files it was read from.
    pub(crate) file: usize,
}

/// Runs closures. Holds the compiled files of a policy.
#[derive(Debug)]
pub(crate) struct Interpreter {
    /// Made when the first closure is asked that is no tree; of most policies none ever is.
    engine: Arc<LazyLock<Engine>>,
    files: Vec<Arc<SourceFile>>,
}

/// The ticket as closures see it: fields by name, read-only; remembers which fields it did not have.
#[derive(Clone)]
struct Asked {
    ticket: Arc<Ticket>,
    lacking: Arc<Mutex<Vec<String>>>,
}

/// `t.fields`: the host's own fields.
#[derive(Clone)]
struct HostFields(Asked);

impl Interpreter {
    pub(crate) fn new(files: Vec<Arc<SourceFile>>) -> Self {
        Self { engine: Arc::new(LazyLock::new(engine_with_ticket)), files }
    }

    /// The same with other files.
    pub(crate) fn with(&self, files: Vec<Arc<SourceFile>>) -> Self {
        Self { engine: self.engine.clone(), files }
    }

    /// The files.
    pub(crate) fn files(&self) -> &[Arc<SourceFile>] {
        &self.files
    }

    /// The named functions that the files share, each with its file.
    pub(crate) fn functions<'s>(&'s self) -> impl Iterator<Item = (&'s str, &'s Function)> {
        let of_file = |file: &'s Arc<SourceFile>| file.functions.iter().map(move |function| (&*file.name, function));
        self.files.iter().flat_map(of_file).filter(|(_, function)| !is_anonymous(&function.name))
    }

    /// The closure's answer for this ticket.
    pub(crate) fn ask(&self, script: &Script, at: &Place, ticket: &Arc<Ticket>) -> Result<Value, Unanswered> {
        let Some(file) = self.files.get(script.file) else {
            return Err(Unanswered::Failed { message: "its file is gone".into(), at: at.clone() });
        };
        let asked = Asked { ticket: ticket.clone(), lacking: Arc::default() };
        let lacking = asked.lacking.clone();
        let answer: Result<Dynamic, _> = script.function.call(&self.engine, &file.whole, (asked,));
        let fields = std::mem::take(&mut *lacking.lock().unwrap_or_else(PoisonError::into_inner));
        match answer {
            Ok(value) if value.is_unit() && !fields.is_empty() => {
                Err(Unanswered::Undecided { fields: last_of(fields), at: at.clone() })
            }
            Ok(value) => from_script(&value).ok_or_else(|| Unanswered::Failed {
                message: format!("the closure answers with {}", operators::kind(&value)),
                at: at.clone(),
            }),
            Err(error) => Err(explain(&error, fields, file, at)),
        }
    }
}

/// A question stops at the first field it lacks, so the last one read is the one that stopped it.
fn last_of(mut fields: Vec<String>) -> Vec<String> {
    fields.pop().into_iter().collect()
}

fn explain(error: &EvalAltResult, lacking: Vec<String>, file: &SourceFile, closure: &Place) -> Unanswered {
    let (cause, at) = file.fault(error);
    let at = at.unwrap_or_else(|| closure.clone());
    let is_type_error = matches!(
        cause,
        EvalAltResult::ErrorFunctionNotFound(..)
            | EvalAltResult::ErrorMismatchDataType(..)
            | EvalAltResult::ErrorDotExpr(..)
            | EvalAltResult::ErrorIndexingType(..)
    );
    let is_lacking = matches!(cause, EvalAltResult::ErrorRuntime(value, _) if value.to_string() == LACKING);
    if !lacking.is_empty() && (is_lacking || is_type_error) {
        return Unanswered::Undecided { fields: last_of(lacking), at };
    }
    Unanswered::Failed { message: message_of(cause), at }
}

/// A script error in the words of this project.
pub(crate) fn message_of(error: &EvalAltResult) -> String {
    match error {
        EvalAltResult::ErrorTooManyOperations(_) => "it runs too long: is there an endless loop?".into(),
        EvalAltResult::ErrorTerminated(..) => "the policy takes too long to declare: is there an endless loop?".into(),
        EvalAltResult::ErrorStackOverflow(_) => "functions call each other too deep".into(),
        EvalAltResult::ErrorDataTooLarge(what, _) => format!("too large: {}", what.to_lowercase()),
        EvalAltResult::ErrorVariableNotFound(name, _) => format!("unknown name `{name}`"),
        EvalAltResult::ErrorFunctionNotFound(signature, _) => format!("no such function: {signature}"),
        EvalAltResult::ErrorRuntime(value, _) => value.to_string(),
        other => {
            let mut bare = other.to_string();
            if let Some(cut) = bare.rfind(" (line ") {
                bare.truncate(cut);
            }
            bare
        }
    }
}

fn engine_with_ticket() -> Engine {
    let mut engine = sandbox::engine();
    engine.register_type_with_name::<Asked>("ticket");
    engine.register_indexer_get(|asked: &mut Asked, name: ImmutableString| asked.read(&name));
    engine.register_type_with_name::<HostFields>("fields");
    engine.register_indexer_get(|fields: &mut HostFields, name: ImmutableString| fields.read(&name));
    engine.register_fn("mentions", |asked: Asked, phrase: &str| {
        let phrase = fold(phrase);
        !phrase.is_empty() && asked.ticket.text.contains(&phrase)
    });
    engine
}

impl Asked {
    fn read(&self, name: &str) -> Dynamic {
        if name == "fields" {
            return Dynamic::from(HostFields(self.clone()));
        }
        self.found(name, self.ticket.get(name))
    }

    fn found(&self, name: &str, value: Option<&Value>) -> Dynamic {
        match value {
            Some(value) if *value != Value::Null => to_script(value),
            _ => {
                self.lacking.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
                Dynamic::UNIT
            }
        }
    }
}

impl HostFields {
    fn read(&self, name: &str) -> Dynamic {
        self.0.found(&format!("fields.{name}"), self.0.ticket.fields.get(name))
    }
}
