//! `Policy`: a folder of Rhai files, compiled once, all its problems told at once.
//!
//! In: file names and texts, or a bundle of what they once declared. Out: declarations that refer only to what exists,
//! and closures ready to be asked.

mod bundle;
mod datum;
mod declaration;
pub(crate) mod dispatch;
pub(crate) mod known;
#[cfg(feature = "scripting")]
mod link;
pub(crate) mod names;
mod places;
#[cfg(feature = "history")]
pub(crate) mod print;
pub(crate) mod questions;
pub(crate) mod reader;
pub(crate) mod script;
#[cfg(feature = "scripting")]
pub(crate) mod scripting;
pub(crate) mod unanswered;
pub(crate) mod words;

use crate::calendar::{Calendar, Zones};
use crate::error::{PolicyError, Problem};
use crate::text::Lexicon;
use declaration::Declaration;
use dispatch::Dispatch;
use names::Names;
use reader::Setting;
use script::{Closure, Scripts};
use serde::Serialize;
use std::cell::RefCell;
use std::sync::Arc;
#[cfg(feature = "history")]
use std::sync::OnceLock;
use words::{Matrix, Rule, Words};

/// Which policy decided: name and version as declared, hash of the files.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Identity {
    /// As declared.
    pub name: String,
    /// As declared.
    pub version: String,
    /// SHA-256 over file names and texts, in hexadecimal.
    pub hash: String,
}

/// A compiled policy. Immutable; may be shared between threads.
#[derive(Debug)]
pub struct Policy {
    pub(crate) identity: Arc<Identity>,
    pub(crate) words: Words,
    pub(crate) names: Names,
    /// Which rules, routes and SLAs can hold at all.
    pub(crate) rules: Dispatch,
    pub(crate) routes: Dispatch,
    pub(crate) slas: Dispatch,
    pub(crate) matrix: Matrix,
    pub(crate) lexicon: Option<Arc<Lexicon>>,
    pub(crate) scripts: Scripts,
    pub(crate) always: Arc<Calendar>,
    #[cfg(feature = "history")]
    prints: OnceLock<print::Prints>,
    /// What it was put together from.
    declarations: Vec<Arc<Declaration>>,
    /// What each of its files has to do with it; nothing where the files are not at hand.
    #[cfg(feature = "scripting")]
    shares: Vec<scripting::collect::Share>,
}

impl Policy {
    /// Puts a policy together from what its files declare. `closures` gives what is behind them, and what is wrong with
    /// them and with names. The lexicon of an `earlier` policy is taken over: whoever names one knows that it is the same.
    fn assemble(
        declarations: Vec<Arc<Declaration>>,
        zones: Zones,
        hash: String,
        problems: Vec<Problem>,
        earlier: Option<&Self>,
        closures: impl FnOnce(&Words) -> (Scripts, Vec<Problem>),
    ) -> Result<Self, PolicyError> {
        let problems = RefCell::new(problems);
        let mut words = Words::read(&declarations, zones, earlier.map(|earlier| &earlier.words), &problems);
        let mut problems = problems.into_inner();
        let (scripts, found) = closures(&words);
        // A file that failed half-way leaves names undeclared: only a whole policy can be blamed for unknown names.
        if !problems.iter().any(|problem| problem.code == "script-error") {
            problems.extend(found);
        }
        let lexicon = match earlier {
            Some(earlier) => earlier.lexicon.clone(),
            None => std::mem::take(&mut words.lexicon).build().map(Arc::new),
        };
        match words.matrix.take() {
            Some(matrix) if problems.is_empty() => Ok(Self {
                #[cfg(feature = "history")]
                prints: OnceLock::new(),
                identity: Arc::new(Identity { name: words.name.clone(), version: words.version.clone(), hash }),
                declarations,
                #[cfg(feature = "scripting")]
                shares: Vec::new(),
                rules: Dispatch::new(&mut words.rules.iter().map(|rule| rule.when.as_ref()), &scripts, &words.schema),
                routes: Dispatch::new(
                    &mut words.routes.iter().map(|route| route.when.as_ref()),
                    &scripts,
                    &words.schema,
                ),
                slas: Dispatch::new(&mut words.slas.iter().map(|sla| sla.when.as_ref()), &scripts, &words.schema),
                scripts,
                names: Names::new(&words),
                words,
                matrix,
                lexicon,
                always: Arc::new(Calendar::always()),
            }),
            _ => Err(PolicyError::new(problems)),
        }
    }

    /// What rules, matrix and routes ask of a ticket.
    pub(crate) fn judging(&self) -> impl Iterator<Item = &Closure> {
        let otherwise = self.matrix.otherwise.iter().filter_map(Setting::asked);
        let of_routes = self.words.routes.iter().filter_map(|route| route.when.as_ref());
        self.words.rules.iter().flat_map(Rule::closures).chain(otherwise).chain(of_routes)
    }

    /// Where it differs from other policies. Only who compares policies asks.
    #[cfg(feature = "history")]
    pub(crate) fn prints(&self) -> &print::Prints {
        self.prints.get_or_init(|| print::Prints::of(&self.declarations, &self.scripts, &self.identity.hash))
    }

    /// Name, version and hash, as every decision carries them.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The only texts that a field of a ticket may have, if the policy knows them all. Categories, priorities and teams
    /// are settled later than at intake.
    pub(crate) fn allowed(&self, field: &str) -> Option<Vec<&str>> {
        match field {
            "impact" => Some(self.matrix.impacts.iter().map(String::as_str).collect()),
            "urgency" => Some(self.matrix.urgencies.iter().map(String::as_str).collect()),
            _ => known::closed_values(&self.words, &self.words.schema, field),
        }
    }

    /// What is odd about the policy and does not keep it from being used: windows that overlap, a holiday in a year
    /// far off. Each with its place and a way out.
    pub fn warnings(&self) -> &[Problem] {
        &self.words.warnings
    }

    /// A calendar by name: a declared one, or `always`.
    pub fn calendar(&self, name: &str) -> Option<Arc<Calendar>> {
        if name == "always" { Some(self.always.clone()) } else { self.words.calendars.get(name).cloned() }
    }

    /// The names of all calendars.
    pub fn calendars(&self) -> Vec<&str> {
        self.words.calendars.keys().map(String::as_str).chain(["always"]).collect()
    }
}
