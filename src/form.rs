//! The intake form that a policy asks for: fields with labels, kinds and values, and what each category requires.

use crate::policy::Policy;
use crate::ticket::Kind;
use serde::Serialize;

/// What a help desk needs to draw the form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Form {
    /// Priorities, most severe first.
    pub priorities: Vec<String>,
    /// Categories with the fields that each asks for.
    pub categories: Vec<CategoryForm>,
    /// All fields, in name order.
    pub fields: Vec<FieldForm>,
}

/// A category of the form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CategoryForm {
    /// The category.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The fields it asks for, always or under a condition, in camelCase.
    pub require: Vec<String>,
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldForm {
    /// Name in a ticket object, camelCase.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What it may hold.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The only texts allowed; of systems, lines and plants, those that are known.
    pub values: Vec<String>,
    /// Whether other texts than `values` are refused.
    pub closed: bool,
    /// What it means.
    pub help: String,
    /// Whether a ticket must have it.
    pub required: bool,
}

impl Policy {
    /// The intake form of this policy.
    pub fn fields(&self) -> Form {
        let schema = &self.words.schema;
        let categories = self.words.categories.iter().map(|category| CategoryForm {
            id: category.header.id.clone(),
            label: category.label.clone(),
            require: category
                .require
                .iter()
                .map(|requirement| schema.camel(&requirement.field.name).to_string())
                .collect(),
        });
        let fields = schema.iter().map(|field| {
            let closed = self.closed(&field.name);
            FieldForm {
                name: field.camel.to_string(),
                label: field.label.clone(),
                kind: field.kind,
                closed: closed.is_some(),
                values: closed.unwrap_or_else(|| self.suggested(&field.name)),
                help: field.help.clone(),
                required: ["id", "opened_at"].contains(&&*field.name),
            }
        });
        Form { priorities: self.matrix.priorities.clone(), categories: categories.collect(), fields: fields.collect() }
    }

    fn closed(&self, field: &str) -> Option<Vec<String>> {
        let values = match field {
            "priority" => Some(self.matrix.priorities.iter().map(String::as_str).collect()),
            _ => self.allowed(field),
        };
        values.map(|values| values.into_iter().map(str::to_owned).collect())
    }

    /// Names the policy knows, of fields that may hold others too.
    fn suggested(&self, field: &str) -> Vec<String> {
        use crate::policy::known::ids;
        let names = match field {
            "system" => ids(&self.words.systems),
            "line" => ids(&self.words.lines),
            "plant" => ids(&self.words.plants),
            _ => Vec::new(),
        };
        names.into_iter().map(str::to_owned).collect()
    }
}
