//! Decides tickets with a policy folder: `cargo run --example decide rules/manufacturing 2026-03-02T08:00:00Z < tickets.ndjson`
//!
//! NDJSON in, NDJSON out. Without an instant, each ticket is decided for the moment it was opened.

use andon::Policy;
use andon::time::Instant;
use andon::value::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a policy folder")?;
    let now = arguments.next().and_then(|text| Instant::parse(&text));
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rhai") {
            files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    let policy = Policy::compile(&files)?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let ticket: Value = serde_json::from_str(&line?)?;
        let opened = match &ticket {
            Value::Map(entries) => entries.get("openedAt").and_then(Value::as_text).and_then(Instant::parse),
            _ => None,
        };
        let decision = policy.decide(&ticket, now.or(opened).unwrap_or(Instant::MIN))?;
        serde_json::to_writer(&mut out, &decision)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
