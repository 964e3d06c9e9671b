//! `Scope`: the fields of a ticket on which its rule, priority and team hang.

use crate::expression::Expr;
use crate::gather::gather;
use crate::policy::Policy;
use crate::schedule;
use std::collections::BTreeSet;

/// Instants; what calendars make of them needs them too.
const CLOCKED: [&str; 5] = ["opened_at", "received_at", "responded_at", "resolved_at", "id"];

/// What the sieve must read, and what it need not.
#[derive(Debug)]
pub(super) struct Scope {
    /// Names of fields; none where a script reads what it likes.
    pub(super) fields: Option<BTreeSet<String>>,
    /// A ticket needs its `id` and `openedAt`.
    pub(super) identified: bool,
}

impl Scope {
    pub(super) fn of(policy: &Policy) -> Self {
        let words = &policy.words;
        let mut fields: BTreeSet<String> = gather(["impact", "urgency", "category", "system"].map(str::to_owned));
        if policy.lexicon.is_some() && !words.lexicon_entries.is_empty() {
            fields.extend(super::plan::LONG.map(str::to_owned));
        }
        let of_categories = words.categories.iter().filter_map(|category| category.when.as_ref());
        for closure in of_categories.chain(policy.judging()) {
            let Some(tree) = policy.scripts.tree(closure) else { return Self { fields: None, identified: true } };
            match tree.reads() {
                Some(names) => fields.extend(names.into_iter().map(str::to_owned)),
                None => {
                    fields.extend(super::plan::LONG.map(str::to_owned));
                    mentioned(tree, &mut fields);
                }
            }
        }
        // What classification makes the others of.
        let made_of: [(&str, bool); 3] = [
            ("line", !words.lines.is_empty()),
            ("plant", !words.plants.is_empty()),
            ("layer", fields.contains("ownership")),
        ];
        fields.extend(made_of.iter().filter(|(_, matters)| *matters).map(|(name, _)| (*name).to_owned()));
        // Fields of the host that the policy does not declare may hold anything.
        fields.retain(|name| words.schema.get(name).is_some());
        let clocked = CLOCKED.into_iter().chain(schedule::timed(policy).map(|timed| timed.field));
        let identified = clocked.into_iter().any(|name| fields.contains(name));
        Self { fields: Some(fields), identified }
    }

    /// Whether a field matters.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.fields.as_ref().is_none_or(|fields| fields.contains(name))
    }
}

/// What a condition reads beside the texts in which it looks for words.
fn mentioned(tree: &Expr, fields: &mut BTreeSet<String>) {
    match tree.reads() {
        Some(names) => fields.extend(names.into_iter().map(str::to_owned)),
        None => tree.parts().into_iter().for_each(|part| mentioned(part, fields)),
    }
}
