//! Known: what was found about the same facts before, whichever policy asked.

use super::facts::Facts;
use super::sets::Sets;
use super::truth::Truth;
use crate::policy::print::Print;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was found before about the same facts.
#[derive(Clone, Debug, Default)]
pub(in crate::history) struct Known {
    /// Answers, by what was asked, with the round in which they were last needed.
    truths: BTreeMap<String, (u32, Arc<Truth>)>,
    /// Numbers of stories, likewise.
    stories: BTreeMap<String, (u32, u64)>,
    told: u64,
    round: u32,
    /// For columns of few values, which tickets have each.
    sets: BTreeMap<String, Arc<Sets>>,
    /// Who owns each ticket where no route holds, and the print of the teams among them.
    pub(super) owners: Option<(Print, Teams)>,
}

/// Answers that no policy has asked for in so many rounds are forgotten.
const ROUNDS: u32 = 8;

impl Known {
    /// Begins another round.
    pub(super) fn next_round(&mut self) {
        self.round += 1;
        let round = self.round;
        self.truths.retain(|_, (used, _)| round - *used <= ROUNDS);
        self.stories.retain(|_, (used, _)| round - *used <= ROUNDS);
    }

    /// The answers to a question, if they are known.
    pub(super) fn truth(&mut self, question: &str) -> Option<Arc<Truth>> {
        let (used, truth) = self.truths.get_mut(question)?;
        *used = self.round;
        Some(truth.clone())
    }

    /// Notes the answers to a question.
    pub(super) fn note(&mut self, question: String, truth: Arc<Truth>) {
        self.truths.insert(question, (self.round, truth));
    }

    /// Whether the answers to a question are known.
    pub(super) fn knows(&self, question: &str) -> bool {
        self.truths.contains_key(question)
    }

    /// Which tickets have each value of a column, if it has few.
    pub(super) fn sets(&mut self, name: &str, facts: &Facts) -> Option<Arc<Sets>> {
        if let Some(known) = self.sets.get(name) {
            return Some(known.clone());
        }
        let sets = Arc::new(Sets::of(facts.count, facts.column(name))?);
        self.sets.insert(name.to_owned(), sets.clone());
        Some(sets)
    }

    /// The number of a story: the same for the same, and for no other.
    pub(super) fn story(&mut self, parts: &[&str]) -> u64 {
        let mut story = String::new();
        for part in parts {
            story.push_str(&format!("{} {part}", part.len()));
        }
        let (round, told) = (self.round, self.told + 1);
        let (used, number) = self.stories.entry(story).or_insert((round, told));
        *used = round;
        self.told = told.max(*number);
        *number
    }
}

/// The team of each ticket, by its place among `names`.
#[derive(Clone, Debug)]
pub(super) struct Teams {
    pub(super) of: Vec<u16>,
    pub(super) names: Vec<String>,
}
