//! Searched: conditions such as `t.description.contains("label")`, answered for all of them in one pass over the texts.

use super::bits::Bits;
use super::truth::{Answer, Truth};
use super::view::{View, answer};
use crate::expression::{Expr, Op};
use crate::history::column::{ABSENT, Column};
use crate::history::encoding::plain_text;
use crate::text::Needles;
use crate::ticket::{Kind, Ticket};
use crate::time::Instant;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Of fewer different texts each is soon asked about.
const TEXTS: usize = 256;

/// By field and by what is looked for there, a condition that asks for it.
type Wanted<'e> = BTreeMap<&'e str, BTreeMap<&'e str, &'e Expr>>;

/// Finds the answers of such conditions in trees, unless they are known.
pub(super) fn search(view: &mut View<'_>, trees: &[&Expr]) {
    let mut wanted = Wanted::new();
    trees.iter().for_each(|tree| want(view, tree, &mut wanted));
    for (field, conditions) in wanted {
        let column = view.facts.column(field).clone();
        let needles: Vec<&str> = conditions.keys().copied().collect();
        let search = Needles::new(&needles).filter(|_| column.width() > TEXTS);
        let Some(found) = search.and_then(|search| found(view.facts.count, &column, &search, needles.len())) else {
            continue;
        };
        let present = present(view.facts.count, &column);
        for (holds, condition) in found.into_iter().zip(conditions.values()) {
            let absent = answer(condition.holds(&Ticket::new(Instant::MIN, &view.policy.words.schema)));
            let truth = truth(view.facts.count, holds, &present, absent);
            let question = view.question(condition);
            view.known.note(question, Arc::new(truth));
        }
    }
}

fn want<'e>(view: &View<'_>, expr: &'e Expr, wanted: &mut Wanted<'e>) {
    if let Op::Contains(pair) = &expr.op
        && let [Expr { op: Op::Field(read), .. }, Expr { op: Op::Constant(Value::Text(needle)), .. }] = &**pair
    {
        let is_text = view.policy.words.schema.get(&read.name).is_some_and(|field| field.kind == Kind::Text);
        // These are filled in on the way.
        let fixed = !["impact", "urgency", "priority"].contains(&&*read.name);
        if is_text && fixed && !view.known.knows(&view.question(expr)) {
            wanted.entry(&read.name).or_default().insert(needle, expr);
        }
    }
    expr.parts().into_iter().for_each(|part| want(view, part, wanted));
}

/// For each needle the tickets in whose text it stands; none if the texts are not at hand.
fn found(count: usize, column: &Column, search: &Needles, needles: usize) -> Option<Vec<Bits>> {
    let texts: Vec<&[u8]> = column.entries().map(plain_text).collect::<Option<_>>()?;
    let owners = Owners::of(count, column);
    let mut sets = vec![vec![0_u64; count.div_ceil(64)]; needles];
    search.find(texts.into_iter().enumerate(), |text, needle| {
        for row in owners.of_entry(text) {
            if let Some(word) = sets.get_mut(needle).and_then(|set| set.get_mut(*row as usize / 64)) {
                *word |= 1 << (row % 64);
            }
        }
    });
    Some(sets.into_iter().map(Bits::of_words).collect())
}

fn present(count: usize, column: &Column) -> Bits {
    let mut known = vec![false; count];
    column.each(&mut known, |_, known, code| *known = code != ABSENT);
    Bits::of(&known, |known| known)
}

fn truth(count: usize, holds: Bits, present: &Bits, absent: Answer) -> Truth {
    let mut truth = Truth { not: present.without(&holds), holds, fails: Bits::none(count) };
    let lacking = Bits::all(count).without(present);
    match absent {
        Answer::Holds => truth.holds.add(lacking.words()),
        Answer::Not => truth.not.add(lacking.words()),
        Answer::Fails => truth.fails.add(lacking.words()),
        Answer::Undecided => {}
    }
    truth
}

/// The tickets that have each entry of a column.
struct Owners {
    /// Where the tickets of each code begin, and where those of the last end.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Owners {
    fn of(count: usize, column: &Column) -> Self {
        let mut codes = vec![ABSENT; count];
        column.each(&mut codes, |_, cell, code| *cell = code);
        let mut starts = vec![0_u32; column.width() + 1];
        for code in &codes {
            if let Some(next) = starts.get_mut(*code as usize + 1) {
                *next += 1;
            }
        }
        let mut sum = 0;
        starts.iter_mut().for_each(|start| {
            sum += *start;
            *start = sum;
        });
        let (mut free, mut rows) = (starts.clone(), vec![0; count]);
        for (row, code) in codes.iter().enumerate() {
            if let Some(place) = free.get_mut(*code as usize) {
                if let Some(cell) = rows.get_mut(*place as usize) {
                    *cell = row as u32;
                }
                *place += 1;
            }
        }
        Self { starts, rows }
    }

    /// The tickets of an entry, by its place; its code is one more.
    fn of_entry(&self, entry: usize) -> &[u32] {
        let range = || Some(*self.starts.get(entry + 1)? as usize..*self.starts.get(entry + 2)? as usize);
        range().and_then(|range| self.rows.get(range)).unwrap_or_default()
    }
}
