//! What one policy adds to the language: the names that its other declarations, its closures and its tickets may use.

use crate::error::Place;
use crate::policy::Policy;
use crate::policy::known::LAYERS;
use crate::policy::scripting::source::Function as SharedFunction;
use crate::ticket::Kind;
use serde::Serialize;
use std::collections::BTreeMap;

/// The names of a policy.
#[derive(Clone, Debug, Serialize)]
pub struct Declarations {
    /// All fields, in name order.
    pub fields: Vec<DeclaredField>,
    /// What is declared, by the word that declares it, in the order of the files.
    pub names: BTreeMap<&'static str, Vec<DeclaredName>>,
    /// What the matrix and the layers of the world are called.
    pub scales: Scales,
    /// The functions that its files share, each with the names of its parameters.
    pub functions: Vec<Function>,
}

/// A field of a policy.
#[derive(Clone, Debug, Serialize)]
pub struct DeclaredField {
    /// Its name in the policy.
    pub name: String,
    /// Its name in a ticket.
    pub camel: String,
    /// What it may hold.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What people call it.
    pub label: String,
    /// What it means.
    pub doc: String,
    /// The only texts allowed; none if any is.
    pub values: Option<Vec<String>>,
    /// Every policy knows it.
    pub canonical: bool,
}

/// Something that a policy declares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeclaredName {
    /// Its id.
    pub id: String,
    /// What people call it; its id, if nothing else.
    pub label: String,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// Texts with an order, the most severe first, and the layers.
#[derive(Clone, Debug, Serialize)]
pub struct Scales {
    /// Priorities.
    pub priority: Vec<String>,
    /// Impacts.
    pub impact: Vec<String>,
    /// Urgencies.
    pub urgency: Vec<String>,
    /// Where a fault may lie.
    pub layer: Vec<&'static str>,
}

/// A function of a policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The names of its parameters.
    pub parameters: Vec<String>,
    /// The file it stands in.
    pub file: String,
}

impl Policy {
    /// The names of this policy, for the editor it is written in.
    pub fn vocabulary(&self) -> Declarations {
        let field = |field: &crate::ticket::Field| DeclaredField {
            name: field.name.to_string(),
            camel: field.camel.to_string(),
            kind: field.kind,
            label: field.label.clone(),
            doc: field.help.clone(),
            values: field.values.clone(),
            canonical: field.canonical,
        };
        let function = |(file, function): (&str, &SharedFunction)| Function {
            name: function.name.clone(),
            parameters: function.params.clone(),
            file: file.to_owned(),
        };
        let mut names: BTreeMap<&'static str, Vec<DeclaredName>> = BTreeMap::new();
        for named in &self.words.names {
            let name = DeclaredName { id: named.id.clone(), label: named.label.clone(), at: named.at.clone() };
            names.entry(named.word).or_default().push(name);
        }
        Declarations {
            fields: self.words.schema.iter().map(field).collect(),
            names,
            scales: Scales {
                priority: self.matrix.priorities.clone(),
                impact: self.matrix.impacts.clone(),
                urgency: self.matrix.urgencies.clone(),
                layer: LAYERS.to_vec(),
            },
            functions: self.scripts.functions().map(function).collect(),
        }
    }
}
