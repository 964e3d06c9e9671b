//! What a text mentions by name: assets that other tickets have named, identifiers, jobs.

use super::names::{Name, Names};
use super::vocabulary::READ;

/// Words that an asset's name has at most.
const LONGEST: usize = 5;
/// What help desks number their records with: `INC-1234` is no asset.
const RECORDS: [&str; 12] = ["inc", "req", "ritm", "chg", "tkt", "prb", "task", "wo", "po", "so", "sr", "cs"];
/// Words before the name of a job.
const JOBS: [&str; 6] = ["job", "batch", "jobs", "lauf", "zadanie", "tarea"];

/// An asset that is known by name and stands in the folded text; 0 if none does.
pub(super) fn known_asset(folded: &str, names: &Names, is_asset: impl Fn(Name) -> bool) -> Name {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for word in folded.split(' ').take(READ) {
        if !word.is_empty() {
            starts.push(at);
            if word.bytes().any(|byte| byte.is_ascii_digit()) {
                let end = at + word.len();
                for start in starts.iter().rev().take(LONGEST).rev() {
                    let phrase = start.checked_sub(1).and_then(|start| folded.get(start..end + 1));
                    if let Some(name) = phrase.and_then(|phrase| names.known(phrase)).filter(|name| is_asset(*name)) {
                        return name;
                    }
                }
            }
        }
        at += word.len() + 1;
    }
    0
}

/// Something like `PRT-L3-02` in a text as it was written.
pub(super) fn identifier(text: &str) -> Option<&str> {
    let mut words = text
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.'))
        .take(READ)
        .map(|word| word.trim_matches(['-', '_', '.']));
    words.find(|word| {
        (6..=32).contains(&word.len())
            && word.bytes().filter(|byte| matches!(byte, b'-' | b'_')).count() >= 2
            && word.bytes().any(|byte| byte.is_ascii_digit())
            && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2
            && !word.split(['-', '_']).next().is_some_and(|head| RECORDS.contains(&head.to_ascii_lowercase().as_str()))
    })
}

/// The name of a job in a text as it was written: what follows the word, or comes before it.
pub(super) fn job(text: &str) -> Option<&str> {
    let split = text.split(|c: char| c.is_whitespace() || ",;:()\"'".contains(c));
    let mut words = split.filter(|word| !word.is_empty()).take(READ);
    let mut before = None;
    let is_job_word = |word: &str| JOBS.iter().any(|job| job.eq_ignore_ascii_case(word));
    loop {
        let word = words.next()?;
        if is_job_word(word) {
            break;
        }
        before = Some(word);
    }
    [words.next(), before].into_iter().flatten().map(|word| word.trim_end_matches('.')).find(|word| is_job(word))
}

fn is_job(word: &str) -> bool {
    let marked = word.bytes().any(|byte| byte == b'_' || byte == b'-' || byte.is_ascii_digit());
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    word.len() >= 4 && (marked || capitals >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_they_are_written() {
        assert_eq!(identifier("printer (PRT-L3-02) dead, see INC-2024-001"), Some("PRT-L3-02"));
        assert_eq!(identifier("see INC-2024-001"), None);
        assert_eq!(identifier("line L3-02 stands"), None);
        assert_eq!(job("happens after job MRP_NIGHT has run"), Some("MRP_NIGHT"));
        assert_eq!(job("Job_1967d failed"), None);
        assert_eq!(job("job Job_1967d failed in job_scheduler"), Some("Job_1967d"));
        assert_eq!(job("my job is hard"), None);
    }

    #[test]
    fn known_assets_are_found_however_they_are_written() {
        let mut names = Names::default();
        let asset = names.number("PRT-L3-02");
        let folded = crate::text::fold("the prt l3 02 is dead");
        assert_eq!(known_asset(&folded, &names, |_| true), asset);
        assert_eq!(known_asset(" prt l4 02 ", &names, |_| true), 0);
    }
}
