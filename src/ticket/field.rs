//! The fields of a ticket: the canonical ones, and those that a policy declares.
//!
//! One table says what a field is called in Rhai and Rust (`users_blocked`) and in JavaScript (`usersBlocked`), what
//! it may hold and what it means. Intake, closures, the intake form and the checks of a policy all read this table.

use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// True or false.
    Bool,
    /// A whole number.
    Int,
    /// Any finite number.
    Number,
    /// Text; blank text counts as absent.
    Text,
    /// A list of texts.
    Texts,
    /// An instant, RFC 3339 with an offset.
    Instant,
}

impl Kind {
    /// The kind a policy calls `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// What a policy calls the kinds.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("bool", Self::Bool),
        ("int", Self::Int),
        ("number", Self::Number),
        ("text", Self::Text),
        ("texts", Self::Texts),
        ("instant", Self::Instant),
    ];

    /// The kind in a message: `text`, `true or false`, ...
    pub fn text(self) -> &'static str {
        match self {
            Self::Bool => "true or false",
            Self::Int => "a whole number",
            Self::Number => "a number",
            Self::Text => "text",
            Self::Texts => "a list of texts",
            Self::Instant => "an RFC 3339 instant",
        }
    }
}

/// A field of a ticket.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in Rhai and Rust: `users_blocked`.
    pub name: Arc<str>,
    /// Name in JavaScript and JSON: `usersBlocked`.
    pub camel: Arc<str>,
    /// What it may hold.
    pub kind: Kind,
    /// What people call it.
    pub label: String,
    /// What it means, for the person who fills it in.
    pub help: String,
    /// The only texts allowed, if the policy closes the list.
    pub values: Option<Vec<String>>,
    /// Every policy knows it.
    pub canonical: bool,
}

impl Field {
    /// A field with the label that its name suggests: `users_blocked` is called "Users blocked".
    pub fn new(name: &str, kind: Kind, help: &str) -> Self {
        Self {
            name: name.into(),
            camel: camel_case(name).into(),
            kind,
            label: label_of(name),
            help: help.into(),
            values: None,
            canonical: false,
        }
    }
}

/// Makes the table of canonical fields, and the search in it, which the compiler turns into a few comparisons.
macro_rules! canonical {
    ($($number:literal $name:literal $kind:ident $help:literal)*) => {
        /// The fields that every policy knows: name, kind, meaning.
        const CANONICAL: &[(&str, Kind, &str)] = &[$(($name, Kind::$kind, $help)),*];

        fn canonical(name: &str) -> Option<FieldId> {
            match name {
                $($name => Some(FieldId($number)),)*
                _ => None,
            }
        }
    };
}

canonical! {
    0 "id" Text "Identifier of the ticket in its help desk"
    1 "subject" Text "One line that says what is wrong"
    2 "description" Text "What happened, in the reporter's words"
    3 "reporter" Text "Who reported it"
    4 "channel" Text "How it came in: email, phone, portal, monitoring"
    5 "status" Text "Status in the help desk"
    6 "opened_at" Instant "When it happened or was written"
    7 "received_at" Instant "When it reached the desk; opened_at if absent"
    8 "responded_at" Instant "When the desk first responded"
    9 "resolved_at" Instant "When it was resolved"
    10 "category" Text "Category of the incident"
    11 "symptom" Text "What the affected system does: down, slow, error"
    12 "service" Text "Business service affected"
    13 "system" Text "System affected"
    14 "asset" Text "Asset or configuration item affected"
    15 "plant" Text "Plant"
    16 "area" Text "Area of the plant"
    17 "line" Text "Production line"
    18 "zone" Text "Kind of place: production floor, warehouse, clean room, office"
    19 "layer" Text "Where the fault lies: IT, OT, or the integration between them (converged)"
    20 "ownership" Text "Who runs what is affected: it-managed, ot-managed, converged-zone"
    21 "tier" Text "Service tier of the affected system"
    22 "shift" Text "Shift during which it happened"
    23 "shift_active" Bool "A shift of the plant was working when it happened"
    24 "line_scheduled" Bool "The line was scheduled to run when it happened"
    25 "impact" Text "How much of the business is affected"
    26 "urgency" Text "How soon it must be mended"
    27 "priority" Text "Priority; decided by the policy"
    28 "team" Text "Assignment group; decided by the policy"
    29 "production_stopped" Bool "Production stands still because of this"
    30 "users_blocked" Int "How many people cannot work"
    31 "workaround_available" Bool "Work can go on in another way"
    32 "lines_affected" Int "How many lines are affected"
    33 "asset_redundant" Bool "Another unit has taken over from the affected one"
    34 "acknowledged_by" Text "Who has taken the incident in hand"
    35 "vendor" Text "Vendor in charge of what is affected"
    36 "tags" Texts "Tags"
}

/// Where a ticket keeps a field: its number among the fields of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(u16);

impl FieldId {
    /// As an index into a list of all fields.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

/// All fields a policy knows: the canonical ones first, then its own in the order of their declaration.
#[derive(Clone, Debug)]
pub struct Schema {
    fields: Vec<Field>,
    by_name: BTreeMap<Arc<str>, FieldId>,
    by_camel: BTreeMap<Arc<str>, FieldId>,
}

impl Default for Schema {
    fn default() -> Self {
        let mut schema = Self { fields: Vec::new(), by_name: BTreeMap::new(), by_camel: BTreeMap::new() };
        for (name, kind, help) in CANONICAL {
            schema.declare(Field { canonical: true, ..Field::new(name, *kind, help) });
        }
        schema
    }
}

impl Schema {
    /// Adds a field, or says more about a known one.
    pub fn declare(&mut self, field: Field) {
        if let Some(known) = self.by_name.get(&field.name).and_then(|id| self.fields.get_mut(id.index())) {
            *known = field;
            return;
        }
        // A policy has at most 4 MB of text: fewer than 65,536 fields fit into it.
        let id = FieldId(u16::try_from(self.fields.len()).unwrap_or(u16::MAX));
        self.by_camel.insert(field.camel.clone(), id);
        self.by_name.insert(field.name.clone(), id);
        self.fields.push(field);
    }

    /// The number of the field of this snake_case name.
    pub fn id(&self, name: &str) -> Option<FieldId> {
        canonical(name).or_else(|| self.by_name.get(name).copied())
    }

    /// How many fields there are.
    pub(crate) fn len(&self) -> usize {
        self.fields.len()
    }

    pub(super) fn at(&self, id: FieldId) -> Option<&Field> {
        self.fields.get(id.index())
    }

    /// The field of this snake_case name.
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.at(self.id(name)?)
    }

    /// The field that a ticket's key means: snake_case and camelCase are both understood.
    pub fn of_key(&self, key: &str) -> Option<&Field> {
        self.get(key).or_else(|| self.at(*self.by_camel.get(key)?))
    }

    /// What a ticket object calls the field of this snake_case name.
    pub fn camel(&self, name: &str) -> Arc<str> {
        self.get(name).map_or_else(|| name.into(), |field| field.camel.clone())
    }

    /// All fields in name order.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.by_name.values().filter_map(|id| self.at(*id))
    }

    /// All fields with their numbers, in name order.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (&str, FieldId)> {
        self.by_name.iter().map(|(name, id)| (name.as_ref(), *id))
    }

    /// All names, for suggestions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(AsRef::as_ref)
    }
}

/// `users_blocked` as `usersBlocked`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        camel.push_str(&capitalised(word));
    }
    camel
}

/// `users_blocked` as "Users blocked".
fn label_of(name: &str) -> String {
    capitalised(&name.replace('_', " "))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_fields_have_the_numbers_they_are_found_by() {
        let schema = Schema::default();
        for (number, (name, ..)) in CANONICAL.iter().enumerate() {
            assert_eq!(schema.id(name).map(FieldId::index), Some(number), "{name}");
            assert_eq!(schema.by_name.get(*name).copied(), schema.id(name), "{name}");
        }
    }

    #[test]
    fn both_spellings_of_a_key_mean_the_same_field() {
        let schema = Schema::default();
        assert_eq!(schema.of_key("usersBlocked").map(|f| &*f.name), Some("users_blocked"));
        assert_eq!(schema.of_key("users_blocked").map(|f| f.label.as_str()), Some("Users blocked"));
        assert!(schema.of_key("users blocked").is_none());
    }
}
