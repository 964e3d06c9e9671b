//! What the native tests share: reading policies from disk.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its files has failed")]

use andon::Policy;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A path in the repository.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The folders in a folder of the repository, as paths from its root, in name order.
pub fn folders(parent: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root(parent))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| format!("{parent}/{}", entry.file_name().to_str().unwrap()))
        .collect();
    names.sort();
    names
}

/// The files of a policy folder.
pub fn files(folder: &str) -> BTreeMap<String, String> {
    std::fs::read_dir(root(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rhai"))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

/// A policy folder, compiled.
pub fn policy(folder: &str) -> Policy {
    Policy::compile(&files(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"))
}

/// The smallest whole policy, with `source` as a second file `b.rhai`.
pub fn tiny_with(source: &str) -> Result<Policy, andon::error::PolicyError> {
    let files = [("a.rhai", include_str!("tiny.rhai")), ("b.rhai", source)];
    Policy::compile(&files.map(|(name, text)| (name.to_owned(), text.to_owned())).into())
}

/// A ticket from JSON text.
pub fn ticket(json: &str) -> andon::value::Value {
    serde_json::from_str(json).unwrap()
}

/// An instant from RFC 3339.
pub fn instant(text: &str) -> andon::time::Instant {
    andon::time::Instant::parse(text).unwrap()
}
