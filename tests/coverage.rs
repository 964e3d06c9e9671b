//! Who is on at 3 a.m. on Sunday?

#![allow(clippy::expect_used, reason = "a failing test may panic")]

mod support;

use support::{policy, tiny_with};

const SHIFTS: &str = r#"
calendar("shifts", #{ zone: "Europe/Berlin", shifts: #{ A: "06:00-14:00", B: "14:00-22:00", C: "22:00-06:00" },
    days: "mon-sat", holiday_mode: "shift" });
"#;

/// The gaps of March 2026, as `who from length because`.
fn gaps(teams: &str) -> Vec<String> {
    let policy = tiny_with(&format!("{SHIFTS}{teams}")).expect("a policy");
    let coverage = policy.coverage(2026, 3).expect("a month");
    let hours = |gap: &andon::Gap| format!("{} {} {}h {}", gap.who, gap.local_from, gap.seconds / 3600, gap.because);
    coverage.gaps.iter().map(hours).collect()
}

#[test]
fn a_planted_hole_is_found() {
    let rota = r#"team("network", #{ calendar: "shifts", covers: "always",
        on_call: #{ A: "Anna", B: "Ben", C: "Cem" } });"#;
    let gaps = gaps(rota);
    // Five Sundays, each from the end of Saturday's night shift to Monday's early shift.
    assert_eq!(gaps.len(), 5, "{gaps:#?}");
    assert_eq!(
        gaps.first().map(String::as_str),
        Some("network 2026-03-01T06:00:00+01:00 24h the rota names nobody outside its shifts")
    );
    assert!(gaps.iter().any(|gap| gap.starts_with("network 2026-03-29T06:00:00+02:00 24h")), "{gaps:#?}");
}

#[test]
fn a_shift_without_a_name_is_a_hole_and_otherwise_fills_it() {
    let rota = |people: &str| format!(r#"team("network", #{{ calendar: "shifts", on_call: #{{ {people} }} }});"#);
    let holes = gaps(&rota(r#"A: "Anna", B: "Ben""#));
    assert_eq!(holes.len(), 27, "26 nights, and the end of the one that began in February");
    assert!(holes.iter().all(|gap| gap.contains("shift C")));
    assert!(gaps(&rota(r#"A: "Anna", otherwise: "duty phone""#)).is_empty());
    let promised = gaps(r#"team("office", #{ calendar: "shifts", covers: "always" });"#);
    assert!(promised.iter().all(|gap| gap.ends_with("nobody works then and there is no rota")));
}

#[test]
fn the_packs_have_no_hole() {
    for month in 1..=12 {
        let coverage = policy("rules/manufacturing").coverage(2026, month).expect("a month");
        assert!(coverage.gaps.is_empty(), "{:#?}", coverage.gaps);
    }
}
