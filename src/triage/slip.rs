//! `Slip`: a ticket as numbers, written by whoever reads the ticket.

/// How many bytes of a long text fit on a slip.
pub const TEXT_BYTES: usize = 1 << 14;

/// A number for each field: 0 for none, the number of its value, or the length of its text.
#[derive(Debug)]
pub struct Slip {
    /// In the order of the fields.
    pub numbers: Vec<u32>,
    /// Room for each long text, in UTF-8.
    pub texts: Vec<Vec<u8>>,
}

impl Slip {
    pub(super) fn new(fields: usize, texts: usize) -> Self {
        Self { numbers: vec![0; fields], texts: vec![vec![0; TEXT_BYTES]; texts] }
    }

    /// A text as intake would have it; none if it is none.
    pub(super) fn text(&self, number: usize, length: u32) -> Option<&str> {
        let bytes = self.texts.get(number)?.get(..length as usize)?;
        std::str::from_utf8(bytes).ok().map(str::trim)
    }
}
