//! Tables that are made once and looked into often: values by texts.

use crate::order::order;
use std::cmp::Ordering;

/// Values by texts. The texts stand in the order of their lengths, which tells most of them apart without a look at what
/// they say.
#[derive(Debug)]
pub(crate) struct Table<T>(Vec<(String, T)>);

impl<T> Table<T> {
    /// The table of these entries, no two of which have the same text with different values.
    pub(crate) fn of(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut entries: Vec<(String, T)> = entries.into_iter().collect();
        order(&mut entries, |(text, _), (other, _)| compare(text, other));
        Self(entries)
    }

    /// The value of a text.
    pub(crate) fn get(&self, text: &str) -> Option<&T> {
        let place = self.0.binary_search_by(|(known, _)| compare(known, text)).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

fn compare(text: &str, other: &str) -> Ordering {
    text.len().cmp(&other.len()).then_with(|| text.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_finds_its_own_value() {
        let texts = ["ERP", "MES", "", "network", "scanner", "Erp", "E"];
        let table = Table::of((0..).zip(texts).map(|(number, text)| (text.to_owned(), number)));
        for (number, text) in (0..).zip(texts) {
            assert_eq!(table.get(text), Some(&number), "{text}");
        }
        assert_eq!(table.get("erp"), None);
        assert_eq!(table.get("networks"), None);
    }
}
