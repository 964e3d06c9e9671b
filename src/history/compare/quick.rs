//! Quick: priorities and teams only, from sketches. No clock is read, so an edit shows at once what it changes.

use super::flows::Flows;
use super::{Aspect, Comparison, Failure, Found, Question, failures, priorities};
use crate::history::History;
use crate::history::sketch::{Sketch, UNRANKED};
use crate::policy::Policy;

/// What can be told without clocks.
const ASPECTS: [Aspect; 3] = [Aspect::Priority, Aspect::Team, Aspect::Category];

/// What differs between two sketches.
struct Differences {
    /// Tickets that change, with what changes.
    changed: Vec<(usize, Vec<Aspect>)>,
    /// By rank before and after.
    ranks: Vec<Vec<usize>>,
    /// By team before and after.
    teams: Vec<Vec<usize>>,
    /// Before and after, of each ticket that has another one.
    categories: Vec<(Option<String>, Option<String>)>,
}

impl History {
    /// As [`History::compare`], without what needs clocks; none if one of the policies cannot be sketched.
    pub(super) fn compare_quickly(
        &mut self,
        before: &Policy,
        after: &Policy,
        question: Question,
    ) -> Option<Comparison> {
        self.settle();
        let (old, new) = (self.sketch(before)?, self.sketch(after)?);
        let differences = Differences::of(&old, &new);
        let found = differences.found(&old, &new, &priorities(before, after));
        let failures = self.undecidable(before, &old);
        Some(self.told(before, after, question, found, &ASPECTS, failures))
    }

    fn undecidable(&self, policy: &Policy, sketch: &Sketch) -> Vec<Failure> {
        let rows = sketch.undecidable().into_iter();
        rows.flat_map(|row| {
            let error = self.decide(policy, row, None).and_then(Result::err);
            failures(error.map(|error| (row, error)).iter().map(|(row, error)| (*row, error)))
        })
        .collect()
    }
}

impl Differences {
    fn of(old: &Sketch, new: &Sketch) -> Self {
        let table = |rows: usize, columns: usize| vec![vec![0; columns]; rows];
        let mut found = Self {
            changed: Vec::new(),
            ranks: table(old.priorities.len(), new.priorities.len()),
            teams: table(old.team_names.len(), new.team_names.len()),
            categories: Vec::new(),
        };
        let same_facts = old.shares_facts(new);
        let (ranks, teams) = (Twins::of(&old.priorities, &new.priorities), Twins::of(&old.team_names, &new.team_names));
        // Tickets that stay are most of them: they are only counted, by rank and by team.
        let (mut stay, mut at_home) = (vec![0; old.priorities.len()], vec![0; old.team_names.len()]);
        let of_both = old.ranks.iter().zip(&new.ranks).zip(old.teams.iter().zip(&new.teams));
        for (row, ((old_rank, new_rank), (old_team, new_team))) in of_both.enumerate() {
            if *old_rank == UNRANKED {
                continue;
            }
            let other_rank = ranks.part((*old_rank).into(), (*new_rank).into());
            let other_team = teams.part((*old_team).into(), (*new_team).into());
            let other_category = !same_facts && found.moves_category(old, new, row);
            if !(other_rank || other_team || other_category) {
                add(&mut stay, (*old_rank).into());
                add(&mut at_home, (*old_team).into());
                continue;
            }
            let aspects = [other_rank, other_team, other_category].into_iter().zip(ASPECTS);
            found.changed.push((row, aspects.filter(|(differs, _)| *differs).map(|(_, aspect)| aspect).collect()));
            count(&mut found.ranks, (*old_rank).into(), (*new_rank).into(), 1);
            count(&mut found.teams, (*old_team).into(), (*new_team).into(), 1);
        }
        for (rank, tickets) in stay.into_iter().enumerate() {
            count(&mut found.ranks, rank, ranks.twin_of(rank), tickets);
        }
        for (team, tickets) in at_home.into_iter().enumerate() {
            count(&mut found.teams, team, teams.twin_of(team), tickets);
        }
        found
    }

    fn moves_category(&mut self, old: &Sketch, new: &Sketch, row: usize) -> bool {
        let (from, to) = (old.category(row), new.category(row));
        let moves = from != to;
        if moves {
            self.categories.push((from, to));
        }
        moves
    }

    /// The same by the names of both policies.
    fn found<'s>(&'s self, old: &'s Sketch, new: &'s Sketch, priorities: &[String]) -> Found<'s> {
        let mut found = Found {
            tickets: self.ranks.iter().flatten().sum(),
            changed: self.changed.clone(),
            matrix: vec![vec![0; priorities.len()]; priorities.len()],
            teams: Flows::default(),
            categories: Flows::default(),
        };
        let place = |name: &String| priorities.iter().position(|known| known == name);
        for (cells, from) in self.ranks.iter().zip(&old.priorities) {
            for (tickets, to) in cells.iter().zip(&new.priorities) {
                if let (Some(row), Some(column)) = (place(from), place(to)) {
                    found.count(row, column, *tickets);
                }
            }
        }
        for (cells, from) in self.teams.iter().zip(&old.team_names) {
            for (tickets, to) in cells.iter().zip(&new.team_names) {
                found.teams.add(Some(from), Some(to), *tickets);
            }
        }
        self.categories.iter().for_each(|(from, to)| found.categories.add(from.as_deref(), to.as_deref(), 1));
        found
    }
}

/// Which places of two lists have the same name.
struct Twins(Vec<usize>);

/// The place of a name that the other list does not have.
const NO_TWIN: usize = usize::MAX;

impl Twins {
    fn of(old: &[String], new: &[String]) -> Self {
        let place = |name: &String| new.iter().position(|other| other == name).unwrap_or(NO_TWIN);
        Self(old.iter().map(place).collect())
    }

    /// The place in the later list; of what is in no list, the same.
    fn twin_of(&self, old: usize) -> usize {
        self.0.get(old).copied().unwrap_or(old)
    }

    /// Whether these are two names and not one.
    fn part(&self, old: usize, new: usize) -> bool {
        self.twin_of(old) != new
    }
}

fn add(counts: &mut [usize], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}

fn count(table: &mut [Vec<usize>], row: usize, column: usize, tickets: usize) {
    if let Some(cell) = table.get_mut(row).and_then(|row| row.get_mut(column)) {
        *cell += tickets;
    }
}
