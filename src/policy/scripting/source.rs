//! `SourceFile`: a policy file as the script engine read it, and the functions that files share.

use crate::error::{Place, Problem};
use crate::policy::scripting::syntax::place;
use rhai::{AST, ASTNode, Engine, EvalAltResult, ScriptFuncDef, Stmt};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A policy file.
#[derive(Debug)]
pub(crate) struct SourceFile {
    pub(crate) name: Arc<str>,
    /// The file as it was written.
    pub(crate) text: Arc<str>,
    /// The functions and closures of the file, taken apart.
    pub(crate) functions: Vec<Function>,
    /// What stands in the file.
    pub(crate) own: AST,
    /// The same with the named functions of all files: what runs.
    pub(crate) whole: AST,
    /// The named functions of all files.
    shared: Arc<AST>,
    /// Which file each named function stands in.
    homes: Arc<BTreeMap<String, Arc<str>>>,
}

/// A function or closure of a file.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) params: Vec<String>,
    pub(crate) body: Vec<Stmt>,
}

impl SourceFile {
    /// Puts files together: each keeps its own closures and sees the named functions of all.
    pub(crate) fn together(files: Vec<(Arc<str>, &str, AST)>, engine: &Engine) -> Vec<Arc<Self>> {
        let mut shared = nothing(engine);
        for (_, _, ast) in &files {
            shared = shared.merge_filtered(ast, |_, _, _, name, _| !is_anonymous(name)).clone_functions_only();
        }
        let functions = files.iter().flat_map(|(name, _, ast)| ast.iter_fn_def().map(move |function| (function, name)));
        let named = functions.filter(|(function, _)| !is_anonymous(&function.name));
        let mut homes = BTreeMap::new();
        for (function, name) in named {
            homes.insert(function.name.to_string(), name.clone());
        }
        let (homes, shared) = (Arc::new(homes), Arc::new(shared));
        let file = |(name, text, own): (Arc<str>, &str, AST)| Self {
            name,
            text: text.into(),
            functions: taken_apart(&own, engine),
            whole: shared.merge(&own),
            own,
            shared: shared.clone(),
            homes: homes.clone(),
        };
        files.into_iter().map(file).map(Arc::new).collect()
    }

    /// The file with another text; none if it shares functions with other files, before or after.
    pub(crate) fn rewritten(&self, text: &str, own: AST, engine: &Engine) -> Option<Self> {
        let shares = |ast: &AST| ast.iter_fn_def().any(|function| !is_anonymous(&function.name));
        if shares(&self.own) || shares(&own) {
            return None;
        }
        Some(Self {
            name: self.name.clone(),
            text: text.into(),
            functions: taken_apart(&own, engine),
            whole: self.shared.merge(&own),
            own,
            shared: self.shared.clone(),
            homes: self.homes.clone(),
        })
    }

    /// Whether any file defines a function of this name.
    pub(crate) fn knows(&self, function: &str) -> bool {
        self.homes.contains_key(function)
    }

    /// What went wrong while this file ran, inside the calls that led there, and where: maybe in another file.
    pub(crate) fn fault<'e>(&self, error: &'e EvalAltResult) -> (&'e EvalAltResult, Option<Place>) {
        let (mut cause, mut home) = (error, &self.name);
        while let EvalAltResult::ErrorInFunctionCall(function, _, inner, _) = cause {
            home = self.homes.get(function.as_str()).unwrap_or(home);
            cause = inner;
        }
        (cause, place(home, cause.position()))
    }

    /// The names of all functions that files define.
    pub(crate) fn function_names(&self) -> impl Iterator<Item = &str> {
        self.homes.keys().map(String::as_str)
    }
}

/// The functions of a tree with their statements, which only a walk through a tree with one function tells.
///
/// A tree with one function is picked from all of them; picked from some of them, that is not quadratic.
fn taken_apart(ast: &AST, engine: &Engine) -> Vec<Function> {
    let all: Vec<&ScriptFuncDef> = ast.iter_fn_def().map(|function| &**function).collect();
    let (nothing, functions) = (nothing(engine), ast.clone_functions_only());
    let picked = |from: &AST, some: &[&ScriptFuncDef]| {
        nothing.merge_filtered(from, |_, _, _, name, arity| {
            some.iter().any(|function| name == function.name.as_str() && arity == function.params.len())
        })
    };
    let mut apart = Vec::with_capacity(all.len());
    for some in all.chunks(all.len().isqrt().max(1)) {
        let few = picked(&functions, some);
        apart.extend(some.iter().map(|one| function(one, &picked(&few, &[one]))));
    }
    apart
}

/// A function, of a tree with no other.
fn function(function: &ScriptFuncDef, alone: &AST) -> Function {
    let mut body = Vec::new();
    alone.walk(&mut |path| {
        if let [ASTNode::Stmt(statement)] = path {
            body.push((*statement).clone());
        }
        true
    });
    let params = function.params.iter().map(ToString::to_string).collect();
    Function { name: function.name.to_string(), params, body }
}

/// A tree with one function that does nothing: the script engine ignores a filter when it merges into a tree that has
/// no function at all.
fn nothing(engine: &Engine) -> AST {
    engine.compile("fn nothing() {}").unwrap_or_default()
}

/// Whether a function is a closure.
pub(crate) fn is_anonymous(function: &str) -> bool {
    function.starts_with("anon$")
}

/// Functions that two files define: nobody could say which one a third file calls.
pub(crate) fn twice_defined(files: &[Arc<SourceFile>]) -> Vec<Problem> {
    let mut first: BTreeMap<(String, usize), &Arc<str>> = BTreeMap::new();
    let mut problems = Vec::new();
    for file in files {
        for function in file.own.iter_fn_def().filter(|function| !is_anonymous(&function.name)) {
            let name = (function.name.to_string(), function.params.len());
            if let Some(other) = first.insert(name, &file.name) {
                let message = format!("the function `{}` is defined twice", function.name);
                let help = format!("it also stands in {other}; all files of a policy share their functions");
                problems.push(Problem::new("duplicate-id", Place::file(&file.name), message).help(help));
            }
        }
    }
    problems
}
