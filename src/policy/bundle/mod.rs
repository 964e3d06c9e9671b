//! Bundles: a compiled policy as one piece of plain data, to be put together again where no script engine is.
//!
//! A bundle holds what the files declared, with the closures as code of their trees, the rules of the time zones, and
//! the places that a decision names. It is the policy: same name, version and hash, and so the same decisions. Its seal is a hash over all the
//! rest: whoever wants bundles signed signs the seal.

mod code;
mod data;
mod zones;

use super::declaration::Declaration;
use super::script::{Body, Scripts};
use super::{Policy, words};
use crate::calendar::Zones;
use crate::error::{Place, PolicyError, Problem};
use crate::expression::Expr;
use crate::gather::gather;
use crate::value::Value;
use data::Files;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The format. A bundle of another one is refused by name.
const FORMAT: i64 = 2;

impl Policy {
    /// The policy as a bundle.
    ///
    /// # Errors
    /// The closures that are not lowered, each with its reason: only an interpreter could answer them.
    pub fn bundle(&self) -> Result<Value, PolicyError> {
        let files = Files(self.scripts.files());
        let closures = self.closures()?;
        let names = files.0.iter().map(|name| Value::Text(name.to_string())).collect();
        let declarations = self.declarations.iter().map(|declaration| data::declaration(declaration, files)).collect();
        let mut entries: BTreeMap<String, Value> = gather([
            ("andon".into(), Value::Int(FORMAT)),
            ("name".into(), Value::Text(self.identity.name.clone())),
            ("version".into(), Value::Text(self.identity.version.clone())),
            ("hash".into(), Value::Text(self.identity.hash.clone())),
            ("files".into(), Value::List(names)),
            ("zones".into(), zones::encode(self.zones())),
            ("declarations".into(), Value::List(declarations)),
            ("closures".into(), Value::List(closures.into_iter().map(code::encode).collect())),
        ]);
        entries.insert("seal".into(), Value::Text(seal(&entries)));
        Ok(Value::Map(entries))
    }

    /// The zones of all calendars, each once.
    fn zones(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let names: BTreeSet<&str> = gather(self.words.calendars.values().map(|calendar| calendar.zone()));
        names.into_iter().filter_map(|name| Some((name, self.words.zones.rules(name)?)))
    }

    fn closures(&self) -> Result<Vec<&Expr>, PolicyError> {
        let (mut trees, mut problems) = (Vec::new(), Vec::new());
        for body in self.scripts.bodies() {
            match &**body {
                Body::Tree(tree) => trees.push(tree),
                #[cfg(feature = "scripting")]
                Body::Script(_, why) => {
                    let message = format!("a closure cannot go into a bundle: {}", why.reason);
                    let help = "write it without what only a script can do, or decide with the whole policy";
                    let at = self.scripts.place_of(why.at);
                    problems.push(Problem::new("not-lowered", at, message).help(help));
                }
            }
        }
        if problems.is_empty() { Ok(trees) } else { Err(PolicyError::new(std::mem::take(&mut problems))) }
    }

    /// A policy from a bundle.
    ///
    /// # Errors
    /// If it is no bundle, of another format, or not as it was made.
    pub fn load(bundle: &Value) -> Result<Self, PolicyError> {
        let refused = |problem| PolicyError::new(vec![problem]);
        let parts = Parts::read(bundle).map_err(refused)?;
        Self::assemble(parts.declarations, parts.zones, parts.hash, Vec::new(), None, |words: &words::Words| {
            let wrong = |why| (Scripts::default(), vec![unreadable(why)]);
            if words.matrix.is_none() {
                return wrong("it has no matrix");
            }
            let trees = parts.closures.iter().map(|closure| code::decode(closure, &words.schema));
            match trees.map(|tree| Some(Arc::new(Body::Tree(tree?)))).collect() {
                Some(bodies) => (Scripts::new(bodies, parts.files), Vec::new()),
                None => wrong("its closures cannot be read"),
            }
        })
    }
}

/// A bundle taken apart.
struct Parts<'b> {
    hash: String,
    files: Vec<Arc<str>>,
    zones: Zones,
    declarations: Vec<Arc<Declaration>>,
    closures: &'b [Value],
}

impl<'b> Parts<'b> {
    fn read(bundle: &'b Value) -> Result<Self, Problem> {
        let Value::Map(entries) = bundle else { return Err(unreadable("it is no object")) };
        match entries.get("andon") {
            Some(Value::Int(FORMAT)) => {}
            Some(Value::Int(other)) => {
                return Err(unreadable(&format!("its format is {other}, and {FORMAT} is known")));
            }
            _ => return Err(unreadable("it does not say its format")),
        }
        if entries.get("seal").and_then(Value::as_text) != Some(&seal(entries)) {
            return Err(unreadable("it is not as it was made: its seal does not fit"));
        }
        let parts = || {
            let files = data::list(entries.get("files")?)?.iter().map(|name| Some(name.as_text()?.into()));
            let files: Vec<Arc<str>> = files.collect::<Option<_>>()?;
            let declarations = data::list(entries.get("declarations")?)?.iter();
            let declarations = declarations
                .map(|one| data::read_declaration(one, Files(&files)).map(Arc::new))
                .collect::<Option<_>>()?;
            let hash = entries.get("hash")?.as_text()?.to_owned();
            let zones = zones::decode(entries.get("zones")?)?;
            Some(Self { hash, zones, closures: data::list(entries.get("closures")?)?, declarations, files })
        };
        parts().ok_or_else(|| unreadable("a part of it is missing or of the wrong kind"))
    }
}

fn unreadable(why: &str) -> Problem {
    let message = format!("this is no bundle that can be used: {why}");
    Problem::new("bad-bundle", Place::default(), message).help("make it again with `andon bundle`")
}

/// A hash over everything but the seal itself.
fn seal(entries: &BTreeMap<String, Value>) -> String {
    let mut hasher = Sha256::new();
    for (key, value) in entries.iter().filter(|(key, _)| *key != "seal") {
        part(b'k', key.as_bytes(), &mut hasher);
        data::hash(value, &mut |kind, bytes| part(kind, bytes, &mut hasher));
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn part(kind: u8, bytes: &[u8], hasher: &mut Sha256) {
    hasher.update([kind]);
    hasher.update((bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

#[cfg(all(test, feature = "scripting"))]
mod tests {
    use super::*;
    use crate::time::Instant;

    /// A seal is no signature: whoever seals anew may have changed what names mean.
    #[test]
    fn a_name_that_nothing_declares_harms_nobody() {
        let tiny = include_str!("../../../tests/support/tiny.rhai").to_owned();
        let Value::Map(bundle) = Policy::compile(&[("tiny.rhai".into(), tiny)].into()).unwrap().bundle().unwrap()
        else {
            panic!("a bundle is a map")
        };
        let Some(Value::List(declarations)) = bundle.get("declarations").cloned() else { panic!("declarations") };
        let ticket = ["id", "subject", "line"].map(|key| (key.to_owned(), "line 4".into()));
        let mut ticket: BTreeMap<String, Value> = ticket.into();
        ticket.insert("openedAt".into(), "2026-03-02T03:04:05Z".into());
        let mut refused = 0;
        for left_out in 0..declarations.len() {
            let (mut bundle, mut declarations) = (bundle.clone(), declarations.clone());
            declarations.remove(left_out);
            bundle.insert("declarations".into(), Value::List(declarations));
            bundle.insert("seal".into(), Value::Text(seal(&bundle)));
            match Policy::load(&Value::Map(bundle)) {
                Ok(policy) => {
                    drop(policy.decide(&Value::Map(ticket.clone()), Instant::parse("2026-03-02T05:00:00Z").unwrap()))
                }
                Err(_) => refused += 1,
            }
        }
        assert_eq!(refused, 1, "the matrix is what no decision can do without");
    }
}
