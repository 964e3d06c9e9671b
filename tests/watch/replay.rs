//! Real tickets, where somebody has put them: `REPLAY=tickets.ndjson cargo test --release --test watch replay -- --ignored --nocapture`.
//!
//! The tickets are in the order in which they came; each suggestion is printed with its first tickets, to be judged by eye.

use andon::Watch;
use andon::time::Instant;
use andon::watch::{Event, Turn};
use std::collections::BTreeMap;

#[test]
#[ignore = "replays the file that REPLAY names"]
fn replay() {
    let Ok(file) = std::env::var("REPLAY") else {
        println!("skipped: REPLAY names no file");
        return;
    };
    let text = std::fs::read_to_string(&file).unwrap();
    let mut watch = Watch::new(super::policy());
    let (mut subjects, mut majors, mut problems) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::<_, Vec<String>>::new());
    for line in text.lines() {
        let ticket: serde_json::Value = serde_json::from_str(line).unwrap();
        let said = |key: &str| ticket[key].as_str().unwrap_or_default().to_owned();
        subjects.insert(said("id"), format!("{} | {} | {}", said("openedAt"), said("reporter"), said("subject")));
        let at = ticket["receivedAt"].as_str().or(ticket["openedAt"].as_str()).unwrap();
        let now = Instant::parse(at).unwrap();
        for event in watch.observe(&serde_json::from_str(line).unwrap(), now).unwrap() {
            match event {
                Event::Major(major) if major.event == Turn::Merged => {
                    majors.remove(&major.id);
                }
                Event::Major(major) => {
                    majors.insert(major.id.clone(), major);
                }
                Event::Problem(problem) => {
                    problems.entry(format!("{:?}", problem.pattern)).or_default().push(problem.evidence.text.clone());
                }
            }
        }
    }
    for major in majors.values() {
        println!("{} {} {:?}\n  {} {:?}", major.id, major.at, major.scope, major.evidence.text, major.evidence.words);
        for ticket in major.tickets.iter().take(12) {
            println!("    {ticket} {}", subjects[ticket]);
        }
    }
    println!("{} tickets, {} suggestions", subjects.len(), majors.len());
    for (pattern, texts) in problems {
        println!("{pattern}: {}; {}", texts.len(), texts.iter().take(8).cloned().collect::<Vec<_>>().join("; "));
    }
}
