//! Kept texts: what the policy says comes again with the next ticket.

/// How many texts are kept.
const SLOTS: usize = 8192;
/// Longer texts are not kept.
const LONGEST: usize = 512;

/// Texts that the other side has kept, each in the slot that its hash names.
#[derive(Debug, Default)]
pub(super) struct Kept {
    slots: Vec<Slot>,
}

#[derive(Clone, Debug, Default)]
struct Slot {
    text: String,
    /// The hash of the last text that wanted the slot. It gets the slot when it comes again: what a ticket says comes
    /// once and must not drive out what the policy says.
    wanted: u32,
}

/// Where a text is.
pub(super) enum Found {
    /// The other side has it.
    There(usize),
    /// It is kept from now on.
    New(usize),
    Nowhere,
}

impl Kept {
    /// Forgets all texts.
    pub(super) fn forget(&mut self) {
        self.slots.clear();
        self.slots.resize(SLOTS, Slot::default());
    }

    /// Looks a text up, and keeps it when it comes for the second time.
    pub(super) fn find(&mut self, text: &str) -> Found {
        if text.len() > LONGEST {
            return Found::Nowhere;
        }
        let hash = hash(text.as_bytes());
        let number = hash as usize % SLOTS;
        let Some(slot) = self.slots.get_mut(number) else { return Found::Nowhere };
        if is_same(slot.text.as_bytes(), text.as_bytes()) {
            return Found::There(number);
        }
        if slot.wanted != hash {
            slot.wanted = hash;
            return Found::Nowhere;
        }
        slot.text.clear();
        slot.text.push_str(text);
        Found::New(number)
    }
}

/// Whether two texts are equal, eight bytes at a time: `==` is a call in WebAssembly, and looks at each byte.
fn is_same(left: &[u8], right: &[u8]) -> bool {
    let ((words, _), (other_words, _)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    left.len() == right.len()
        && end(left) == end(right)
        && words.iter().zip(other_words).all(|(word, other)| u64::from_le_bytes(*word) == u64::from_le_bytes(*other))
}

/// Of the text's length, beginning, middle and end: texts that are equal in all of these are rare and only share a slot.
fn hash(bytes: &[u8]) -> u32 {
    let word = |at| bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |word| u64::from_le_bytes(*word));
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let middle = if bytes.len() > 16 { word(bytes.len() / 2) } else { 0 };
    ([word(0), word(8), middle, end(bytes)].into_iter().fold(bytes.len() as u64, mix) >> 32) as u32
}

/// The last eight bytes; all, if there are fewer.
fn end(bytes: &[u8]) -> u64 {
    match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(word), ..) => u64::from_le_bytes(*word),
        (None, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}
