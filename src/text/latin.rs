//! Letters of languages in Latin script, with the plain letters that people write instead.
//!
//! A table of all of Unicode would add 20 kB to what a browser downloads, for scripts in which no lexicon needs it. The
//! compiler makes these tables of [`PLAIN`], which itself is not downloaded.

#![expect(clippy::indexing_slicing, reason = "the compiler is the one that indexes: it would say so")]

/// Lower-case letters, with the plain letters that people write instead.
const PLAIN: [(&str, &str); 35] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ("b", "ḃḅḇ"),
    ("c", "çćĉċčḉ"),
    ("d", "ďḋḍḏḑḓ"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ĥȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįǐȉȋḭḯỉị"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵ"),
    ("l", "ĺļľḷḹḻḽ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňǹṅṇṉṋ"),
    ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣṥṧṩ"),
    ("t", "ţťțṫṭṯṱẗ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžẑẓẕ"),
    ("ss", "ß"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("l", "ł"),
    ("o", "ø"),
    ("d", "đð"),
    ("th", "þ"),
    ("i", "ı"),
    ("h", "ħ"),
    ("t", "ŧ"),
];

/// What stands for a letter with an accent, if it is lower-case.
pub(super) fn plain(letter: char) -> Option<&'static str> {
    let row = ROWS.get(place(letter as usize)?)?.checked_sub(1)?;
    SPELLINGS.get(usize::from(row)).copied()
}

/// What each ASCII character becomes.
pub(super) static ASCII: [u8; 128] = {
    let mut table = [b' '; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// What stands for the letters of each row of [`PLAIN`], without the letters: they need not be downloaded.
static SPELLINGS: [&str; PLAIN.len()] = {
    let mut spellings = [""; PLAIN.len()];
    let mut row = 0;
    while row < PLAIN.len() {
        spellings[row] = PLAIN[row].0;
        row += 1;
    }
    spellings
};

/// The row of each letter in [`PLAIN`], counted from 1.
static ROWS: [u8; LATIN + ADDITIONAL] = {
    let mut rows = [0; LATIN + ADDITIONAL];
    let mut row = 0;
    while row < PLAIN.len() {
        let letters = PLAIN[row].1.as_bytes();
        let mut at = 0;
        while at < letters.len() {
            let (letter, length) = match letters[at] {
                lead @ 0xc0..0xe0 => ((lead as usize & 0x1f) << 6 | letters[at + 1] as usize & 0x3f, 2),
                lead => {
                    let tail = (letters[at + 1] as usize & 0x3f) << 6 | letters[at + 2] as usize & 0x3f;
                    ((lead as usize & 0xf) << 12 | tail, 3)
                }
            };
            if let Some(place) = place(letter) {
                rows[place] = row as u8 + 1;
            }
            at += length;
        }
        row += 1;
    }
    rows
};

/// How many letters Latin-1, Extended-A and Extended-B have, from U+0080, and how many Extended Additional, from U+1E00.
const LATIN: usize = 0x1d0;
const ADDITIONAL: usize = 0x100;

/// The place of a letter among those of Latin script.
const fn place(letter: usize) -> Option<usize> {
    match letter {
        0x80..0x250 => Some(letter - 0x80),
        0x1e00..0x1f00 => Some(letter - 0x1e00 + LATIN),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::PLAIN;

    #[test]
    fn every_letter_of_the_table_becomes_plain() {
        for (plain, letters) in PLAIN {
            for letter in letters.chars() {
                assert_eq!(fold(&letter.to_string()), format!(" {plain} "));
                assert_eq!(letter.to_lowercase().to_string(), letter.to_string());
            }
        }
    }
}
