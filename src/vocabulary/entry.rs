//! `Entry`: what a word may say under one name of its map.

use serde::Serialize;

/// An entry of a word.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Entry {
    /// Its key.
    pub name: &'static str,
    /// What is written there.
    #[serde(rename = "type")]
    pub wants: Wants,
    /// Whether a declaration without it is refused.
    pub required: bool,
    /// What it means.
    pub doc: &'static str,
    /// What kind of thing a name must be the name of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'static str>,
    /// The texts to choose from.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub values: &'static [&'static str],
    /// The entries of the maps inside it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub entries: &'static [Self],
}

/// What is written under an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wants {
    /// Text.
    Text,
    /// A list of texts, or one text.
    Texts,
    /// The name of something declared elsewhere.
    Name,
    /// A list of such names, or one name.
    Names,
    /// True or false.
    Bool,
    /// A whole number.
    Int,
    /// A number, not negative.
    Number,
    /// A length of time: `"15m"`.
    Length,
    /// A list of whole percentages.
    Percentages,
    /// A closure over the ticket that answers true or false.
    Closure,
    /// A constant, or a closure over the ticket.
    Setting,
    /// One of a few texts.
    Choice,
    /// Data of a shape of its own.
    Data,
    /// A map with entries.
    Map,
    /// A list of maps with entries.
    Maps,
    /// A list of names and of maps with entries.
    Items,
    /// A length of time, or a map with entries.
    LengthOrMap,
    /// A map from names to lengths of time, or to maps with entries.
    Lengths,
}

impl Entry {
    pub(super) const fn new(name: &'static str, wants: Wants, doc: &'static str) -> Self {
        Self { name, wants, required: false, doc, of: None, values: &[], entries: &[] }
    }

    pub(super) const fn text(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Wants::Text, doc)
    }

    pub(super) const fn closure(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Wants::Closure, doc)
    }

    pub(super) const fn name(name: &'static str, of: &'static str, doc: &'static str) -> Self {
        Self { of: Some(of), ..Self::new(name, Wants::Name, doc) }
    }

    pub(super) const fn choice(name: &'static str, values: &'static [&'static str], doc: &'static str) -> Self {
        Self { values, ..Self::new(name, Wants::Choice, doc) }
    }

    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub(super) const fn of(self, of: &'static str) -> Self {
        Self { of: Some(of), ..self }
    }

    pub(super) const fn holding(self, entries: &'static [Self]) -> Self {
        Self { entries, ..self }
    }
}
