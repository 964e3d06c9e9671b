//! Sets of time: sorted half-open segments, and the algebra everything else is built of.

use crate::order::order;

/// `[from, to)` in seconds, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Segment {
    /// The first second inside.
    pub(super) from: i64,
    /// The first second after.
    pub(super) to: i64,
}

impl Segment {
    /// The segment between two points; none if it would be empty.
    pub(super) fn new(from: i64, to: i64) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// What lies in both.
    fn and(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }
}

/// A set of seconds.
///
/// INVARIANT: sorted, and neighbours are apart (the end of one lies before the start of the next).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Segments(Vec<Segment>);

impl Segments {
    /// The set of all seconds in `pieces`, which may come in any order and overlap: each second counts once.
    pub(super) fn union_of(mut pieces: Vec<Segment>) -> Self {
        order(&mut pieces, Segment::cmp);
        let mut merged: Vec<Segment> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match merged.last_mut() {
                Some(last) if piece.from <= last.to => last.to = last.to.max(piece.to),
                _ => merged.push(piece),
            }
        }
        Self(merged)
    }

    /// What lies in both.
    pub(super) fn intersect(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = Vec::new();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            both.extend(a.and(**b));
            if a.to <= b.to {
                left.next()
            } else {
                right.next()
            };
        }
        Self(both)
    }

    /// What lies in `span` but not here.
    pub(super) fn gaps(&self, span: Segment) -> Self {
        let mut gaps = Vec::with_capacity(self.0.len() + 1);
        let mut from = span.from;
        for segment in &self.0 {
            gaps.extend(Segment::new(from, segment.from.min(span.to)));
            from = from.max(segment.to);
        }
        gaps.extend(Segment::new(from, span.to));
        Self(gaps)
    }

    /// What lies here and in `span`, but not in `other`.
    pub(super) fn without(&self, other: &Self, span: Segment) -> Self {
        self.intersect(&other.gaps(span))
    }

    /// The segments, in order.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = Segment> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(pieces: &[(i64, i64)]) -> Segments {
        Segments::union_of(pieces.iter().filter_map(|&(from, to)| Segment::new(from, to)).collect())
    }

    #[test]
    fn overlapping_and_touching_pieces_become_one() {
        assert_eq!(set(&[(5, 9), (0, 3), (3, 5), (20, 20), (6, 7)]), set(&[(0, 9)]));
    }

    #[test]
    fn the_algebra_agrees_with_sets_of_seconds() {
        let (a, b) = (set(&[(0, 3), (5, 9), (12, 20)]), set(&[(2, 6), (8, 13), (19, 25)]));
        let span = Segment { from: 1, to: 18 };
        let has = |s: &Segments, t: i64| s.iter().any(|x| x.from <= t && t < x.to);
        let (both, gaps, rest) = (a.intersect(&b), a.gaps(span), a.without(&b, span));
        for t in -2..30 {
            let inside = span.from <= t && t < span.to;
            assert_eq!(has(&both, t), has(&a, t) && has(&b, t), "both at {t}");
            assert_eq!(has(&gaps, t), inside && !has(&a, t), "gaps at {t}");
            assert_eq!(has(&rest, t), inside && has(&a, t) && !has(&b, t), "rest at {t}");
        }
    }
}
