//! `Questions`: words that conditions look for in long texts.
//!
//! No two long texts are alike, so nothing is remembered of them, and nothing is looked for that the ticket's other fields
//! have settled: a text is asked only for the words of the lines that are left.

use super::bits::{first, is_raised, lower, raise};
use super::plan::{Plan, needles};
use super::row::Left;
use super::slip::{NO, Slip};
use serde::Serialize;
use std::ops::Range;

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
    /// Lines of which more is asked than stands in them, as bits.
    more: Vec<u64>,
    /// Lines in the order in which they are asked, a stage each; of some, only the first that holds counts.
    stages: [(Range<usize>, bool); 5],
}

impl Questions {
    /// The questions that lines ask of long texts.
    pub(super) fn new(plan: &Plan) -> Self {
        let (mut all, mut asked, entries) = (Vec::new(), Vec::new(), &plan.entries);
        let (mut asking, mut more) = (vec![0; plan.lines.len().div_ceil(64)], vec![0; plan.lines.len().div_ceil(64)]);
        for (number, line) in plan.lines.iter().enumerate() {
            let long = line.by_field.iter().filter(|(field, _)| plan.is_long(**field));
            let words =
                long.flat_map(|(field, conditions)| conditions.iter().filter_map(needles).map(|words| (*field, words)));
            let question = |(field, words): (usize, Vec<&str>)| {
                place(&mut all, Question { field, words: words.into_iter().map(str::to_owned).collect() })
            };
            let questions: Vec<usize> = words.map(question).collect();
            if !questions.is_empty() {
                raise(&mut asking, number);
            }
            asked.push(questions);
        }
        plan.beside.iter().for_each(|(line, _)| raise(&mut more, *line));
        let stages = [
            (entries.raising.clone(), true),
            (entries.caps.clone(), true),
            (entries.others.clone(), false),
            (entries.routes.clone(), true),
            (entries.all().len()..plan.lines.len(), false),
        ];
        Self { all, asking, asked, more, stages }
    }

    /// How many words a slip may need for questions.
    pub(super) fn room(&self) -> usize {
        1 + self.stages.len() + self.asked.iter().map(Vec::len).sum::<usize>()
    }

    /// Writes the questions that are left onto the slip.
    pub(super) fn ask(&self, left: &Left, slip: &mut Slip) {
        slip.ask_nothing();
        for (lines, first_counts) in &self.stages {
            // What stands behind a line that holds whatever the texts say is not heard.
            let unasked =
                || left.sure().zip(&self.asking).zip(&self.more).map(|((sure, asking), more)| sure & !asking & !more);
            let heard = if *first_counts { first(unasked(), lines) } else { None };
            let mut lines = lines.start..heard.unwrap_or(lines.end);
            while let Some(line) =
                first(left.alive.iter().zip(&self.asking).map(|(alive, asking)| alive & asking), &lines)
            {
                lines.start = line + 1;
                let settled = !is_raised(&left.unsure, line) && !is_raised(&self.more, line);
                self.ask_of(line, *first_counts && settled, slip);
            }
            slip.end_stage();
        }
    }

    fn ask_of(&self, line: usize, settles: bool, slip: &mut Slip) {
        let questions = self.asked.get(line).map(Vec::as_slice).unwrap_or_default();
        for number in questions {
            let there = self.all.get(*number).and_then(|question| slip.numbers.get(question.field));
            if there.is_some_and(|number| *number != 0) {
                slip.ask(*number, settles && questions.len() == 1);
            }
        }
    }

    /// Leaves what the answers on the slip leave.
    pub(super) fn answer(&self, left: &mut Left, slip: &mut Slip) {
        let mut lines = 0..self.asked.len();
        while let Some(line) = first(left.alive.iter().zip(&self.asking).map(|(alive, asking)| alive & asking), &lines)
        {
            lines.start = line + 1;
            let mut asked = self.asked.get(line).into_iter().flatten();
            if asked.any(|number| slip.answers.get(*number) == Some(&NO)) {
                lower(&mut left.alive, line);
            }
        }
        slip.forget_answers();
    }
}

/// The place of a question in the list, to which it is added if it is new.
fn place(questions: &mut Vec<Question>, question: Question) -> usize {
    questions.iter().position(|known| *known == question).unwrap_or_else(|| {
        questions.push(question);
        questions.len() - 1
    })
}
