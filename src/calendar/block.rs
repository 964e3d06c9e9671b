//! `Block`: about a year of open time, prepared so that every question is one binary search.

use super::segment::{Segment, Segments};

/// Seconds in a block: a power of two, so that the block of an instant is a shift and not a division.
pub(super) const LENGTH: i64 = 1 << SHIFT;
const SHIFT: u32 = 25;

/// The number of the block in which `at` lies.
pub(super) fn number(at: i64) -> i64 {
    at >> SHIFT
}

/// The first second of a block.
pub(super) fn start(number: i64) -> i64 {
    number << SHIFT
}

/// The whole of a block.
pub(super) fn span(number: i64) -> Segment {
    Segment { from: start(number), to: start(number) + LENGTH }
}

/// Open time as offsets from the block's start. 12 bytes a segment: a year of three shifts is about 13 kB.
#[derive(Debug)]
pub(super) struct Block {
    spans: Box<[Span]>,
    open: i64,
}

/// One open segment, and the open seconds of the block before it.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: u32,
    to: u32,
    before: u32,
}

impl Span {
    fn from(self) -> i64 {
        i64::from(self.from)
    }

    fn to(self) -> i64 {
        i64::from(self.to)
    }

    fn before(self) -> i64 {
        i64::from(self.before)
    }
}

impl Block {
    /// Prepares the segments of `open` that lie in block `number`.
    pub(super) fn new(number: i64, open: &Segments) -> Self {
        let mut before: u32 = 0;
        let spans = open.iter().filter_map(|segment| {
            let (from, to) = (offset(segment.from, number)?, offset(segment.to, number)?);
            let span = Span { from, to, before };
            before += to - from;
            Some(span)
        });
        let spans = spans.collect();
        Self { spans, open: before.into() }
    }

    /// Open seconds in all.
    pub(super) fn open(&self) -> i64 {
        self.open
    }

    /// Open seconds before `offset`.
    pub(super) fn open_before(&self, offset: i64) -> i64 {
        match self.last_from_before(offset) {
            Some(span) => span.before() + offset.min(span.to()) - span.from(),
            None => 0,
        }
    }

    /// Where the `count`-th open second ends (`1 <= count <= open`).
    pub(super) fn end_of(&self, count: i64) -> Option<i64> {
        let span = self.spans.get(self.spans.partition_point(|span| span.before() < count).checked_sub(1)?)?;
        Some(span.from() + count - span.before())
    }

    /// Where the open second after the first `count` starts (`0 <= count < open`).
    pub(super) fn start_of(&self, count: i64) -> Option<i64> {
        let span = self.spans.get(self.spans.partition_point(|span| span.before() <= count).checked_sub(1)?)?;
        Some(span.from() + count - span.before())
    }

    /// The first span that is open at `offset` or later.
    pub(super) fn first_open(&self, offset: i64) -> Option<(i64, i64)> {
        let span = self.spans.get(self.spans.partition_point(|span| span.to() <= offset))?;
        Some((span.from(), span.to()))
    }

    /// The last moment at or before `offset` up to which it was open.
    pub(super) fn last_open(&self, offset: i64) -> Option<i64> {
        self.last_from_before(offset).map(|span| offset.min(span.to()))
    }

    /// All open segments, as instants.
    pub(super) fn segments(&self, number: i64) -> impl DoubleEndedIterator<Item = Segment> {
        let start = start(number);
        self.spans.iter().map(move |span| Segment { from: start + span.from(), to: start + span.to() })
    }

    fn last_from_before(&self, offset: i64) -> Option<&Span> {
        self.spans.get(self.spans.partition_point(|span| span.from() < offset).checked_sub(1)?)
    }
}

fn offset(at: i64, number: i64) -> Option<u32> {
    u32::try_from(at - start(number)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_and_finding_are_inverse() {
        let pieces = [(10, 20), (30, 31), (50, 90)].map(|(from, to)| Segment { from, to });
        let block = Block::new(0, &Segments::union_of(pieces.to_vec()));
        assert_eq!(block.open(), 51);
        for count in 1..=block.open() {
            assert_eq!(block.open_before(block.end_of(count).unwrap()), count);
            assert_eq!(block.open_before(block.start_of(count - 1).unwrap()), count - 1);
        }
        assert_eq!((block.end_of(10), block.start_of(10)), (Some(20), Some(30)));
        assert_eq!((block.first_open(20), block.last_open(30)), (Some((30, 31)), Some(20)));
        assert_eq!((block.first_open(90), block.last_open(10)), (None, None));
    }
}
