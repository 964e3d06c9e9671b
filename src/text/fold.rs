//! Folding: `"SAP geht nicht – Línea 4!"` becomes `" sap geht nicht linea 4 "`.
//!
//! Case and accents go, everything that is neither letter nor digit becomes one space, and a space stands at both
//! ends, so that a whole word is found by looking for it with its spaces.
//!
//! The accents are those of languages in Latin script. A table of all of Unicode would add 20 kB to what
//! a browser downloads, for scripts in which no lexicon needs it.

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

/// Folds a text. The result is empty if the text has no letter and no digit.
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded
}

/// Folds a text to the end of another.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    folded.reserve(text.len() + 2);
    folded.push(' ');
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            separate(folded);
        } else {
            c.to_lowercase().for_each(|letter| push(folded, letter));
        }
    }
    separate(folded);
    if folded.len() == start + 1 {
        folded.truncate(start);
    }
}

fn push(folded: &mut String, letter: char) {
    if is_accent(letter) {
        return;
    }
    match PLAIN.iter().find(|(_, letters)| letters.contains(letter)) {
        Some((plain, _)) => folded.push_str(plain),
        None if letter.is_alphanumeric() => folded.push(letter),
        None => separate(folded),
    }
}

/// An accent that stands as a character of its own after its letter.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn separate(folded: &mut String) {
    if !folded.ends_with(' ') {
        folded.push(' ');
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
