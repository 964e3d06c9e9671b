//! Shapes: the keys of an object, in order, as one number.

use std::borrow::Cow;
use std::ptr;

/// All shapes met so far, as a tree: a shape is the node that its last key leads to, and its number that node's.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    nodes: Vec<Node>,
    first: Vec<usize>,
}

#[derive(Debug)]
struct Node {
    before: Option<usize>,
    key: Cow<'static, str>,
    after: Vec<usize>,
}

impl Shapes {
    /// The shape with one key more; `None` is that of an object without keys.
    pub(super) fn step(&mut self, shape: Option<usize>, key: &str) -> usize {
        let known = self.after(shape, |known| known == key);
        known.unwrap_or_else(|| self.add(shape, Cow::Owned(key.to_owned())))
    }

    /// The same with the name of a struct's field, which mostly is the very one of the last time.
    pub(super) fn step_by_field(&mut self, shape: Option<usize>, key: &'static str) -> usize {
        let known = self.after(shape, |known| ptr::eq(known, key));
        let known = known.or_else(|| self.after(shape, |known| known == key));
        known.unwrap_or_else(|| self.add(shape, Cow::Borrowed(key)))
    }

    fn after(&self, shape: Option<usize>, is: impl Fn(&str) -> bool) -> Option<usize> {
        let after = shape.map_or(Some(&self.first), |shape| self.nodes.get(shape).map(|node| &node.after))?;
        after.iter().copied().find(|number| self.nodes.get(*number).is_some_and(|node| is(&node.key)))
    }

    /// The keys of a shape.
    pub(super) fn keys(&self, number: usize) -> Vec<String> {
        let nodes = std::iter::successors(self.nodes.get(number), |node| self.nodes.get(node.before?));
        let mut keys: Vec<_> = nodes.map(|node| node.key.to_string()).collect();
        keys.reverse();
        keys
    }

    fn add(&mut self, before: Option<usize>, key: Cow<'static, str>) -> usize {
        let number = self.nodes.len();
        self.nodes.push(Node { before, key, after: Vec::new() });
        match before.and_then(|before| self.nodes.get_mut(before)) {
            Some(node) => node.after.push(number),
            None => self.first.push(number),
        }
        number
    }
}
