//! Text of tickets: folded so that spelling does not matter, searched for the words that a policy's lexicon knows.

mod fold;
mod head;
mod latin;
mod lexicon;
#[cfg(feature = "history")]
mod needles;
mod search;

pub use fold::fold;
pub(crate) use fold::fold_into;
pub use lexicon::{Found, Lexicon, LexiconBuilder, Refused};
#[cfg(feature = "history")]
pub(crate) use needles::Needles;
