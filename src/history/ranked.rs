//! Ranked: short lists in order. Each kind of list that is sorted costs kilobytes of WebAssembly; this costs hardly any.

/// The items with the greatest first; of those that are alike, in the order in which they come.
pub(super) fn ranked<T, K: PartialOrd>(items: impl Iterator<Item = T>, rank: impl Fn(&T) -> K) -> Vec<T> {
    let mut list: Vec<T> = Vec::new();
    for item in items {
        let own = rank(&item);
        let place = list.partition_point(|other| rank(other) >= own);
        list.insert(place, item);
    }
    list
}
