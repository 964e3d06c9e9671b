//! Every pack under `rules/` compiles, and its own tests hold.

mod support;

use support::{folders, policy};

#[test]
fn packs_pass_their_own_tests() {
    let packs = folders("rules");
    assert!(!packs.is_empty(), "no pack under rules/");
    for pack in packs {
        let report = policy(&pack).test();
        let failed: Vec<String> = report
            .results
            .iter()
            .filter(|result| !result.ok)
            .map(|result| format!("{}: {}: {:?} {:?}", result.at, result.name, result.differences, result.problems))
            .collect();
        assert!(
            failed.is_empty(),
            "{} of {} tests of {pack} fail:\n{}",
            failed.len(),
            report.results.len(),
            failed.join("\n")
        );
        assert!(report.passed > 0, "{pack} has no test");
    }
}
