//! Running the files of a policy: what they declare is written down, and not yet understood.

use crate::error::{Place, Problem};
use crate::policy::declaration::Declaration;
use crate::policy::places::Places;
use crate::policy::scripting::interpreter::{Script, datum, message_of};
use crate::policy::scripting::source::SourceFile;
use crate::policy::scripting::syntax::{self, place};
use rhai::{Dynamic, Engine, NativeCallContext, Position};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What the files of a policy declare.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) declarations: Vec<Declaration>,
    /// The closures in them, by their numbers.
    pub(crate) closures: Vec<Script>,
    pub(crate) problems: Vec<Problem>,
}

type Calls = Arc<Mutex<Vec<(&'static str, Vec<Dynamic>, Position)>>>;

/// Runs the files, in order, and collects what they declare. A file that fails says so and the next one runs.
pub(crate) fn collect(mut engine: Engine, words: &[&'static str], files: &[SourceFile]) -> Collected {
    let calls = Calls::default();
    for word in words {
        listen(&mut engine, word, &calls);
    }
    let mut collected = Collected::default();
    for (index, file) in files.iter().enumerate() {
        let name = &file.name;
        let outcome = engine.run_ast(&file.whole);
        let known = syntax::calls(&file.own, name);
        let made = std::mem::take(&mut *calls.lock().unwrap_or_else(PoisonError::into_inner));
        for call in made {
            collected.take(call, index, name, &known);
        }
        if let Err(error) = outcome {
            let (cause, at) = file.fault(&error);
            let at = at.unwrap_or_else(|| Place::file(name));
            collected.problems.push(
                Problem::new("script-error", at, message_of(cause))
                    .help("a policy file declares, and ends; see the list of policy words"),
            );
        }
    }
    collected
}

impl Collected {
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
        let places = known.get(&syntax::key(position)).cloned().unwrap_or_default();
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
