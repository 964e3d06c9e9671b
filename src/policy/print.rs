//! Prints: what a policy declares with each word, as hashes, so that two policies can be asked where they differ.
//!
//! Places do not count, and a closure counts as it was understood: a rule that moved or was written more neatly is the
//! same rule.

use crate::policy::datum::Datum;
use crate::policy::declaration::Declaration;
use crate::policy::script::{Closure, Scripts};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A hash of declarations.
pub(crate) type Print = [u8; 32];

/// The print of each word that a policy uses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prints(BTreeMap<&'static str, Print>);

impl Prints {
    /// The prints of declarations. A closure that could not be lowered is like no other policy's: `unlike` says which.
    pub(crate) fn of(declarations: &[Arc<Declaration>], scripts: &Scripts, unlike: &str) -> Self {
        let mut inks: BTreeMap<&'static str, Ink> = BTreeMap::new();
        for declaration in declarations {
            let ink = inks.entry(declaration.word).or_default();
            for argument in &declaration.arguments {
                ink.datum(argument, scripts, unlike);
            }
        }
        Self(inks.into_iter().map(|(word, ink)| (word, ink.0.finalize().into())).collect())
    }

    /// The print of what some words declare together.
    pub(crate) fn together(&self, words: &[&str]) -> Print {
        let mut ink = Ink::default();
        for word in words {
            ink.0.update(self.0.get(word).map_or(&[][..], |print| print));
            ink.end();
        }
        ink.0.finalize().into()
    }
}

#[derive(Default)]
struct Ink(Sha256);

impl Ink {
    fn datum(&mut self, datum: &Datum, scripts: &Scripts, unlike: &str) {
        match datum {
            Datum::List(items) => {
                self.kind(b'[', items.len());
                items.iter().for_each(|item| self.datum(item, scripts, unlike));
            }
            Datum::Map(entries) => {
                self.kind(b'{', entries.len());
                for (key, item) in entries {
                    self.text(b'k', key);
                    self.datum(item, scripts, unlike);
                }
            }
            Datum::Closure(number) => match scripts.tree(&Closure { number: *number, at: Default::default() }) {
                Some(tree) => self.text(b'|', &tree.to_string()),
                None => self.text(b'?', &format!("{unlike} {number}")),
            },
            Datum::Text(text) => self.text(b't', text),
            Datum::Float(x) => self.text(b'f', &x.to_bits().to_string()),
            Datum::Int(n) => self.text(b'i', &n.to_string()),
            Datum::Bool(flag) => self.kind(b'b', usize::from(*flag)),
            Datum::Null => self.kind(b'0', 0),
            Datum::Odd => self.kind(b'o', 0),
        }
    }

    fn text(&mut self, kind: u8, text: &str) {
        self.kind(kind, text.len());
        self.0.update(text.as_bytes());
    }

    fn kind(&mut self, kind: u8, count: usize) {
        self.0.update([kind]);
        self.0.update((count as u64).to_le_bytes());
    }

    fn end(&mut self) {
        self.0.update([0]);
    }
}
