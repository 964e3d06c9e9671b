//! `category("ERP/MES", #{ require: ["plant", "line"], owner, layer, when, aliases, otherwise, ... })`.

use crate::policy::reader::{Header, Item, Named, Reader};
use crate::policy::script::Closure;

/// A category of incidents, with the fields that intake must ask for.
#[derive(Debug)]
pub(crate) struct Category {
    pub(crate) header: Header,
    pub(crate) label: String,
    pub(crate) require: Vec<Requirement>,
    pub(crate) owner: Option<Named>,
    pub(crate) layer: Option<Named>,
    pub(crate) tier: Option<String>,
    pub(crate) impact: Option<Named>,
    pub(crate) urgency: Option<Named>,
    pub(crate) aliases: Vec<String>,
    /// Tickets that name no category belong here if this holds.
    pub(crate) when: Option<Closure>,
    /// Tickets that belong nowhere else belong here.
    pub(crate) otherwise: bool,
}

/// A field that a category asks for, always or where a closure holds.
#[derive(Debug)]
pub(crate) struct Requirement {
    pub(crate) field: Named,
    pub(crate) when: Option<Closure>,
}

impl Category {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let category = Self {
            label: reader.take_text("label").unwrap_or_else(|| id.clone()),
            require: reader.take_items("require").into_iter().filter_map(Requirement::read).collect(),
            owner: reader.take_name("owner"),
            layer: reader.take_name("layer"),
            tier: reader.take_text("tier"),
            impact: reader.take_name("impact"),
            urgency: reader.take_name("urgency"),
            aliases: reader.take_texts("aliases"),
            when: reader.take_closure("when"),
            otherwise: reader.take_flag("otherwise"),
            header: reader.take_header(id),
        };
        reader.finish();
        category
    }
}

impl Requirement {
    fn read(item: Item<'_>) -> Option<Self> {
        match item {
            Item::Name(field) => Some(Self { field, when: None }),
            Item::Map(mut reader) => {
                let field = reader.take_name("field");
                if field.is_none() {
                    reader.missing("field");
                }
                let when = reader.require_closure("when");
                reader.finish();
                Some(Self { field: field?, when })
            }
        }
    }
}
