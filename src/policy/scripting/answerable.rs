//! Can every question be answered? One that no ticket can answer is told when a policy is compiled, not with every ticket.

use crate::error::Problem;
use crate::expression::{Sort, Unfit, unfit};
use crate::policy::questions::{Role, questions_of};
use crate::policy::script::Scripts;
use crate::policy::words::Words;

/// What closures ask and nothing can answer. Scripts are not looked into; the lint names them.
pub(super) fn unanswerable(words: &Words, scripts: &Scripts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for question in questions_of(words, words.matrix.as_ref()) {
        let Some(tree) = scripts.tree(question.closure) else { continue };
        let wanted = match question.role {
            Role::Condition(_) | Role::Clock(_) => Sort::Bool,
            Role::Setting(_) => Sort::Text,
        };
        for Unfit { at, message, help } in unfit(tree, wanted, &words.schema) {
            let problem = Problem::new("wrong-type", scripts.place(at, question.closure), message).help(help);
            // A function that many closures call is wrong once.
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    problems
}
