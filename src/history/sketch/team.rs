//! Team of all tickets at once, by the same rules as `route` gives one ticket its team.

use super::bits::Bits;
use super::known::Teams;
use super::situations::Situations;
use super::view::View;
use super::{Refused, condition};

pub(super) fn route(view: &mut View<'_>) -> Result<Teams, Refused> {
    let policy = view.policy;
    // Owners stand with the facts, but for the team that takes what is left.
    let print = policy.prints().together(&["team"]);
    let known = view.known.owners.take().filter(|(of, _)| *of == print);
    let (_, mut teams) = view.known.owners.insert(known.unwrap_or_else(|| (print, owners(view)))).clone();
    let mut left = Bits::all(view.facts.count);
    for route in &policy.words.routes {
        let (_, truth) = condition(view, route.when.as_ref())?;
        let team = route.to.as_ref().and_then(|to| number(&mut teams.names, &to.name)).ok_or(Refused)?;
        truth.holds.and(&left).each(|row| {
            if let Some(of) = teams.of.get_mut(row) {
                *of = team;
            }
        });
        left = left.without(&truth.holds);
        if left.is_empty() {
            break;
        }
    }
    Ok(teams)
}

/// The category's owner, else the system's, else the team that takes what is left.
fn owners(view: &View<'_>) -> Teams {
    let policy = view.policy;
    let words = &policy.words;
    let mut names = Vec::new();
    let columns = ["category", "system"].map(|name| view.column(name));
    let of = Situations::of(view.facts.count, &columns).judge(|row| {
        let [category, system] = columns.map(|column| view.facts.value(column.entry(row)?));
        let of_category = || {
            let id = category.as_ref()?.as_text()?;
            policy.names.categories.named(&words.categories, id)?.owner.as_ref()
        };
        let of_system = || {
            let id = system.as_ref()?.as_text()?;
            policy.names.systems.named(&words.systems, id)?.owner.as_ref()
        };
        let fallback = || words.teams.iter().find(|team| team.fallback).map(|team| team.header.id.as_str());
        let owner = of_category().or_else(of_system).map(|owner| owner.name.as_str());
        number(&mut names, owner.or_else(fallback).unwrap_or_default()).unwrap_or_default()
    });
    Teams { of, names }
}

fn number(names: &mut Vec<String>, name: &str) -> Option<u16> {
    let known = names.iter().position(|known| known == name);
    let at = known.unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    u16::try_from(at).ok()
}
