//! Where things stand in a file: what the syntax tree knows and the values that a script passes do not.

use crate::error::Place;
use crate::policy::places::Places;
use rhai::{AST, ASTNode, Expr, FnCallExpr, Position, Stmt};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The places of every call in a file, by line and column of the call.
pub(crate) fn calls(ast: &AST, file: &Arc<str>) -> BTreeMap<(usize, usize), Places> {
    let mut found = BTreeMap::new();
    ast.walk(&mut |path| {
        if let Some((call, position)) = path.last().and_then(call_of) {
            let inside = call.args.iter().enumerate().map(|(i, arg)| (i.to_string(), places_of(arg, file))).collect();
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

/// The place of an expression, and of what stands in it.
fn places_of(expr: &Expr, file: &Arc<str>) -> Places {
    let mut inside = Vec::new();
    match expr {
        Expr::Array(items, _) => {
            for (index, item) in items.iter().enumerate() {
                inside.push((index.to_string(), places_of(item, file)));
            }
        }
        Expr::Map(entries, _) => {
            for (key, value) in &entries.0 {
                let places = Places { key: place(file, key.pos), ..places_of(value, file) };
                inside.push((key.name.to_string(), places));
            }
        }
        _ => {}
    }
    Places { at: place(file, expr.position()), key: None, inside }
}
