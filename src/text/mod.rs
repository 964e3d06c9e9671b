//! Text of tickets: folded so that spelling does not matter, searched for the words that a policy's lexicon knows.

mod fold;
mod lexicon;

pub use fold::fold;
pub use lexicon::{Found, Lexicon, LexiconBuilder, Refused};
