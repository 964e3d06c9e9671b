//! `Declaration`: one call of a policy word, as it stood in its file, before it is understood.

use crate::error::{Place, Problem};
use crate::policy::datum::Datum;
use crate::policy::interpreter::{Script, datum, message_of};
use crate::policy::places::{self, Places, place};
use crate::policy::source::SourceFile;
use rhai::{Dynamic, Engine, NativeCallContext, Position};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// One call of a policy word.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    pub(crate) word: &'static str,
    pub(crate) arguments: Vec<Datum>,
    pub(crate) at: Place,
    /// Where its arguments stand.
    pub(crate) places: Places,
}

/// What the files of a policy declare.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    pub(crate) declarations: Vec<Declaration>,
    /// The closures in them, by their numbers.
    pub(crate) closures: Vec<Script>,
    pub(crate) problems: Vec<Problem>,
}

type Calls = Arc<Mutex<Vec<(&'static str, Vec<Dynamic>, Position)>>>;

/// Runs the files, in order, and collects what they declare. A file that fails says so and the next one runs.
pub(crate) fn collect(mut engine: Engine, words: &[&'static str], files: &[SourceFile]) -> Declared {
    let calls = Calls::default();
    for word in words {
        listen(&mut engine, word, &calls);
    }
    let mut declared = Declared::default();
    for (index, file) in files.iter().enumerate() {
        let name = &file.name;
        let outcome = engine.run_ast(&file.whole);
        let known = places::calls(&file.own, name);
        let made = std::mem::take(&mut *calls.lock().unwrap_or_else(PoisonError::into_inner));
        for call in made {
            declared.take(call, index, name, &known);
        }
        if let Err(error) = outcome {
            let (cause, at) = file.fault(&error);
            let at = at.unwrap_or_else(|| Place::file(name));
            declared.problems.push(
                Problem::new("script-error", at, message_of(cause))
                    .help("a policy file declares, and ends; see the list of policy words"),
            );
        }
    }
    declared
}

impl Declared {
    fn take(
        &mut self,
        (word, arguments, position): (&'static str, Vec<Dynamic>, Position),
        file: usize,
        name: &Arc<str>,
        known: &BTreeMap<(usize, usize), Places>,
    ) {
        let closures = &mut self.closures;
        let mut numbered = |function| {
            closures.push(Script { function, file });
            Some(closures.len() - 1)
        };
        let arguments = arguments.iter().map(|argument| datum(argument, &mut numbered)).collect();
        let at = place(name, position).unwrap_or_else(|| Place::file(name));
        let places = known.get(&places::key(position)).cloned().unwrap_or_default();
        self.declarations.push(Declaration { word, arguments, at, places });
    }
}

/// Makes `word` callable with up to three arguments of any kind; what they mean is judged later, all at once.
fn listen(engine: &mut Engine, word: &'static str, calls: &Calls) {
    let note = |calls: &Calls| {
        let calls = calls.clone();
        move |context: &NativeCallContext, arguments: Vec<Dynamic>| {
            let call = (word, arguments, context.call_position());
            calls.lock().unwrap_or_else(PoisonError::into_inner).push(call);
        }
    };
    let (zero, one, two, three) = (note(calls), note(calls), note(calls), note(calls));
    engine.register_fn(word, move |c: NativeCallContext| zero(&c, vec![]));
    engine.register_fn(word, move |c: NativeCallContext, x: Dynamic| one(&c, vec![x]));
    engine.register_fn(word, move |c: NativeCallContext, x: Dynamic, y: Dynamic| two(&c, vec![x, y]));
    engine.register_fn(word, move |c: NativeCallContext, x: Dynamic, y: Dynamic, z: Dynamic| three(&c, vec![x, y, z]));
}
