//! `Policy`: a folder of Rhai files, compiled once, all its problems told at once.
//!
//! In: file names and texts. Out: declarations that refer only to what exists, and closures ready to be asked.

mod check;
mod datum;
mod declaration;
mod interpreter;
pub(crate) mod link;
mod lower;
pub(crate) mod names;
mod operators;
mod places;
pub(crate) mod print;
pub(crate) mod reader;
mod sandbox;
mod source;
pub(crate) mod script;
pub(crate) mod words;

use crate::calendar::Calendar;
use crate::error::{Place, PolicyError, Problem};
use crate::text::Lexicon;
use names::Names;
use print::Prints;
use script::Scripts;
use serde::Serialize;
use sha2::{Digest, Sha256};
use source::SourceFile;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use words::{Matrix, WORDS, Words};

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
    pub(crate) identity: Identity,
    pub(crate) words: Words,
    pub(crate) names: Names,
    pub(crate) matrix: Matrix,
    pub(crate) lexicon: Option<Lexicon>,
    pub(crate) scripts: Scripts,
    pub(crate) always: Arc<Calendar>,
    pub(crate) prints: Prints,
}

impl Policy {
    /// Compiles a policy from its files, by name. Files are read in name order; other files than `.rhai` are ignored.
    ///
    /// # Errors
    /// Every problem of the policy, each with file, line, column and a way out.
    pub fn compile(files: &BTreeMap<String, String>) -> Result<Self, PolicyError> {
        let rhai = files.iter().filter(|(name, _)| name.ends_with(".rhai"));
        let files: Vec<(&str, &str)> = rhai.map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        if let Some(problem) = unreadable(files.len(), bytes) {
            return Err(PolicyError::new(vec![problem]));
        }
        let (sources, problems) = parse(&files);
        if !problems.is_empty() {
            return Err(PolicyError::new(problems));
        }
        let declared = declaration::collect(sandbox::compiling_engine(), &WORDS.map(|word| word.name), &sources);
        let problems = RefCell::new(declared.problems);
        let mut words = Words::read(&declared.declarations, &problems);
        let mut problems = problems.into_inner();
        // A file that failed half-way leaves names undeclared: only a whole policy can be blamed for unknown names.
        if !problems.iter().any(|problem| problem.code == "script-error") {
            problems.extend(link::link(&words));
            problems.extend(check_closures(&words, &sources));
        }
        let lexicon = std::mem::take(&mut words.lexicon).build();
        match words.matrix.take() {
            Some(matrix) if problems.is_empty() => {
                let identity =
                    Identity { name: words.name.clone(), version: words.version.clone(), hash: hash(&files) };
                let scripts = Scripts::new(sources, declared.closures, &words.schema);
                Ok(Self {
                    prints: Prints::of(&declared.declarations, &scripts, &identity.hash),
                    identity,
                    scripts,
                    names: Names::new(&words),
                    words,
                    matrix,
                    lexicon,
                    always: Arc::new(Calendar::always()),
                })
            }
            _ => Err(PolicyError::new(problems)),
        }
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
            _ => link::closed_values(&self.words, &self.words.schema, field),
        }
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

fn unreadable(count: usize, bytes: usize) -> Option<Problem> {
    let problem = |message: String, help| Some(Problem::new("unreadable-policy", Place::default(), message).help(help));
    if count == 0 {
        return problem("the policy has no `.rhai` file".into(), "point to the folder that holds them");
    }
    if bytes > sandbox::POLICY_BYTES {
        let message = format!("the policy has {bytes} bytes; at most {} are read", sandbox::POLICY_BYTES);
        return problem(message, "data belongs elsewhere");
    }
    None
}

/// Every file, or what keeps them from being read.
fn parse(files: &[(&str, &str)]) -> (Vec<SourceFile>, Vec<Problem>) {
    let engine = sandbox::compiling_engine();
    let (mut asts, mut problems) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let name: Arc<str> = (*name).into();
        match engine.compile(*text) {
            Ok(ast) => asts.push((name, *text, ast)),
            Err(error) => problems.push(syntax_problem(&name, &error)),
        }
    }
    let files = SourceFile::together(asts, &engine);
    // A file that cannot be read hides the functions it defines: only whole policies are blamed for unknown ones.
    if problems.is_empty() {
        problems.extend(files.iter().flat_map(check::unknown_functions));
        problems.extend(source::twice_defined(&files));
    }
    (files, problems)
}

fn syntax_problem(file: &Arc<str>, error: &rhai::ParseError) -> Problem {
    let at = places::place(file, error.position()).unwrap_or_else(|| Place::file(file));
    let text = error.err_type().to_string();
    let help = match &text {
        t if t.contains("reserved keyword") || t.contains("reserved symbol") => {
            "as a field write t[\"name\"], as a key of a map `\"name\": ...`; `import` and `eval` do not exist: the files of \
             a policy share their functions"
        }
        t if t.contains("doc-comment") || t.contains("Doc-comment") => {
            "use `//` or `//!`: `///` needs a function below it"
        }
        _ => "",
    };
    let mut chars = text.chars();
    let lower = chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or(text.clone());
    Problem::new("syntax-error", at, lower).help(help)
}

fn check_closures(words: &Words, files: &[SourceFile]) -> Vec<Problem> {
    let fields = ["category", "layer", "team", "priority", "impact", "urgency"];
    let values =
        fields.into_iter().filter_map(|field| Some((field, link::closed_values(words, &words.schema, field)?)));
    let vocabulary = check::Vocabulary { schema: &words.schema, values: values.collect() };
    let engine = sandbox::compiling_engine();
    files.iter().flat_map(|file| vocabulary.check(file, &engine)).collect()
}

fn hash(files: &[(&str, &str)]) -> String {
    let mut hasher = Sha256::new();
    for (name, text) in files {
        for part in [name.as_bytes(), text.as_bytes()] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
