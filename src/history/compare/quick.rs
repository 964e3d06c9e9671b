//! Quick: priorities and teams only, from sketches. No clock is read, so an edit shows at once what it changes.

use super::flows::Flows;
use super::{Aspect, AspectCount, Comparison, Question, Side, failures, percent, priorities};
use crate::history::History;
use crate::history::sketch::{Sketch, UNRANKED};
use crate::policy::Policy;

/// What can be told without clocks.
const ASPECTS: [Aspect; 3] = [Aspect::Priority, Aspect::Team, Aspect::Category];

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
            aspects: ASPECTS.map(|aspect| found.count(aspect)).into(),
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
            tickets: 0,
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
        found.tickets = found.ranks.iter().flatten().sum();
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
