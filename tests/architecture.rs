//! The corridor runs one way: a module uses only what stands above it in `src/lib.rs`.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The modules in the order of `src/lib.rs`.
fn order() -> Vec<String> {
    let lib = std::fs::read_to_string(source("lib.rs")).unwrap();
    let modules =
        lib.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path)
}

/// All Rust files of a module.
fn files(module: &str) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![source(module)]);
    found.extend([source(&format!("{module}.rs"))].into_iter().filter(|path| path.exists()));
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}

/// The modules that a file names as `crate::module`.
fn used(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let names = code.flat_map(|line| line.split("crate::").skip(1)).flat_map(|rest| {
        let group = rest.strip_prefix('{').map(|group| group.split('}').next().unwrap_or_default());
        let names: Vec<&str> = group.map_or_else(|| vec![rest], |group| group.split(',').collect());
        names
            .into_iter()
            .map(|name| name.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    });
    names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}

#[test]
fn imports_point_up_the_corridor() {
    let order = order();
    assert!(order.len() > 10, "lib.rs lists its modules one to a line");
    let mut against = Vec::new();
    // The boundary sees everything; nothing sees the boundary, which the compiler guards.
    for (position, module) in order.iter().enumerate().filter(|(_, module)| *module != "wasm") {
        for file in files(module) {
            for name in used(&std::fs::read_to_string(&file).unwrap()) {
                if order.iter().position(|known| *known == name).is_some_and(|other| other > position) {
                    against.push(format!("{} uses {name}, which stands below {module}", file.display()));
                }
            }
        }
    }
    assert!(against.is_empty(), "{}", against.join("\n"));
}

/// The folders below a folder, itself included.
fn folders(folder: PathBuf) -> Vec<PathBuf> {
    let mut all = vec![folder.clone()];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(folders(path));
        }
    }
    all
}

/// The files beside a file that it names, as `super::file` or from the top.
fn siblings(file: &Path, beside: &BTreeSet<String>) -> BTreeSet<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let folder = file.parent().unwrap().strip_prefix(source("")).unwrap().to_str().unwrap().replace('/', "::");
    let text = text.split("#[cfg(test)]").next().unwrap().replace("super::super::", "");
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join(" ");
    let code = code.replace(&format!("crate::{folder}::"), "super::");
    let named = code.split("super::").skip(1).flat_map(|rest| match rest.strip_prefix('{') {
        Some(group) => group.split('}').next().unwrap().split(',').collect(),
        None => vec![rest],
    });
    let names =
        named.map(|name| name.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned());
    names.filter(|name| beside.contains(name)).collect()
}

#[test]
fn files_of_a_folder_do_not_use_each_other_in_circles() {
    let mut circles = Vec::new();
    for folder in folders(source("")).into_iter().skip(1) {
        let files =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
        let files: BTreeMap<String, PathBuf> =
            files.map(|path| (name(&path), path)).filter(|(n, _)| n != "mod").collect();
        let names: BTreeSet<String> = files.keys().cloned().collect();
        let mut uses: BTreeMap<String, BTreeSet<String>> =
            files.iter().map(|(name, path)| (name.clone(), siblings(path, &names))).collect();
        // What uses nothing that is left is in no circle.
        while let Some(free) = uses.iter().find(|(_, used)| used.is_empty()).map(|(name, _)| name.clone()) {
            uses.remove(&free);
            uses.values_mut().for_each(|used| _ = used.remove(&free));
        }
        circles.extend(uses.into_iter().map(|(name, used)| format!("{}: {name} uses {used:?}", folder.display())));
    }
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn only_the_boundary_knows_javascript() {
    for module in order().iter().filter(|module| *module != "wasm") {
        for file in files(module) {
            let text = std::fs::read_to_string(&file).unwrap();
            for word in ["js_sys", "wasm_bindgen", "target_arch"] {
                assert!(!text.contains(word), "{} knows {word}", file.display());
            }
        }
    }
}

#[test]
fn the_core_has_no_clock_and_no_chance() {
    for module in order() {
        for file in files(&module) {
            let whole = std::fs::read_to_string(&file).unwrap();
            // A measurement among the unit tests may look at the clock.
            let text = whole.split("#[cfg(test)]").next().unwrap();
            for word in ["SystemTime", "Utc::now", "Local::now", "Instant::now", "HashMap", "HashSet", "thread_rng"] {
                assert!(!text.contains(word), "{} uses {word}", file.display());
            }
        }
    }
}
