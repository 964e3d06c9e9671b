//! Where the parts of a declaration stand: the syntax tree knows, the values that a script passes do not.

use crate::error::Place;

/// The place of a value, and of the entries inside it: map keys by name, list items and arguments by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub(crate) at: Option<Place>,
    /// The place of its key, if it is an entry of a map.
    pub(crate) key: Option<Place>,
    pub(crate) inside: Vec<(String, Places)>,
}

impl Places {
    /// The places inside the entry `key`, if it was written literally.
    pub(crate) fn inside(&self, key: &str) -> Option<&Places> {
        self.inside.iter().find(|(name, _)| name == key).map(|(_, places)| places)
    }
}
