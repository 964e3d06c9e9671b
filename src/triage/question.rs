//! `Questions`: words that conditions look for in long texts.
//!
//! No two long texts are alike, so nothing is remembered of them, and nothing is looked for that the ticket's other fields
//! have settled: a text is asked only for the words of the lines that are left.

use super::bits::{each, lower};
use super::plan::{Plan, needles};
use super::row::Left;
use super::slip::Slip;
use serde::Serialize;

/// Whether a text holds one of several words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The number of the field.
    pub field: usize,
    /// Any of them will do.
    pub words: Vec<String>,
}

/// All questions, and who asks them.
#[derive(Debug)]
pub(super) struct Questions {
    pub(super) all: Vec<Question>,
    /// Lines that ask something, as bits.
    asking: Vec<u64>,
    /// What each line asks.
    asked: Vec<Vec<usize>>,
    /// Which questions are on the slip.
    open: Vec<bool>,
}

impl Questions {
    /// The questions that lines ask of long texts.
    pub(super) fn new(plan: &Plan) -> Self {
        let mut questions = Self {
            all: Vec::new(),
            asking: vec![0; plan.lines.len().div_ceil(64)],
            asked: Vec::new(),
            open: Vec::new(),
        };
        for (number, line) in plan.lines.iter().enumerate() {
            let mut asked = Vec::new();
            for (field, conditions) in line.by_field.iter().filter(|(field, _)| plan.is_long(**field)) {
                for words in conditions.iter().filter_map(needles) {
                    let words = words.into_iter().map(str::to_owned).collect();
                    asked.push(place(&mut questions.all, Question { field: *field, words }));
                }
            }
            if !asked.is_empty() {
                super::bits::raise(&mut questions.asking, number);
            }
            questions.asked.push(asked);
        }
        questions.open = vec![false; questions.all.len()];
        questions
    }

    /// Writes the questions that are left onto the slip.
    pub(super) fn ask(&mut self, left: &Left, slip: &mut Slip) {
        let Self { all, asking, asked, open } = self;
        slip.ask_nothing();
        each(left.alive.iter().zip(&*asking).map(|(alive, asking)| alive & asking), |line| {
            for number in asked.get(line).into_iter().flatten() {
                let there = all.get(*number).and_then(|question| slip.numbers.get(question.field));
                if let Some(open) = open.get_mut(*number).filter(|open| !**open && there.is_some_and(|n| *n != 0)) {
                    *open = true;
                    slip.ask(*number);
                }
            }
        });
        open.fill(false);
    }

    /// Leaves what the answers leave. `numbers` are the questions that were asked, in the order of the answers.
    pub(super) fn answer(&mut self, left: &mut Left, numbers: &[u32], slip: &Slip) {
        let Self { asking, asked, open: denied, .. } = self;
        for (number, answer) in numbers.iter().zip(slip.open()) {
            if let Some(denied) = denied.get_mut(*number as usize) {
                *denied = *answer == 0;
            }
        }
        let mut dead = Vec::new();
        each(left.alive.iter().zip(&*asking).map(|(alive, asking)| alive & asking), |line| {
            let mut asked = asked.get(line).into_iter().flatten();
            if asked.any(|number| denied.get(*number).copied().unwrap_or(false)) {
                dead.push(line);
            }
        });
        dead.into_iter().for_each(|line| lower(&mut left.alive, line));
        denied.fill(false);
    }
}

/// The place of a question in the list, to which it is added if it is new.
fn place(questions: &mut Vec<Question>, question: Question) -> usize {
    questions.iter().position(|known| *known == question).unwrap_or_else(|| {
        questions.push(question);
        questions.len() - 1
    })
}
