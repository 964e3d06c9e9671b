//! Needles: which of many plain texts stand in each of very many others, all of them looked for in one pass.
//!
//! The automaton of the library is made into a table. A step through a table waits for the step before it; several
//! texts are walked side by side, so that while one waits the others go on.

use crate::gather::gather;
use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many texts are walked side by side.
const LANES: usize = 4;
/// Marks a state in which needles end.
const ENDS: u32 = 1 << 31;
/// Cells that the processor fetches together: no row begins between two such lines.
const LINE: usize = 16;
/// A larger table would not stay near the processor.
const CELLS: usize = 1 << 22;

/// Texts to look for.
#[derive(Debug)]
pub(crate) struct Needles {
    /// Bytes that no needle tells apart are one class.
    classes: [u8; 256],
    /// For each state and class the next state, as the place of its row.
    next: Vec<u32>,
    start: u32,
    /// How many cells a row has.
    width: usize,
    /// The needles that end in each state.
    ends: Vec<Vec<usize>>,
}

impl Needles {
    /// A search for texts; none if they are too many, or one of them is empty.
    pub(crate) fn new(texts: &[&str]) -> Option<Self> {
        let search = NFA::new(texts).ok().filter(|_| texts.iter().all(|text| !text.is_empty()))?;
        let (classes, examples) = classes(texts);
        let width = examples.len().next_multiple_of(LINE);
        let count = beginnings(texts);
        if count * width > CELLS {
            return None;
        }
        let mut states = vec![search.start_state(Anchored::No).ok()?];
        let mut places: BTreeMap<StateID, u32> = gather(states.iter().map(|state| (*state, 0)));
        // With room for all: a list that grows needs it twice.
        let (mut next, mut ends) = (Vec::with_capacity(count * width), Vec::with_capacity(count));
        let mut at = 0;
        while let Some(state) = states.get(at).copied() {
            for byte in &examples {
                let to = search.next_state(Anchored::No, state, *byte);
                let place = *places.entry(to).or_insert_with(|| {
                    states.push(to);
                    ((states.len() - 1) * width) as u32
                });
                next.push(if search.is_match(to) { place | ENDS } else { place });
            }
            next.resize(next.len().next_multiple_of(width), 0);
            let found = if search.is_match(state) { search.match_len(state) } else { 0 };
            ends.push((0..found).map(|index| search.match_pattern(state, index).as_usize()).collect());
            at += 1;
        }
        Some(Self { classes, next, start: 0, width, ends })
    }

    /// Tells for each text, by its number, which needles stand in it; one that stands there twice may be told twice.
    pub(crate) fn find<'t>(&self, texts: impl Iterator<Item = (usize, &'t [u8])>, mut tell: impl FnMut(usize, usize)) {
        let mut texts = texts.filter(|(_, text)| !text.is_empty());
        let mut lanes: [Option<Lane<'t>>; LANES] = std::array::from_fn(|_| self.lane(texts.next()));
        while let [Some(a), Some(b), Some(c), Some(d)] = &mut lanes {
            self.together([a, b, c, d], &mut tell);
            for lane in &mut lanes {
                if lane.as_ref().is_some_and(|lane| lane.rest.is_empty()) {
                    *lane = self.lane(texts.next());
                }
            }
        }
        for lane in lanes.iter_mut().flatten() {
            self.alone(lane, &mut tell);
        }
    }

    /// Tells for one text, in its order, which needles stand in it and where each ends.
    pub(crate) fn each_end(&self, text: &[u8], mut tell: impl FnMut(usize, usize)) {
        let (mut state, mut rest) = (self.start, text.iter());
        while let Some(ended) = self.walk(state, &mut rest) {
            let end = text.len() - rest.len();
            self.ends_in(ended).iter().for_each(|needle| tell(*needle, end));
            state = ended;
        }
    }

    /// Walks to the next state in which needles end. Alone, so that nothing else takes the registers: a step is the
    /// latency of one load.
    #[inline(never)]
    fn walk(&self, mut state: u32, text: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
        for byte in text {
            state = self.step(state, *byte);
            if state & ENDS != 0 {
                return Some(state);
            }
        }
        None
    }

    fn lane<'t>(&self, text: Option<(usize, &'t [u8])>) -> Option<Lane<'t>> {
        text.map(|(number, rest)| Lane { number, rest, state: self.start })
    }

    /// Walks until the first of the texts ends.
    fn together(&self, lanes: [&mut Lane<'_>; LANES], tell: &mut impl FnMut(usize, usize)) {
        let length = lanes.iter().map(|lane| lane.rest.len()).min().unwrap_or(0);
        let [a, b, c, d] = lanes;
        let (ta, tb, tc, td) = (a.split(length), b.split(length), c.split(length), d.split(length));
        let [mut sa, mut sb, mut sc, mut sd] = [a.state, b.state, c.state, d.state];
        for (((xa, xb), xc), xd) in ta.iter().zip(tb).zip(tc).zip(td) {
            [sa, sb, sc, sd] = [self.step(sa, *xa), self.step(sb, *xb), self.step(sc, *xc), self.step(sd, *xd)];
            if (sa | sb | sc | sd) & ENDS != 0 {
                self.ended(sa, a.number, tell);
                self.ended(sb, b.number, tell);
                self.ended(sc, c.number, tell);
                self.ended(sd, d.number, tell);
            }
        }
        [a.state, b.state, c.state, d.state] = [sa, sb, sc, sd];
    }

    fn alone(&self, lane: &mut Lane<'_>, tell: &mut impl FnMut(usize, usize)) {
        for byte in lane.rest {
            lane.state = self.step(lane.state, *byte);
            self.ended(lane.state, lane.number, tell);
        }
    }

    #[inline(always)]
    fn step(&self, state: u32, byte: u8) -> u32 {
        let class = self.classes.get(usize::from(byte)).copied().unwrap_or(0);
        self.next.get((state & !ENDS) as usize + usize::from(class)).copied().unwrap_or_else(nowhere)
    }

    #[inline(always)]
    fn ended(&self, state: u32, number: usize, tell: &mut impl FnMut(usize, usize)) {
        if state & ENDS != 0 {
            self.ends_in(state).iter().for_each(|needle| tell(number, *needle));
        }
    }

    /// Most steps end in no needle: what follows from one is kept out of their way.
    #[inline(never)]
    fn ends_in(&self, state: u32) -> &[usize] {
        self.ends.get((state & !ENDS) as usize / self.width).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Never; called where it is looked for, and not chosen, so that no step waits for the choice.
#[cold]
#[inline(never)]
fn nowhere() -> u32 {
    0
}

/// A text that is being walked.
struct Lane<'t> {
    number: usize,
    rest: &'t [u8],
    state: u32,
}

impl<'t> Lane<'t> {
    /// The next so many bytes.
    fn split(&mut self, length: usize) -> &'t [u8] {
        let (now, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = rest;
        now
    }
}

/// How many texts some of these begin with, the empty one included: an automaton has a state for each.
fn beginnings(texts: &[&str]) -> usize {
    let sorted: BTreeSet<&str> = gather(texts.iter().copied());
    let shared = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let before = std::iter::once("").chain(sorted.iter().copied());
    1 + before.zip(&sorted).map(|(before, text)| text.len() - shared(before, text)).sum::<usize>()
}

/// The class of each byte, and a byte of each class: the first stands for all that are in no needle.
///
/// The bytes that are most frequent in needles come first. They are so in texts too, so that of each row a walk mostly
/// sees the beginning, and what it sees of a table stays near the processor.
fn classes(texts: &[&str]) -> ([u8; 256], Vec<u8>) {
    let (mut classes, mut uses) = ([0; 256], [0_usize; 256]);
    texts.iter().flat_map(|text| text.bytes()).for_each(|byte| {
        if let Some(uses) = uses.get_mut(usize::from(byte)) {
            *uses += 1;
        }
    });
    let mut used: Vec<(Reverse<usize>, u8)> = uses.into_iter().map(Reverse).zip(0..=u8::MAX).collect();
    used.retain(|(uses, _)| uses.0 > 0);
    used.sort_unstable();
    // No text has the byte 0xff in it.
    let examples: Vec<u8> = [0xff].into_iter().chain(used.into_iter().map(|(_, byte)| byte)).collect();
    for (class, byte) in examples.iter().enumerate().skip(1) {
        if let Some(of_byte) = classes.get_mut(usize::from(*byte)) {
            *of_byte = class as u8;
        }
    }
    (classes, examples)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_stands_there(
            needles in prop::collection::btree_set("[abcü]{1,4}", 1..12),
            texts in prop::collection::vec("[abcdü ]{0,40}", 0..40),
        ) {
            let needles: Vec<&str> = needles.iter().map(String::as_str).collect();
            let made = Needles::new(&needles).unwrap();
            prop_assert_eq!(made.ends.len(), beginnings(&needles));
            let mut found = BTreeSet::new();
            let all = texts.iter().enumerate().map(|(number, text)| (number, text.as_bytes()));
            made.find(all, |text, needle| {
                found.insert((text, needle));
            });
            let mut expected = BTreeSet::new();
            for (at, text) in texts.iter().enumerate() {
                expected.extend((0..needles.len()).filter(|n| text.contains(needles[*n])).map(|n| (at, n)));
            }
            prop_assert_eq!(found, expected);
        }
    }
}
