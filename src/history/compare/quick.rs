//! Quick: priorities and teams only, from sketches. No clock is read, so an edit shows at once what it changes.

use super::flows::Flows;
use super::{Aspect, AspectCount, Comparison, Question, Side, failures, percent, priorities};
use crate::history::History;
use crate::history::sketch::Sketch;
use crate::policy::Policy;

/// What differs between two sketches.
struct Differences {
    tickets: usize,
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
        let found = Differences::of(&old, &new);
        let names = priorities(before, after);
        let teams = found.teams(&old, &new);
        let matrix = matrix(&found.ranks, &old, &new, &names);
        let below = |row: usize, column: usize| matrix.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0);
        let pairs = || (0..names.len()).flat_map(|row| (0..names.len()).map(move |column| (row, column)));
        let (raised, lowered) =
            (pairs().filter(|(row, column)| column < row), pairs().filter(|(row, column)| column > row));
        let page = found.changed.iter().skip(question.offset).take(question.limit);
        let changes = page.filter_map(|(row, aspects)| {
            let at = question.now.unwrap_or_else(|| self.last_known(*row));
            let side = |policy: &Policy| {
                let decision = self.decide(policy, *row, Some(at))?.ok()?;
                Some((decision.id.clone(), Side::of(policy, decision)))
            };
            let ((id, before), (_, after)) = (side(before)?, side(after)?);
            Some(super::ChangedTicket { index: *row, id, aspects: aspects.clone(), before, after })
        });
        Some(Comparison {
            before: before.identity().clone(),
            after: after.identity().clone(),
            clocks: false,
            tickets: found.tickets,
            changed: found.changed.len(),
            percent: percent(found.changed.len(), found.tickets),
            aspects: [Aspect::Priority, Aspect::Team, Aspect::Category].map(|aspect| found.count(aspect)).into(),
            raised: raised.map(|(row, column)| below(row, column)).sum(),
            lowered: lowered.map(|(row, column)| below(row, column)).sum(),
            changes: changes.collect(),
            priorities: names,
            teams: teams.moved(),
            categories: found.categories().moved(),
            load: teams.load(),
            targets: Vec::new(),
            escalations: Vec::new(),
            cost: None,
            offset: question.offset,
            limit: question.limit,
            failures: self.undecidable(before, &old),
            problems: self.problems(),
            matrix,
        })
    }

    fn undecidable(&self, policy: &Policy, sketch: &Sketch) -> Vec<super::Failure> {
        let rows = (0..self.len()).filter(|row| !sketch.has(*row));
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
            tickets: 0,
            changed: Vec::new(),
            ranks: table(old.priorities.len(), new.priorities.len()),
            teams: table(old.team_names.len(), new.team_names.len()),
            categories: Vec::new(),
        };
        let same_facts = old.shares_facts(new);
        let other_rank = unlike(&old.priorities, &new.priorities);
        let other_team = unlike(&old.team_names, &new.team_names);
        let (ranks, teams) = (old.ranks.iter().zip(&new.ranks), old.teams.iter().zip(&new.teams));
        for (row, (rank, team)) in ranks.zip(teams).enumerate() {
            if !old.has(row) {
                continue;
            }
            found.tickets += 1;
            count(&mut found.ranks, usize::from(*rank.0), usize::from(*rank.1));
            count(&mut found.teams, usize::from(*team.0), usize::from(*team.1));
            let aspects = [
                at(&other_rank, usize::from(*rank.0), usize::from(*rank.1)),
                at(&other_team, usize::from(*team.0), usize::from(*team.1)),
                !same_facts && found.moves_category(old, new, row),
            ];
            if aspects.contains(&true) {
                let all = [Aspect::Priority, Aspect::Team, Aspect::Category];
                let aspects = all.into_iter().zip(aspects).filter(|(_, differs)| *differs).map(|(aspect, _)| aspect);
                found.changed.push((row, aspects.collect()));
            }
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

    fn count(&self, aspect: Aspect) -> AspectCount {
        AspectCount { aspect, tickets: self.changed.iter().filter(|(_, aspects)| aspects.contains(&aspect)).count() }
    }

    fn teams<'s>(&self, old: &'s Sketch, new: &'s Sketch) -> Flows<'s> {
        let mut flows = Flows::default();
        for (cells, from) in self.teams.iter().zip(&old.team_names) {
            for (tickets, to) in cells.iter().zip(&new.team_names) {
                flows.add(Some(from), Some(to), *tickets);
            }
        }
        flows
    }

    fn categories(&self) -> Flows<'_> {
        let mut flows = Flows::default();
        self.categories.iter().for_each(|(from, to)| flows.add(from.as_deref(), to.as_deref(), 1));
        flows
    }
}

/// Which names of two lists are not the same.
fn unlike(old: &[String], new: &[String]) -> Vec<Vec<bool>> {
    old.iter().map(|old| new.iter().map(|new| old != new).collect()).collect()
}

fn at(table: &[Vec<bool>], row: usize, column: usize) -> bool {
    table.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
}

fn count(table: &mut [Vec<usize>], row: usize, column: usize) {
    if let Some(cell) = table.get_mut(row).and_then(|row| row.get_mut(column)) {
        *cell += 1;
    }
}

/// The counts by the ranks of each policy's own list, by the names of both.
fn matrix(ranks: &[Vec<usize>], old: &Sketch, new: &Sketch, names: &[String]) -> Vec<Vec<usize>> {
    let place = |list: &[String], rank: usize| {
        let name = list.get(rank)?;
        names.iter().position(|known| known == name)
    };
    let mut matrix = vec![vec![0; names.len()]; names.len()];
    for (row, cells) in ranks.iter().enumerate() {
        for (column, tickets) in cells.iter().enumerate() {
            if let (Some(row), Some(column)) = (place(&old.priorities, row), place(&new.priorities, column))
                && let Some(cell) = matrix.get_mut(row).and_then(|row| row.get_mut(column))
            {
                *cell += tickets;
            }
        }
    }
    matrix
}
