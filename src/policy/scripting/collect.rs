//! Running the files of a policy: what they declare is written down, and not yet understood.

use crate::error::{Place, Problem};
use crate::policy::declaration::Declaration;
use crate::policy::places::Places;
use crate::policy::scripting::interpreter::{Script, message_of};
use crate::policy::scripting::sandbox;
use crate::policy::scripting::source::SourceFile;
use crate::policy::scripting::syntax::{self, place};
use crate::policy::scripting::values::datum;
use crate::policy::words::WORDS;
use rhai::{Dynamic, Engine, Position};
use std::any::TypeId;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What the files of a policy declare.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) declarations: Vec<Arc<Declaration>>,
    /// The closures in them, by their numbers.
    pub(crate) closures: Vec<Script>,
    pub(crate) problems: Vec<Problem>,
    /// What each file has to do with it.
    pub(crate) shares: Vec<Share>,
}

/// What a file contributes to a policy.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    pub(crate) declarations: Range<usize>,
    pub(crate) closures: Range<usize>,
    /// How many operations it took to declare that.
    pub(crate) operations: u64,
}

/// What one file declares.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    pub(crate) declarations: Vec<Declaration>,
    pub(crate) closures: Vec<Script>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) operations: u64,
}

type Calls = Arc<Mutex<Vec<(&'static str, Vec<Dynamic>, Position)>>>;

/// Runs the files, in order, and collects what they declare. A file that fails says so and the next one runs.
pub(crate) fn collect(files: &[Arc<SourceFile>]) -> Collected {
    let collector = Collector::new(0);
    let mut collected = Collected::default();
    for (index, file) in files.iter().enumerate() {
        let declared = collector.run(file, index, collected.closures.len());
        let (declarations, closures) = (collected.declarations.len(), collected.closures.len());
        collected.declarations.extend(declared.declarations.into_iter().map(Arc::new));
        collected.closures.extend(declared.closures);
        collected.problems.extend(declared.problems);
        collected.shares.push(Share {
            declarations: declarations..collected.declarations.len(),
            closures: closures..collected.closures.len(),
            operations: declared.operations,
        });
    }
    collected
}

/// Runs files and notes which words they call.
pub(crate) struct Collector {
    engine: Engine,
    calls: Calls,
    spent: Arc<AtomicU64>,
}

impl Collector {
    /// `spent` operations of the policy's budget are spent already.
    pub(crate) fn new(spent: u64) -> Self {
        let (calls, spent) = (Calls::default(), Arc::new(AtomicU64::new(spent)));
        let mut engine = sandbox::counting_engine(spent.clone());
        for word in &WORDS {
            listen(&mut engine, word.name, &calls);
        }
        Self { engine, calls, spent }
    }

    /// What a file declares; its number is `index`, and its closures are numbered from `first` on.
    pub(crate) fn run(&self, file: &SourceFile, index: usize, first: usize) -> Declared {
        let before = self.spent.load(Ordering::Relaxed);
        let outcome = self.engine.run_ast(&file.whole);
        let operations = self.spent.load(Ordering::Relaxed) - before;
        let known = syntax::calls(&file.own, &file.name);
        let mut declared = Declared { operations, ..Declared::default() };
        for call in std::mem::take(&mut *self.calls.lock().unwrap_or_else(PoisonError::into_inner)) {
            declared.take(call, index, first, &file.name, &known);
        }
        if let Err(error) = outcome {
            let (cause, at) = file.fault(&error);
            let at = at.unwrap_or_else(|| Place::file(&file.name));
            declared.problems.push(
                Problem::new("script-error", at, message_of(cause))
                    .help("a policy file declares, and ends; see the list of policy words"),
            );
        }
        declared
    }
}

impl Declared {
    fn take(
        &mut self,
        (word, arguments, position): (&'static str, Vec<Dynamic>, Position),
        file: usize,
        first: usize,
        name: &Arc<str>,
        known: &BTreeMap<(usize, usize), Places>,
    ) {
        let closures = &mut self.closures;
        let mut numbered = |function| {
            closures.push(Script { function, file });
            Some(first + closures.len() - 1)
        };
        let arguments = arguments.iter().map(|argument| datum(argument, &mut numbered)).collect();
        let at = place(name, position).unwrap_or_else(|| Place::file(name));
        let places = known.get(&syntax::key(position)).cloned().unwrap_or_default();
        self.declarations.push(Declaration { word, arguments, at, places });
    }
}

/// Makes `word` callable with up to three arguments of any kind; what they mean is judged later, all at once.
fn listen(engine: &mut Engine, word: &'static str, calls: &Calls) {
    for count in 0..=3 {
        let calls = calls.clone();
        engine.register_raw_fn(word, vec![TypeId::of::<Dynamic>(); count], move |context, arguments| {
            let arguments = arguments.iter_mut().map(|argument| argument.take()).collect();
            let call = (word, arguments, context.call_position());
            calls.lock().unwrap_or_else(PoisonError::into_inner).push(call);
            Ok(())
        });
    }
}
