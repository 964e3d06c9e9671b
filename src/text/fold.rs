//! Folding: `"SAP geht nicht – Línea 4!"` becomes `" sap geht nicht linea 4 "`.
//!
//! Case and accents go, everything that is neither letter nor digit becomes one space, and a space stands at both
//! ends, so that a whole word is found by looking for it with its spaces.

use super::latin::{ASCII, plain};

/// Folds a text. The result is empty if the text has no letter and no digit.
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded
}

/// Folds a text to the end of another.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    // As bytes, because nearly all of it is ASCII.
    let mut bytes = std::mem::take(folded).into_bytes();
    bytes.reserve(text.len() + 2);
    bytes.push(b' ');
    for c in text.chars() {
        match ASCII.get(c as usize) {
            Some(b' ') => separate(&mut bytes),
            Some(byte) => bytes.push(*byte),
            None => spell(&mut bytes, c),
        }
    }
    separate(&mut bytes);
    if bytes.len() == start + 1 {
        bytes.truncate(start);
    }
    *folded = String::from_utf8(bytes).unwrap_or_default();
}

/// What is not ASCII.
fn spell(folded: &mut Vec<u8>, c: char) {
    match plain(c) {
        Some(plain) => folded.extend_from_slice(plain.as_bytes()),
        None => c.to_lowercase().for_each(|letter| match plain(letter) {
            Some(plain) => folded.extend_from_slice(plain.as_bytes()),
            None if is_accent(letter) => {}
            None if letter.is_alphanumeric() => folded.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            None => separate(folded),
        }),
    }
}

/// An accent that stands as a character of its own after its letter.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn separate(folded: &mut Vec<u8>) {
    if folded.last() != Some(&b' ') {
        folded.push(b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_matter() {
        assert_eq!(fold("SAP geht nicht – Línea 4!"), " sap geht nicht linea 4 ");
        assert_eq!(fold("nie DZIAŁA (drukarka)"), " nie dziala drukarka ");
        assert_eq!(fold("Straße läuft"), " strasse lauft ");
        assert_eq!(fold("ŻÓŁĆ İstanbul Ærø Việt"), " zolc istanbul aero viet ");
        assert_eq!(fold("a\u{308}b"), " ab ");
        assert_eq!(fold("Линия 4 生产线"), " линия 4 生产线 ");
        assert_eq!(fold(" -- "), "");
    }
}
