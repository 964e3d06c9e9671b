//! Again: a policy compiled while somebody types, when all of its files but one are as they were.
//!
//! What a file declares depends on its own text and on the functions that files share. As long as those stay, and no
//! field is declared otherwise, everything that was made of the other files is taken over.

use super::collect::{Collector, Share};
use super::interpreter::Script;
use super::lower::Lowering;
use super::source::SourceFile;
use super::{body, check, check_names, checked, hash, policy_files, sandbox, unreadable};
use crate::calendar::Zones;
use crate::error::PolicyError;
use crate::gather::gather;
use crate::policy::Policy;
use crate::policy::declaration::Declaration;
use crate::policy::script::{Body, Scripts};
use crate::policy::words::Words;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Policy {
    /// Compiles files of which most are those that this policy was compiled from. It comes to what [`Policy::compile`]
    /// comes to, sooner.
    ///
    /// # Errors
    /// As [`Policy::compile`].
    pub fn recompile(&self, files: &BTreeMap<String, String>) -> Result<Self, PolicyError> {
        let named = policy_files(files);
        let parts = sources(self, &named).and_then(|sources| Parts::of(self, sources));
        let Some(parts) = parts else { return Self::compile(files) };
        let Parts { sources, declarations, closures, shares, same_lexicon } = parts;
        let earlier = same_lexicon.then_some(self);
        let policy = Self::assemble(declarations, Zones::default(), hash(&named), Vec::new(), earlier, |words| {
            let problems = check_names(words, &sources);
            checked(scripts(self, sources, closures, words), words, problems)
        })?;
        Ok(Self { shares, ..policy })
    }
}

/// What is behind a closure, or what is to be lowered.
enum Closing {
    Known(Arc<Body>),
    New(Script),
}

/// What a policy is put together from.
#[derive(Default)]
struct Parts {
    sources: Vec<Arc<SourceFile>>,
    declarations: Vec<Arc<Declaration>>,
    closures: Vec<Closing>,
    shares: Vec<Share>,
    same_lexicon: bool,
}

/// The files, those that are new read; none if they are not those of the policy, or if one of them concerns the others.
fn sources(policy: &Policy, files: &[(&str, &str)]) -> Option<Vec<Arc<SourceFile>>> {
    let known = policy.scripts.interpreter()?.files();
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let same_names =
        known.len() == files.len() && known.iter().zip(files).all(|(file, (name, _))| *file.name == **name);
    if !same_names || policy.shares.len() != files.len() || unreadable(files.len(), bytes).is_some() {
        return None;
    }
    let engine = sandbox::reading_engine();
    let source = |(file, (_, text)): (&Arc<SourceFile>, &(&str, &str))| {
        if *file.text == **text {
            return Some(file.clone());
        }
        let new = file.rewritten(text, engine.compile(*text).ok()?, &engine)?;
        check::unknown_functions(&new).is_empty().then(|| Arc::new(new))
    };
    known.iter().zip(files).map(source).collect()
}

impl Parts {
    /// What the files declare; none if one that is new fails, or says something of fields.
    fn of(policy: &Policy, sources: Vec<Arc<SourceFile>>) -> Option<Self> {
        let known = policy.scripts.interpreter()?.files();
        let stays: Vec<bool> = known.iter().zip(&sources).map(|(old, new)| Arc::ptr_eq(old, new)).collect();
        let kept = policy.shares.iter().zip(&stays).filter(|(_, stays)| **stays);
        let collector = Collector::new(kept.map(|(share, _)| share.operations).sum());
        let mut parts = Self { same_lexicon: true, ..Self::default() };
        for (index, (share, stays)) in policy.shares.iter().zip(stays).enumerate() {
            if stays {
                parts.keep(policy, share)?;
                continue;
            }
            let new = collector.run(sources.get(index)?, index, parts.closures.len());
            let old = policy.declarations.get(share.declarations.clone())?;
            let words = old.iter().map(|one| one.word).chain(new.declarations.iter().map(|one| one.word));
            let words: BTreeSet<&str> = gather(words);
            if !new.problems.is_empty() || words.contains("field") {
                return None;
            }
            parts.same_lexicon &= !words.contains("lexicon");
            let closures = new.closures.into_iter().map(Closing::New).collect();
            parts.add(new.declarations.into_iter().map(Arc::new).collect(), closures, new.operations);
        }
        parts.sources = sources;
        Some(parts)
    }

    /// Takes over what a file declared.
    fn keep(&mut self, policy: &Policy, share: &Share) -> Option<()> {
        let shift = self.closures.len().cast_signed() - share.closures.start.cast_signed();
        let old = policy.declarations.get(share.declarations.clone())?;
        let declarations = old.iter().map(|declaration| match shift {
            0 => declaration.clone(),
            shift => Arc::new(declaration.shifted(shift)),
        });
        let bodies = policy.scripts.bodies().get(share.closures.clone())?;
        let closures = bodies.iter().cloned().map(Closing::Known).collect();
        self.add(declarations.collect(), closures, share.operations);
        Some(())
    }

    fn add(&mut self, declarations: Vec<Arc<Declaration>>, closures: Vec<Closing>, operations: u64) {
        let (first, closure) = (self.declarations.len(), self.closures.len());
        self.declarations.extend(declarations);
        self.closures.extend(closures);
        self.shares.push(Share {
            declarations: first..self.declarations.len(),
            closures: closure..self.closures.len(),
            operations,
        });
    }
}

fn scripts(policy: &Policy, files: Vec<Arc<SourceFile>>, closures: Vec<Closing>, words: &Words) -> Scripts {
    let lowering = Lowering::new(&files, &words.schema);
    let bodies = closures.into_iter().map(|closure| match closure {
        Closing::Known(body) => body,
        Closing::New(script) => body(&lowering, script),
    });
    let scripts = Scripts::new(bodies.collect(), policy.scripts.files().to_vec());
    match policy.scripts.interpreter() {
        Some(interpreter) => scripts.with_interpreter(interpreter.with(files)),
        None => scripts,
    }
}
