//! How unlikely a count is: the upper tail of the negative binomial distribution.
//!
//! All transcendental functions are `libm`'s: the standard library's differ in the last bit from platform to platform.

use libm::{exp, lgamma, log, log1p};

/// P(count >= n) for a count with mean `mean` and size `size` (variance mean + mean² / size). `n` need not be whole.
pub(crate) fn at_least(n: f64, mean: f64, size: f64) -> f64 {
    if n <= 0.0 {
        return 1.0;
    }
    if mean <= 0.0 {
        return 0.0;
    }
    incomplete_beta(mean / (mean + size), n, size)
}

/// Two independent p-values as one (Fisher).
pub(crate) fn both(p: f64, q: f64) -> f64 {
    let product = (p * q).max(1e-300);
    (product * (1.0 - log(product))).min(1.0)
}

/// The regularised incomplete beta function I_x(a, b).
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    if x < (a + 1.0) / (a + b + 2.0) {
        front * continued_fraction(x, a, b) / a
    } else {
        1.0 - front * continued_fraction(1.0 - x, b, a) / b
    }
}

/// Lentz's method; 60 steps are plenty for the counts of tickets.
fn continued_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for step in 1..60 {
        let m = f64::from(step);
        for term in [
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        ] {
            d = 1.0 / away(1.0 + term * d);
            c = away(1.0 + term / c);
            h *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-12 {
            break;
        }
    }
    h
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums the distribution term by term.
    fn by_hand(n: u32, mean: f64, size: f64) -> f64 {
        let p = size / (size + mean);
        let (mut term, mut below) = (exp(size * log(p)), 0.0);
        for k in 0..n {
            below += term;
            term *= (f64::from(k) + size) / (f64::from(k) + 1.0) * (1.0 - p);
        }
        1.0 - below
    }

    #[test]
    fn the_tail_is_the_sum_of_its_terms() {
        for (n, mean, size) in [(1, 0.3, 2.0), (4, 0.3, 7.0), (3, 2.5, 0.8), (20, 15.0, 30.0), (6, 9.0, 5.0)] {
            let (found, summed) = (at_least(f64::from(n), mean, size), by_hand(n, mean, size));
            assert!((found - summed).abs() < 1e-9, "{n} {mean} {size}: {found} {summed}");
        }
        assert!(at_least(30.0, 0.01, 5.0) < 1e-40);
    }
}
