//! `Closure`: a question a policy asks about a ticket, and [`Scripts`], which answers it.
//!
//! Everything behind [`Scripts::ask`] may change (an interpreter today) without any stage knowing.

use crate::error::Place;
use crate::policy::operators::{self, LACKING};
use crate::policy::sandbox;
use crate::policy::source::SourceFile;
use crate::text::fold;
use crate::ticket::Ticket;
use crate::value::Value;
use rhai::{Array, Dynamic, Engine, EvalAltResult, FnPtr, ImmutableString, Map};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A closure over a ticket, with the place where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Closure {
    pub(crate) function: FnPtr,
    /// Which of the policy's files it was read from.
    pub(crate) file: usize,
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

/// Answers closures. Holds the compiled files of a policy.
#[derive(Debug)]
pub(crate) struct Scripts {
    engine: Engine,
    files: Vec<SourceFile>,
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

impl Scripts {
    pub(crate) fn new(files: Vec<SourceFile>) -> Self {
        let mut engine = sandbox::engine();
        register_ticket(&mut engine);
        Self { engine, files }
    }

    /// The closure's answer for this ticket.
    pub(crate) fn ask(&self, closure: &Closure, ticket: &Arc<Ticket>) -> Result<Value, Unanswered> {
        let Some(file) = self.files.get(closure.file) else {
            return Err(Unanswered::Failed { message: "its file is gone".into(), at: closure.at.clone() });
        };
        let asked = Asked { ticket: ticket.clone(), lacking: Arc::default() };
        let lacking = asked.lacking.clone();
        let answer: Result<Dynamic, _> = closure.function.call(&self.engine, &file.whole, (asked,));
        let fields = std::mem::take(&mut *lacking.lock().unwrap_or_else(PoisonError::into_inner));
        match answer {
            Ok(value) if value.is_unit() && !fields.is_empty() => {
                Err(Unanswered::Undecided { fields: last_of(fields), at: closure.at.clone() })
            }
            Ok(value) => from_script(&value, 0).ok_or_else(|| Unanswered::Failed {
                message: format!("the closure answers with {}", operators::kind(&value)),
                at: closure.at.clone(),
            }),
            Err(error) => Err(explain(&error, fields, file, &closure.at)),
        }
    }

    /// Whether the closure holds for this ticket.
    pub(crate) fn holds(&self, closure: &Closure, ticket: &Arc<Ticket>) -> Result<bool, Unanswered> {
        match self.ask(closure, ticket)? {
            Value::Bool(holds) => Ok(holds),
            other => Err(Unanswered::Failed {
                message: format!("the closure must answer true or false, not {}", other.kind()),
                at: closure.at.clone(),
            }),
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

fn register_ticket(engine: &mut Engine) {
    engine.register_type_with_name::<Asked>("ticket");
    engine.register_indexer_get(|asked: &mut Asked, name: ImmutableString| asked.read(&name));
    engine.register_type_with_name::<HostFields>("fields");
    engine.register_indexer_get(|fields: &mut HostFields, name: ImmutableString| fields.read(&name));
    engine.register_fn("mentions", |asked: Asked, phrase: &str| {
        let phrase = fold(phrase);
        !phrase.is_empty() && asked.ticket.text.contains(&phrase)
    });
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

/// A value as scripts hold it.
pub(crate) fn to_script(value: &Value) -> Dynamic {
    match value {
        Value::Null => Dynamic::UNIT,
        Value::Bool(b) => Dynamic::from(*b),
        Value::Int(n) => Dynamic::from(*n),
        Value::Float(x) => Dynamic::from(*x),
        Value::Text(text) => Dynamic::from(text.clone()),
        Value::List(items) => Dynamic::from(items.iter().map(to_script).collect::<Array>()),
        Value::Map(map) => {
            let mut entries = Map::new();
            entries.extend(map.iter().map(|(key, value)| (key.as_str().into(), to_script(value))));
            Dynamic::from(entries)
        }
    }
}

/// A script's value as data; none if it holds a closure, the ticket, or nests too deep.
pub(crate) fn from_script(value: &Dynamic, depth: usize) -> Option<Value> {
    if depth > crate::value::MAX_DEPTH {
        return None;
    }
    let value = value.flatten_clone();
    if value.is_unit() {
        return Some(Value::Null);
    }
    if let Ok(b) = value.as_bool() {
        return Some(Value::Bool(b));
    }
    if let Ok(n) = value.as_int() {
        return Some(Value::Int(n));
    }
    if let Ok(x) = value.as_float() {
        return Some(Value::Float(x));
    }
    if let Ok(c) = value.as_char() {
        return Some(Value::Text(c.to_string()));
    }
    if let Ok(text) = value.as_immutable_string_ref() {
        return Some(Value::Text(text.to_string()));
    }
    if let Some(items) = value.read_lock::<Array>() {
        return items.iter().map(|item| from_script(item, depth + 1)).collect::<Option<_>>().map(Value::List);
    }
    let map = value.read_lock::<Map>()?;
    let mut entries = BTreeMap::new();
    for (key, value) in map.iter() {
        entries.insert(key.to_string(), from_script(value, depth + 1)?);
    }
    Some(Value::Map(entries))
}
