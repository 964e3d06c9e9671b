//! What a policy itself can make a field say: by its lexicon, and by what it declares of systems, categories, lines
//! and plants.

use crate::policy::Policy;
use crate::policy::reader::Named;
use crate::schedule::is_timed;
use crate::value::Value;

/// The texts that the policy can give a field. A lexicon term with `{n}` gives texts of its own form.
pub(super) fn texts(policy: &Policy, field: &str) -> Vec<String> {
    let mut texts = declared(policy, field);
    let of_lexicon = policy.words.lexicon_entries.iter().filter(|(named, _)| named.name == field);
    texts.extend(of_lexicon.filter_map(|(_, value)| value.as_text()).map(str::to_owned));
    texts
}

/// Whether anything but the ticket can fill a field in.
pub(super) fn is_filled_in(policy: &Policy, field: &str) -> bool {
    const BY_STAGES: [&str; 7] = ["category", "priority", "team", "impact", "urgency", "layer", "ownership"];
    let by_lexicon =
        policy.words.lexicon_entries.iter().any(|(named, value)| named.name == field && *value != Value::Null);
    by_lexicon || BY_STAGES.contains(&field) || is_timed(policy, field) || !declared(policy, field).is_empty()
}

fn declared(policy: &Policy, field: &str) -> Vec<String> {
    let words = &policy.words;
    let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.clone());
    let (systems, categories, lines) = (words.systems.iter(), words.categories.iter(), words.lines.iter());
    match field {
        "system" => systems.map(|system| system.header.id.clone()).collect(),
        "line" => lines.map(|line| line.header.id.clone()).collect(),
        "plant" => {
            let plants = words.plants.iter().map(|plant| plant.header.id.clone());
            plants.chain(lines.filter_map(|line| name(&line.plant))).collect()
        }
        "area" => lines.filter_map(|line| line.area.clone()).collect(),
        "zone" => systems.filter_map(|s| s.zone.clone()).chain(lines.filter_map(|line| line.zone.clone())).collect(),
        "tier" => systems.filter_map(|s| s.tier.clone()).chain(categories.filter_map(|c| c.tier.clone())).collect(),
        "vendor" => systems.filter_map(|system| system.vendor.clone()).collect(),
        "layer" => systems.filter_map(|s| name(&s.layer)).chain(categories.filter_map(|c| name(&c.layer))).collect(),
        "ownership" => {
            let derived = ["it-managed", "ot-managed", "converged-zone"].map(str::to_owned);
            systems.filter_map(|system| system.ownership.clone()).chain(derived).collect()
        }
        _ => Vec::new(),
    }
}
