//! Maps and sets that are filled one entry after the other.
//!
//! `collect` sorts what goes into a `BTreeMap` first, and brings a sort of its own for every type of entry: 4 kB of
//! WebAssembly each, for maps that hold a handful.

/// What `collect` makes, without the sort.
pub(crate) fn gather<C: Default + Extend<T>, T>(items: impl IntoIterator<Item = T>) -> C {
    let mut gathered = C::default();
    gathered.extend(items);
    gathered
}
