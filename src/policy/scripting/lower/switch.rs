//! `switch`: the syntax tree keeps only hashes of what its arms stand for, so they are read from the file's text.

use super::{Body, Outcome};
use crate::expression::{Arm, Expr, Op, Switch};
use crate::policy::scripting::sandbox;
use crate::value::Value;
use rhai::{Expr as Syntax, Position, SwitchCasesCollection, Token};

impl<'a> Body<'_, 'a> {
    pub(super) fn switch(
        &mut self,
        on: &'a Syntax,
        cases: &'a SwitchCasesCollection,
        position: Position,
        tail: bool,
    ) -> Outcome<Expr> {
        let labels = self.lowering.files.get(self.file).and_then(|file| labels(&file.text, position));
        let Some(labels) = labels.filter(|labels| labels.len() == cases.expressions.len()) else {
            return Err(self.refuse("a `switch` whose arms are not plain values", position));
        };
        let on = self.value_of(on, position)?;
        let before = self.needs.len();
        let mut switch = Switch { on, arms: Vec::new(), otherwise: None };
        for (index, (values, case)) in labels.into_iter().zip(&cases.expressions).enumerate() {
            let condition = match &case.lhs {
                Syntax::BoolConstant(true, _) => None,
                condition => Some(self.expr(condition)?),
            };
            let condition = condition.map(|condition| self.enclosed(before, condition));
            let then = match &case.rhs {
                Syntax::Stmt(block) => self.block(block.statements(), tail)?,
                expr => self.expr(expr)?,
            };
            let then = self.enclosed(before, then);
            if cases.def_case == Some(index) {
                switch.otherwise = Some(then);
            } else {
                switch.arms.push(Arm { values, condition, then });
            }
        }
        Ok(Expr::new(Op::Switch(Box::new(switch)), self.spot(position)))
    }
}

/// What each arm of the `switch` at a position stands for; nothing for `_`. None if an arm is no list of plain values.
fn labels(text: &str, position: Position) -> Option<Vec<Vec<Value>>> {
    let engine = sandbox::reading_engine();
    let (tokens, _control) = engine.lex([&text]);
    let mut tokens = tokens.skip_while(|(_, at)| *at != position).map(|(token, _)| token);
    tokens.by_ref().take_while(|token| *token != Token::LeftBrace).for_each(drop);
    let mut arms = Vec::new();
    loop {
        match arm(&mut tokens)? {
            Some(values) => arms.push(values),
            None => return Some(arms),
        }
        if body(&mut tokens)? {
            return Some(arms);
        }
    }
}

/// The values of an arm, up to its `=>`; none at the end of the switch.
#[expect(clippy::option_option, reason = "outside: whether the arm can be read; inside: whether there is one")]
fn arm(tokens: &mut impl Iterator<Item = Token>) -> Option<Option<Vec<Value>>> {
    let mut values = Vec::new();
    let mut negative = false;
    loop {
        match tokens.next()? {
            Token::RightBrace if values.is_empty() => return Some(None),
            Token::Underscore | Token::Pipe => {}
            Token::Comma if values.is_empty() => {}
            Token::UnaryMinus | Token::Minus => negative = true,
            Token::IntegerConstant(n) => values.push(Value::Int(if std::mem::take(&mut negative) { -n } else { n })),
            Token::StringConstant(text) => values.push(Value::Text(text.to_string())),
            Token::True => values.push(Value::Bool(true)),
            Token::False => values.push(Value::Bool(false)),
            Token::DoubleArrow => return Some(Some(values)),
            Token::If => {
                skip(tokens, |token| *token == Token::DoubleArrow)?;
                return Some(Some(values));
            }
            _ => return None,
        }
    }
}

/// Passes over the body of an arm; true at the end of the switch.
fn body(tokens: &mut impl Iterator<Item = Token>) -> Option<bool> {
    let first = tokens.next()?;
    if opens(&first) {
        let mut depth = 1;
        while depth > 0 {
            depth += step(&tokens.next()?);
        }
        if first == Token::LeftBrace {
            // A block needs no comma behind it; one that is there is passed over with the next arm.
            return Some(false);
        }
    }
    skip(tokens, |token| matches!(token, Token::Comma | Token::RightBrace)).map(|last| last == Token::RightBrace)
}

/// The first token outside all brackets that is looked for.
fn skip(tokens: &mut impl Iterator<Item = Token>, wanted: impl Fn(&Token) -> bool) -> Option<Token> {
    let mut depth = 0;
    for token in tokens {
        if depth == 0 && wanted(&token) {
            return Some(token);
        }
        depth += step(&token);
    }
    None
}

fn step(token: &Token) -> i32 {
    match token {
        token if opens(token) => 1,
        Token::RightBrace | Token::RightParen | Token::RightBracket => -1,
        _ => 0,
    }
}

fn opens(token: &Token) -> bool {
    matches!(token, Token::LeftBrace | Token::MapStart | Token::LeftParen | Token::LeftBracket)
}
