//! `Timeline`: the open time of a calendar as blocks, prepared when first asked for.
//!
//! Counting is the difference of two prefix sums, finding a due date one binary search in them, whatever the span.
//! Blocks from 1970 to 2106 are kept (at most about 2 MB for a three-shift calendar, if all are asked for); others are
//! built for the question and dropped, so memory is bounded. A block holds the same whoever built it first, so answers
//! do not depend on the questions before.

use super::block::{self, Block};
use super::segment::{Segment, Segments};
use super::source::Source;
use crate::time::Instant;
use std::iter;
use std::ops::Deref;
use std::sync::OnceLock;

/// How many blocks are kept, from 1970 on: 136 years.
const KEPT: usize = 128;
/// A search answers "never" after so many blocks without what it looks for: more than a century.
const PATIENCE: usize = 100;
/// The block in which the year 2026 begins: near to what is asked most.
const USUAL: usize = 52;

/// Open time, and where it is.
#[derive(Debug)]
pub(super) struct Timeline {
    source: Source,
    /// Open at every instant: plain arithmetic, exact and without a search.
    always: bool,
    kept: Box<[OnceLock<Block>]>,
}

/// A block that is kept, or one built for this question.
enum Held<'a> {
    Kept(&'a Block),
    Built(Block),
}

impl Deref for Held<'_> {
    type Target = Block;

    fn deref(&self) -> &Block {
        match self {
            Self::Kept(block) => block,
            Self::Built(block) => block,
        }
    }
}

impl Timeline {
    /// The timeline of a source; nothing is prepared yet.
    pub(super) fn new(source: Source) -> Self {
        let always = source.is_always();
        let kept = iter::repeat_with(OnceLock::new).take(if always { 0 } else { KEPT }).collect();
        Self { source, always, kept }
    }

    /// What it was made from.
    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    /// Whether it is open at every instant.
    pub(super) fn is_always(&self) -> bool {
        self.always
    }

    /// Whether it is open at all between 1970 and 2106.
    pub(super) fn ever_opens(&self) -> bool {
        let numbers = || (0..).take(KEPT);
        let mut nearest_first = numbers().skip(USUAL).chain(numbers().take(USUAL));
        self.always || nearest_first.any(|number| self.block(number).open() > 0)
    }

    /// Whether it is open at `at`.
    pub(super) fn is_open(&self, at: i64) -> bool {
        let number = block::number(at);
        let offset = at - block::start(number);
        self.always || self.block(number).first_open(offset).is_some_and(|(from, _)| from <= offset)
    }

    /// Open seconds from `from` to `to`, which is not earlier.
    pub(super) fn open_between(&self, from: i64, to: i64) -> i64 {
        if self.always {
            return to - from;
        }
        let (first, last) = (block::number(from), block::number(to));
        let whole: i64 = (first..last).map(|number| self.block(number).open()).sum();
        whole + self.open_before(last, to) - self.open_before(first, from)
    }

    /// The earliest instant by which `count` open seconds (at least one) have passed since `from`.
    pub(super) fn forward(&self, from: i64, count: i64) -> Option<i64> {
        if self.always {
            return from.checked_add(count);
        }
        // No budget is used up faster than time passes: a hopeless search is not begun.
        if count > Instant::MAX.unix() - from {
            return None;
        }
        let first = block::number(from);
        let mut left = count + self.open_before(first, from);
        for (number, block) in self.blocks_from(first) {
            if left <= block.open() {
                return Some(block::start(number) + block.end_of(left)?);
            }
            left -= block.open();
        }
        None
    }

    /// The latest instant from which `count` open seconds (at least one) pass until `from`.
    pub(super) fn backward(&self, from: i64, count: i64) -> Option<i64> {
        if self.always {
            return from.checked_sub(count);
        }
        if count > from - Instant::MIN.unix() {
            return None;
        }
        let first = block::number(from);
        let mut left = self.open_before(first, from) - count;
        for (number, block) in self.blocks_back_from(first) {
            // `left` counts from the start of this block; negative, it lies before.
            if number != first {
                left += block.open();
            }
            if left >= 0 {
                return Some(block::start(number) + block.start_of(left)?);
            }
        }
        None
    }

    /// The first instant at or after `at` that is open.
    pub(super) fn next_open(&self, at: i64) -> Option<i64> {
        if self.always {
            return Some(at);
        }
        self.blocks_from(block::number(at)).find_map(|(number, block)| {
            let start = block::start(number);
            block.first_open(at - start).map(|(from, _)| at.max(start + from))
        })
    }

    /// The end of the open time that runs at `at` or, if none does, comes next.
    pub(super) fn next_close(&self, at: i64) -> Option<i64> {
        if self.always {
            return None;
        }
        let from = self.next_open(at)?;
        for (number, block) in self.blocks_from(block::number(from)).take(PATIENCE) {
            let start = block::start(number);
            let offset = (from - start).max(0);
            match block.first_open(offset) {
                // Open time may run on into the next block.
                Some((opens, closes)) if opens <= offset && closes == block::LENGTH => {}
                Some((opens, closes)) if opens <= offset => return Some(start + closes),
                _ => return Some(start),
            }
        }
        None
    }

    /// The last instant at or before `at` up to which it was open: `at` itself inside open time.
    pub(super) fn prev_close(&self, at: i64) -> Option<i64> {
        if self.always {
            return Some(at);
        }
        self.blocks_back_from(block::number(at)).find_map(|(number, block)| {
            let start = block::start(number);
            block.last_open((at - start).min(block::LENGTH)).map(|to| start + to)
        })
    }

    /// Open segments that end after `at`, in order; open time may be cut in two where a block ends.
    pub(super) fn segments_after(&self, at: i64) -> impl Iterator<Item = Segment> {
        let blocks = self.blocks_from(block::number(at));
        let segments = blocks.flat_map(|(number, block)| block.segments(number).collect::<Vec<_>>());
        segments.skip_while(move |segment| segment.to <= at)
    }

    /// Open segments that start before `at`, the latest first.
    pub(super) fn segments_before(&self, at: i64) -> impl Iterator<Item = Segment> {
        let blocks = self.blocks_back_from(block::number(at));
        let segments = blocks.flat_map(|(number, block)| block.segments(number).rev().collect::<Vec<_>>());
        segments.skip_while(move |segment| segment.from >= at)
    }

    /// Open seconds of block `number` before `at`.
    fn open_before(&self, number: i64, at: i64) -> i64 {
        self.block(number).open_before(at - block::start(number))
    }

    /// Blocks from `first` on.
    fn blocks_from(&self, first: i64) -> impl Iterator<Item = (i64, Held<'_>)> {
        self.blocks(first, 1)
    }

    /// Blocks from `first` back.
    fn blocks_back_from(&self, first: i64) -> impl Iterator<Item = (i64, Held<'_>)> {
        self.blocks(first, -1)
    }

    /// Blocks one way, until time ends or patience does.
    fn blocks(&self, first: i64, step: i64) -> impl Iterator<Item = (i64, Held<'_>)> {
        let in_time = block::number(Instant::MIN.unix())..=block::number(Instant::MAX.unix());
        let numbers = iter::successors(Some(first), move |number| Some(number + step));
        let mut fruitless = 0;
        numbers.take_while(move |number| in_time.contains(number)).map_while(move |number| {
            let block = self.block(number);
            fruitless = if block.open() > 0 { 0 } else { fruitless + 1 };
            (fruitless <= PATIENCE).then_some((number, block))
        })
    }

    fn block(&self, number: i64) -> Held<'_> {
        let kept = usize::try_from(number).ok().and_then(|place| self.kept.get(place));
        let span = block::span(number);
        let open = || if self.always { Segments::union_of(vec![span]) } else { self.source.open(span) };
        let build = || Block::new(number, &open());
        match kept {
            Some(kept) => Held::Kept(kept.get_or_init(build)),
            None => Held::Built(build()),
        }
    }
}
