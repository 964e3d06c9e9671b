//! `Goal`: what somebody expected of a decision.

use crate::error::{Place, Problem, did_you_mean};
use crate::policy::Policy;
use crate::policy::known::ids;
use serde::Serialize;

/// An outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    /// This priority.
    Priority(String),
    /// This team.
    Team(String),
    /// That this SLA wins a target.
    Sla(String),
}

impl Policy {
    /// The outcome that a name means: a priority, else a team, else an SLA.
    ///
    /// # Errors
    /// If the policy has nothing of that name.
    pub fn goal(&self, name: &str) -> Result<Goal, Problem> {
        let found = [Goal::Priority, Goal::Team, Goal::Sla].into_iter().find_map(|kind| {
            let goal = kind(name.to_owned());
            self.outcomes(&goal).contains(&name).then_some(goal)
        });
        found.ok_or_else(|| {
            let all = [Goal::Priority, Goal::Team, Goal::Sla].map(|kind| self.outcomes(&kind(String::new()))).concat();
            unknown("no priority, team or SLA", name, &all)
        })
    }

    /// A goal that exists.
    ///
    /// # Errors
    /// If the policy has nothing of that kind and name.
    pub fn known_goal(&self, goal: Goal) -> Result<Goal, Problem> {
        let all = self.outcomes(&goal);
        let (name, kind) = match &goal {
            Goal::Priority(name) => (name, "no priority"),
            Goal::Team(name) => (name, "no team"),
            Goal::Sla(name) => (name, "no SLA"),
        };
        if all.contains(&name.as_str()) { Ok(goal) } else { Err(unknown(kind, name, &all)) }
    }

    /// The names of all outcomes of the kind of a goal.
    fn outcomes(&self, goal: &Goal) -> Vec<&str> {
        match goal {
            Goal::Priority(_) => self.matrix.priorities.iter().map(String::as_str).collect(),
            Goal::Team(_) => ids(&self.words.teams),
            Goal::Sla(_) => ids(&self.words.slas),
        }
    }
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Problem {
    let help = did_you_mean(name, known.iter().copied(), || format!("there are {}", known.join(", ")));
    Problem::new("unknown-name", Place::path("toward"), format!("{what} `{name}`")).help(help)
}
