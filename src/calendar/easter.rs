//! The date of Easter Sunday, which moves the holidays of many countries.

use chrono::{Days, NaiveDate};

/// Easter Sunday of the western churches (the Gregorian computus of Meeus, Jones and Butcher).
pub(super) fn western(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let skip = (golden + 11 * epact + 22 * weekday) / 451;
    march_plus(year, epact + weekday - 7 * skip + 21)
}

/// Easter Sunday of the eastern churches (the Julian computus, as a Gregorian date).
pub(super) fn orthodox(year: i32) -> Option<NaiveDate> {
    let full_moon = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let weekday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - full_moon + 34).rem_euclid(7);
    let century = year.div_euclid(100);
    let behind = century - century.div_euclid(4) - 2;
    march_plus(year, full_moon + weekday + 21 + behind)
}

/// 1 March and `days` days.
fn march_plus(year: i32, days: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 3, 1)?.checked_add_days(Days::new(u64::try_from(days).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_easters() {
        for (year, west, east) in [
            (1961, "1961-04-02", "1961-04-09"),
            (2000, "2000-04-23", "2000-04-30"),
            (2008, "2008-03-23", "2008-04-27"),
            (2024, "2024-03-31", "2024-05-05"),
            (2025, "2025-04-20", "2025-04-20"),
            (2026, "2026-04-05", "2026-04-12"),
            (2027, "2027-03-28", "2027-05-02"),
            (2038, "2038-04-25", "2038-04-25"),
            (2076, "2076-04-19", "2076-04-26"),
            (2100, "2100-03-28", "2100-05-02"),
        ] {
            assert_eq!(western(year).unwrap().to_string(), west);
            assert_eq!(orthodox(year).unwrap().to_string(), east);
        }
    }
}
