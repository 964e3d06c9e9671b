//! `Declaration`: one call of a policy word, as it stood in its file, before it is understood.

use crate::error::Place;
use crate::policy::datum::Datum;
use crate::policy::places::Places;

/// One call of a policy word.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    pub(crate) word: &'static str,
    pub(crate) arguments: Vec<Datum>,
    pub(crate) at: Place,
    /// Where its arguments stand.
    pub(crate) places: Places,
}

#[cfg(feature = "scripting")]
impl Declaration {
    /// The same where the numbers of its closures are that much larger.
    pub(crate) fn shifted(&self, by: isize) -> Self {
        let arguments = self.arguments.iter().map(|argument| argument.shifted(by)).collect();
        Self { word: self.word, arguments, at: self.at.clone(), places: self.places.clone() }
    }
}
