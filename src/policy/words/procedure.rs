//! `procedure("erp-fallback", #{ kind, title, steps, reference, systems, zones, layers, categories, when })`.

use crate::policy::reader::{Header, Named, Reader};
use crate::policy::script::Closure;
use std::sync::Arc;

/// What kinds of procedure there are.
const KINDS: [&str; 5] = ["fallback", "workaround", "handling", "isolation", "safety"];

/// What to do, or mind, while an incident lasts. Every selector that is given must hold.
#[derive(Debug)]
pub(crate) struct Procedure {
    pub(crate) header: Header,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) steps: Arc<[String]>,
    pub(crate) reference: Option<String>,
    /// Fields and the values of which one must be the ticket's.
    pub(crate) selectors: Vec<(&'static str, Vec<Named>)>,
    pub(crate) when: Option<Closure>,
}

impl Procedure {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let keys = [("systems", "system"), ("zones", "zone"), ("layers", "layer"), ("categories", "category")];
        let selectors = keys.map(|(key, field)| (field, reader.take_names(key)));
        let procedure = Self {
            kind: reader.require_text("kind"),
            title: reader.require_text("title"),
            steps: reader.take_texts("steps").into(),
            reference: reader.take_text("reference"),
            selectors: selectors.into_iter().filter(|(_, values)| !values.is_empty()).collect(),
            when: reader.take_closure("when"),
            header: reader.take_header(id),
        };
        if !procedure.kind.is_empty() && !KINDS.contains(&procedure.kind.as_str()) {
            let help = format!("one of: {}", KINDS.join(", "));
            reader.problem("kind", "unknown-name", format!("unknown kind `{}`", procedure.kind), help);
        }
        if procedure.selectors.is_empty() && procedure.when.is_none() {
            let help = "add `systems`, `zones`, `layers`, `categories` or `when`";
            reader.problem("when", "missing-entry", "the procedure would show on every ticket".into(), help);
        }
        reader.finish();
        procedure
    }
}
