//! Reading policy files: the only part that knows the script engine.
//!
//! Files are parsed, run once in the sandbox, and what they declare is collected; their closures are lowered to native
//! trees. A build without scripting puts policies together from bundles instead.

mod again;
mod answerable;
pub(crate) mod check;
pub(crate) mod collect;
pub(crate) mod interpreter;
pub(crate) mod lower;
pub(crate) mod operators;
pub(crate) mod sandbox;
pub(crate) mod source;
mod syntax;
mod values;

use crate::calendar::Zones;
use crate::error::{Place, PolicyError, Problem};
use crate::policy::script::{Body, Scripts};
use crate::policy::words::Words;
use crate::policy::{Policy, known, link};
use collect::Collected;
use interpreter::{Interpreter, Script};
use lower::Lowering;
use sha2::{Digest, Sha256};
use source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Policy {
    /// Compiles a policy from its files, by name. Files are read in name order; other files than `.rhai` are ignored.
    ///
    /// # Errors
    /// Every problem of the policy, each with file, line, column and a way out.
    pub fn compile(files: &BTreeMap<String, String>) -> Result<Self, PolicyError> {
        let files = policy_files(files);
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        if let Some(problem) = unreadable(files.len(), bytes) {
            return Err(PolicyError::new(vec![problem]));
        }
        let (sources, problems) = parse(&files);
        if !problems.is_empty() {
            return Err(PolicyError::new(problems));
        }
        let Collected { declarations, closures, problems, shares } = collect::collect(&sources);
        let policy = Self::assemble(declarations, Zones::default(), hash(&files), problems, None, |words| {
            let problems = check_names(words, &sources);
            checked(scripts(sources, closures, words), words, problems)
        })?;
        Ok(Self { shares, ..policy })
    }
}

/// The files that are a policy's, in name order.
fn policy_files(files: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    let rhai = files.iter().filter(|(name, _)| name.ends_with(".rhai"));
    rhai.map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// What is behind the closures: trees where they can be lowered.
fn scripts(files: Vec<Arc<SourceFile>>, closures: Vec<Script>, words: &Words) -> Scripts {
    let lowering = Lowering::new(&files, &words.schema);
    let bodies = closures.into_iter().map(|script| body(&lowering, script)).collect();
    let names = files.iter().map(|file| file.name.clone()).collect();
    Scripts::new(bodies, names).with_interpreter(Interpreter::new(files))
}

fn body(lowering: &Lowering<'_>, script: Script) -> Arc<Body> {
    Arc::new(match lowering.lower(&script) {
        Ok(tree) => Body::Tree(tree),
        Err(why) => Body::Script(script, why),
    })
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
fn parse(files: &[(&str, &str)]) -> (Vec<Arc<SourceFile>>, Vec<Problem>) {
    let engine = sandbox::reading_engine();
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
        problems.extend(files.iter().flat_map(|file| check::unknown_functions(file)));
        problems.extend(source::twice_defined(&files));
    }
    (files, problems)
}

fn syntax_problem(file: &Arc<str>, error: &rhai::ParseError) -> Problem {
    let at = syntax::place(file, error.position()).unwrap_or_else(|| Place::file(file));
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

/// Names that do not exist, in declarations and in closures.
fn check_names(words: &Words, files: &[Arc<SourceFile>]) -> Vec<Problem> {
    let mut problems = link::link(words);
    let fields = ["category", "layer", "team", "priority", "impact", "urgency"];
    let values =
        fields.into_iter().filter_map(|field| Some((field, known::closed_values(words, &words.schema, field)?)));
    let vocabulary = check::Vocabulary { schema: &words.schema, values: values.collect() };
    problems.extend(files.iter().flat_map(|file| vocabulary.check(file)));
    problems
}

/// Closures with what is wrong with names, and with what they ask.
fn checked(scripts: Scripts, words: &Words, mut problems: Vec<Problem>) -> (Scripts, Vec<Problem>) {
    problems.extend(answerable::unanswerable(words, &scripts));
    (scripts, problems)
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
