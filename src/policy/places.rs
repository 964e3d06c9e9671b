//! Where the parts of a declaration stand: the syntax tree knows, the values that a script passes do not.

use crate::error::Place;
use rhai::{AST, ASTNode, Expr, FnCallExpr, Position, Stmt};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The place of a value, and of the entries inside it: map keys by name, list items and arguments by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub(crate) at: Option<Place>,
    /// The place of its key, if it is an entry of a map.
    pub(crate) key: Option<Place>,
    inside: Vec<(String, Places)>,
}

impl Places {
    /// The places inside the entry `key`, if it was written literally.
    pub(crate) fn inside(&self, key: &str) -> Option<&Places> {
        self.inside.iter().find(|(name, _)| name == key).map(|(_, places)| places)
    }

    fn of(expr: &Expr, file: &Arc<str>) -> Self {
        let mut inside = Vec::new();
        match expr {
            Expr::Array(items, _) => {
                for (index, item) in items.iter().enumerate() {
                    inside.push((index.to_string(), Self::of(item, file)));
                }
            }
            Expr::Map(entries, _) => {
                for (key, value) in &entries.0 {
                    let places = Self { key: place(file, key.pos), ..Self::of(value, file) };
                    inside.push((key.name.to_string(), places));
                }
            }
            _ => {}
        }
        Self { at: place(file, expr.position()), key: None, inside }
    }
}

/// The places of every call in a file, by line and column of the call.
pub(crate) fn calls(ast: &AST, file: &Arc<str>) -> BTreeMap<(usize, usize), Places> {
    let mut found = BTreeMap::new();
    ast.walk(&mut |path| {
        if let Some((call, position)) = path.last().and_then(call_of) {
            let inside = call.args.iter().enumerate().map(|(i, arg)| (i.to_string(), Places::of(arg, file))).collect();
            found.insert(key(position), Places { at: place(file, position), key: None, inside });
        }
        true
    });
    found
}

/// The call that a node of the syntax tree is.
pub(crate) fn call_of<'a>(node: &ASTNode<'a>) -> Option<(&'a FnCallExpr, Position)> {
    match node {
        ASTNode::Expr(Expr::FnCall(call, position) | Expr::MethodCall(call, position)) => Some((call, *position)),
        ASTNode::Stmt(Stmt::FnCall(call, position)) => Some((call, *position)),
        _ => None,
    }
}

/// A position as a map key.
pub(crate) fn key(position: Position) -> (usize, usize) {
    (position.line().unwrap_or(0), position.position().unwrap_or(0))
}

/// A position in a file, if the script engine knows it.
pub(crate) fn place(file: &Arc<str>, position: Position) -> Option<Place> {
    let line = u32::try_from(position.line()?).ok()?;
    let column = u32::try_from(position.position().unwrap_or(1)).ok()?;
    Some(Place::line(file, line, column))
}
