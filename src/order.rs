//! Sorting by one sort for all types.
//!
//! The standard library's comes anew for every type and key: 4 kB of WebAssembly each, for lists that hold a handful.

use std::cmp::Ordering;

/// Brings items into order; those that are equal stay as they come.
pub(crate) fn order<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    if items.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return;
    }
    let by_number = |a: usize, b: usize| Some(compare(items.get(a)?, items.get(b)?));
    let numbers = ordered(items.len(), &by_number);
    let mut left: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(numbers.into_iter().filter_map(|number| left.get_mut(number)?.take()));
}

/// The numbers of so many items, in the order of these.
fn ordered(count: usize, compare: &dyn Fn(usize, usize) -> Option<Ordering>) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..count).collect();
    numbers.sort_by(|a, b| compare(*a, *b).unwrap_or(Ordering::Equal));
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_stays_as_it_comes() {
        let mut words = vec!["delta", "be", "charlie", "a", "an", ""];
        order(&mut words, |a, b| a.len().cmp(&b.len()));
        assert_eq!(words, ["", "a", "be", "an", "delta", "charlie"]);
    }

    #[test]
    fn it_orders_as_the_standard_library_does() {
        let scrambled: Vec<u64> = (0..500_u64).map(|n| (n * 7_919) % 101).collect();
        let (mut ours, mut theirs) = (scrambled.clone(), scrambled);
        order(&mut ours, u64::cmp);
        theirs.sort();
        assert_eq!(ours, theirs);
    }
}
