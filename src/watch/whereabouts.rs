//! Whereabouts: lines by whatever name, and what identifiers and texts say of plant and line.
//!
//! `Line 4`, `L4`, `MTY-L04` of the plant MTY are one line; `PRT-MTY-L4-02` stands at it, and so does whoever writes "lost
//! connection to server MTY-L4".

use super::names::{Name, Names};
use super::vocabulary::READ;
use std::collections::BTreeMap;

/// Plants by their folded names.
pub(super) type Plants = BTreeMap<String, Name>;

/// What people call a line, folded.
const LINES: [&str; 8] = ["line", "linie", "linea", "linia", "linka", "ligne", "linha", "l"];

/// Plant and line as a text says them: the plant's number, and the line in its plain form (`l4`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    pub(super) plant: Name,
    pub(super) line: Option<String>,
}

/// The number of a line of a plant, however it is written.
pub(super) fn line(names: &mut Names, plant: Name, written: &str) -> Name {
    let folded = crate::text::fold(written);
    let plain = read(&folded, &Plants::new()).line.unwrap_or_else(|| folded.trim().to_owned());
    // Lines of different plants are different, though they have one name.
    if plain.is_empty() { 0 } else { names.number_as(format!("{plant} {plain}"), written) }
}

/// What a folded text says of plant and line: the first of each.
pub(super) fn read(folded: &str, plants: &Plants) -> Said {
    let mut said = Said::default();
    let mut words = folded.split_whitespace().take(READ).peekable();
    while let Some(word) = words.next() {
        if said.plant == 0
            && let Some(plant) = plants.get(word)
        {
            said.plant = *plant;
        }
        if said.line.is_none() {
            let next = words.peek().copied().unwrap_or_default();
            said.line = line_number(word, next).map(|number| format!("l{number}"));
        }
    }
    said
}

/// `l4`, `line 4` or `line4`.
fn line_number<'t>(word: &'t str, next: &'t str) -> Option<&'t str> {
    let head = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if !LINES.contains(&head) {
        return None;
    }
    let number = word.get(head.len()..).filter(|digits| !digits.is_empty());
    let number = number.unwrap_or(if head == "l" { "" } else { next });
    let fits = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| number.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_one_number_by_all_its_names() {
        let mut names = Names::default();
        let plant = names.number("MTY");
        let first = line(&mut names, plant, "MTY-L4");
        for written in ["L4", "Line 4", "L04", "Línea 4", "mty_l4"] {
            assert_eq!(line(&mut names, plant, written), first, "{written}");
        }
        assert_ne!(line(&mut names, 0, "L4"), first);
        assert_ne!(line(&mut names, plant, "Paint shop 4"), first);
    }

    #[test]
    fn texts_and_identifiers_say_where() {
        let plant = 7;
        let read = |text: &str| read(&crate::text::fold(text), &Plants::from([("ham".into(), plant)]));
        assert_eq!(read("program unreachable from HAM-L1"), Said { plant, line: Some("l1".into()) });
        assert_eq!(read("LAB-HAM-L12-04"), Said { plant, line: Some("l12".into()) });
        assert_eq!(read("Linie 4: nichts geht"), Said { plant: 0, line: Some("l4".into()) });
        assert_eq!(read("phone line dead, order 4711"), Said::default());
    }
}
