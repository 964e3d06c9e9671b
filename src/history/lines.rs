//! Lines: NDJSON in pieces of any size becomes whole lines with their numbers.

/// A file without line ends must not fill the memory.
const LONGEST: usize = 16 << 20;

/// The beginning of a line whose end has not come yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    begun: Vec<u8>,
    too_long: bool,
    /// How many lines have ended.
    ended: u32,
}

/// A line, or nothing of one that was too long to keep.
pub(super) type Line<'a> = (u32, Option<&'a [u8]>);

impl Lines {
    /// Takes the next piece and hands over every line that ends in it.
    pub(super) fn take(&mut self, mut piece: &[u8], mut each: impl FnMut(Line<'_>)) {
        while let Some(end) = memchr::memchr(b'\n', piece) {
            let (line, rest) = piece.split_at_checked(end).unwrap_or((piece, &[]));
            piece = rest.get(1..).unwrap_or_default();
            self.ended += 1;
            if self.begun.is_empty() && !self.too_long {
                each((self.ended, (line.len() <= LONGEST).then_some(line)));
            } else {
                self.keep(line);
                each((self.ended, (!self.too_long).then_some(self.begun.as_slice())));
                self.forget();
            }
        }
        self.keep(piece);
    }

    /// The line that has begun, numbered as if it ended here; none if none has.
    pub(super) fn begun(&self) -> Option<Line<'_>> {
        let some = self.too_long || !self.begun.is_empty();
        some.then(|| (self.ended + 1, (!self.too_long).then_some(self.begun.as_slice())))
    }

    /// Ends the line that has begun.
    pub(super) fn end(&mut self) {
        self.ended += 1;
        self.forget();
    }

    fn keep(&mut self, part: &[u8]) {
        if self.too_long || self.begun.len() + part.len() > LONGEST {
            self.too_long = true;
            self.begun = Vec::new();
        } else {
            self.begun.extend_from_slice(part);
        }
    }

    fn forget(&mut self) {
        self.begun.clear();
        self.too_long = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_the_pieces_does_not_matter() {
        let text = b"one\ntwo\n\nfour\nfive";
        for size in 1..=text.len() {
            let (mut lines, mut seen) = (Lines::default(), Vec::new());
            for piece in text.chunks(size) {
                lines.take(piece, |(number, line)| seen.push((number, line.unwrap().to_vec())));
            }
            let (number, line) = lines.begun().unwrap();
            seen.push((number, line.unwrap().to_vec()));
            let expected: Vec<_> = (1..).zip(text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec)).collect();
            assert_eq!(seen, expected, "in pieces of {size}");
        }
    }

    #[test]
    fn a_line_that_is_too_long_spoils_no_other() {
        let (mut lines, mut seen) = (Lines::default(), Vec::new());
        let long = vec![b'x'; LONGEST - 1];
        for piece in [&b"a\n"[..], &long, &long, b"\nb\n"] {
            lines.take(piece, |(number, line)| seen.push((number, line.map(<[u8]>::len))));
        }
        assert_eq!(seen, [(1, Some(1)), (2, None), (3, Some(1))]);
    }
}
