//! `Way`: a declaration that gives a goal once its conditions hold, and those that hold and lead elsewhere.

use super::Goal;
use super::distance::{NEVER, distance, is};
use crate::condition::{Condition, condition, conjuncts};
use crate::decide::Judged;
use crate::expression::{Comparison, Expr, Op, Read, Spot};
use crate::journal::Stage;
use crate::policy::Policy;
use crate::policy::reader::{Header, Setting};
use crate::policy::script::Closure;
use crate::policy::words::{Effect, Rule, Sla};
use crate::route::By;
use crate::ticket::Ticket;
use crate::value::Value;
use std::borrow::Cow;

/// A declaration that gives a goal.
pub(super) struct Way<'p> {
    pub(super) stage: Stage,
    pub(super) header: Header,
    /// What it says: a priority, a team, an SLA.
    pub(super) says: String,
    /// What must all hold.
    pub(super) needs: Vec<Need<'p>>,
}

/// A condition of a way.
pub(super) struct Need<'p> {
    pub(super) expr: Cow<'p, Expr>,
    closure: Closure,
}

impl<'p> Way<'p> {
    /// A way by a declaration's condition; none if it is a script.
    fn new(policy: &'p Policy, stage: Stage, header: &Header, when: Option<&Closure>, says: String) -> Option<Self> {
        let when = when?;
        let tree = policy.scripts.tree(when)?;
        let need = |expr: &'p Expr| Need { expr: Cow::Borrowed(expr), closure: when.clone() };
        Some(Self { stage, header: header.clone(), says, needs: conjuncts(tree).into_iter().map(need).collect() })
    }

    /// A way by a condition that no closure says.
    fn implied(stage: Stage, header: Header, expr: Expr, says: String) -> Self {
        // No closure has this number: places are those of the declaration.
        let closure = Closure { number: usize::MAX, at: header.at.clone() };
        Self { stage, header, says, needs: vec![Need { expr: Cow::Owned(expr), closure }] }
    }

    /// How many single conditions it misses.
    pub(super) fn distance(&self, ticket: &Ticket) -> usize {
        self.needs.iter().map(|need| distance(&need.expr, true, ticket)).sum()
    }

    pub(super) fn holds(&self, ticket: &Ticket) -> bool {
        self.needs.iter().all(|need| is(&need.expr, true, ticket))
    }
}

impl Need<'_> {
    pub(super) fn shown(&self, policy: &Policy, ticket: &Ticket) -> Condition {
        condition(policy, &self.closure, ticket, &self.expr)
    }
}

/// Ways that are not closed for ever: those first that miss least; of these, those that miss only what nobody said, and
/// those that meet most.
pub(super) fn ranked<'p>(mut ways: Vec<Way<'p>>, ticket: &Ticket) -> Vec<Way<'p>> {
    ways.retain(|way| way.distance(ticket) < NEVER);
    ways.sort_by_cached_key(|way| {
        let denied = way.needs.iter().filter(|need| is(&need.expr, false, ticket)).count();
        let met = way.needs.iter().filter(|need| is(&need.expr, true, ticket)).count();
        (way.distance(ticket), denied, std::cmp::Reverse(met))
    });
    ways
}

/// The declarations that give a goal to a ticket, in the order of the policy.
pub(super) fn ways<'p>(policy: &'p Policy, goal: &Goal, ticket: &Ticket) -> Vec<Way<'p>> {
    match goal {
        Goal::Priority(name) => {
            let rules = policy.words.rules.iter().filter(|rule| leads(policy, rule, name, ticket));
            let rules = rules.filter_map(|rule| by_rule(policy, rule, name));
            rules.chain(by_matrix(policy, name)).collect()
        }
        Goal::Team(team) => {
            let routes = policy.words.routes.iter().filter(|r| r.to.as_ref().is_some_and(|to| to.name == *team));
            let routes =
                routes.filter_map(|r| Way::new(policy, Stage::Route, &r.header, r.when.as_ref(), team.clone()));
            routes.chain(by_owner(policy, team)).collect()
        }
        Goal::Sla(id) => {
            let slas = policy.words.slas.iter().filter(|sla| sla.header.id == *id);
            slas.filter_map(|sla| by_sla(policy, sla)).collect()
        }
    }
}

/// Whether a rule can lead from a ticket's priority to another: a cap only lowers.
fn leads(policy: &Policy, rule: &Rule, priority: &str, ticket: &Ticket) -> bool {
    let now = ticket.text_of("priority").and_then(|now| policy.matrix.rank(now));
    !matches!(rule.effect, Effect::Cap(_)) || now <= policy.matrix.rank(priority)
}

fn by_rule<'p>(policy: &'p Policy, rule: &'p Rule, priority: &str) -> Option<Way<'p>> {
    let (setting, says) = match &rule.effect {
        Effect::Priority(setting) => (setting, priority.to_owned()),
        Effect::Cap(setting) => (setting, format!("at most {priority}")),
        Effect::Assess { .. } => return None,
    };
    let mut way = Way::new(policy, Stage::Prioritise, &rule.header, rule.when.as_ref(), says)?;
    match setting {
        Setting::Constant(value, _) if value.as_text() == Some(priority) => {}
        Setting::Constant(..) => return None,
        Setting::Asked(closure) => {
            let tree = policy.scripts.tree(closure)?;
            let expr = same(tree.clone(), priority, tree.at);
            way.needs.push(Need { expr: Cow::Owned(expr), closure: closure.clone() });
        }
    }
    Some(way)
}

/// The cells of the matrix, which count where no rule speaks.
fn by_matrix<'p>(policy: &'p Policy, priority: &str) -> Option<Way<'p>> {
    let matrix = &policy.matrix;
    let pairs = matrix.impacts.iter().flat_map(|i| matrix.urgencies.iter().map(move |u| (i, u)));
    let cells = pairs.filter(|(impact, urgency)| matrix.cell(impact, urgency) == Some(priority));
    let cell = |(impact, urgency): (&String, &String)| {
        let parts = [("impact", impact), ("urgency", urgency)];
        let parts = parts.map(|(field, value)| same(read(policy, field), value, Spot::default()));
        Expr::new(Op::All(parts.into()), Spot::default())
    };
    let cells: Vec<Expr> = cells.map(cell).collect();
    let expr = Expr::new(Op::Any(cells), Spot::default());
    let header = Header {
        id: "matrix".into(),
        because: "Impact and urgency, where no rule speaks".into(),
        at: matrix.at.clone(),
    };
    matches!(&expr.op, Op::Any(cells) if !cells.is_empty())
        .then(|| Way::implied(Stage::Prioritise, header, expr, priority.to_owned()))
}

/// The categories and systems whose owner a team is, which count where no route holds.
fn by_owner<'p>(policy: &'p Policy, team: &str) -> Vec<Way<'p>> {
    let words = &policy.words;
    let categories = words.categories.iter().map(|c| ("category", &c.header, &c.owner, &c.label));
    let systems = words.systems.iter().map(|s| ("system", &s.header, &s.owner, &s.name));
    let owned = categories.chain(systems).filter(|(.., owner, _)| owner.as_ref().is_some_and(|o| o.name == team));
    owned
        .map(|(field, header, _, name)| {
            let expr = same(read(policy, field), &header.id, Spot::default());
            let header = Header { because: format!("owns {name}"), ..header.clone() };
            Way::implied(Stage::Route, header, expr, team.to_owned())
        })
        .collect()
}

fn by_sla<'p>(policy: &'p Policy, sla: &'p Sla) -> Option<Way<'p>> {
    Way::new(policy, Stage::Sla, &sla.header, sla.when.as_ref(), sla.header.id.clone())
}

fn read(policy: &Policy, field: &str) -> Expr {
    Expr::new(Op::Field(Read { name: field.into(), slot: policy.words.schema.id(field) }), Spot::default())
}

fn same(left: Expr, text: &str, at: Spot) -> Expr {
    let right = Expr::new(Op::Constant(Value::from(text)), at);
    Expr::new(Op::Compare(Comparison::Equal, Box::new([left, right])), at)
}

/// The declarations that hold and lead elsewhere.
pub(super) fn against<'p>(policy: &'p Policy, goal: &Goal, judged: &Judged) -> Vec<Way<'p>> {
    match goal {
        Goal::Priority(name) => against_priority(policy, name, judged),
        Goal::Team(team) if judged.assignment.team == *team => Vec::new(),
        Goal::Team(_) => against_team(policy, judged),
        Goal::Sla(id) => against_sla(policy, id, &judged.ticket),
    }
}

/// Rules that are more severe, and caps that are stricter.
fn against_priority<'p>(policy: &'p Policy, name: &str, judged: &Judged) -> Vec<Way<'p>> {
    let Some(wanted) = policy.matrix.rank(name) else { return Vec::new() };
    let spoken = judged.rules.iter().filter_map(|spoken| {
        let rule = policy.words.rules.iter().find(|rule| rule.header.id == spoken.id)?;
        let said = policy.matrix.rank(spoken.effect.strip_prefix("at most ").unwrap_or(&spoken.effect))?;
        let hinders = match &rule.effect {
            Effect::Priority(_) => said < wanted,
            Effect::Cap(_) => said > wanted,
            Effect::Assess { .. } => false,
        };
        if !hinders {
            return None;
        }
        Way::new(policy, Stage::Prioritise, &rule.header, rule.when.as_ref(), spoken.effect.clone())
    });
    spoken.collect()
}

/// The route that held first, or the owner that counted because none did.
fn against_team<'p>(policy: &'p Policy, judged: &Judged) -> Vec<Way<'p>> {
    let route = policy.words.routes.iter().filter(|_| judged.assignment.by == By::Route).find_map(|route| {
        let team = route.to.as_ref()?.name.clone();
        let way = Way::new(policy, Stage::Route, &route.header, route.when.as_ref(), team)?;
        way.holds(&judged.ticket).then_some(way)
    });
    let owner = policy.category_of(&judged.ticket).filter(|_| judged.assignment.by == By::Category);
    let owner = owner.map(|category| {
        let header = Header { because: judged.assignment.because.clone(), ..category.header.clone() };
        let expr = same(read(policy, "category"), &category.header.id, Spot::default());
        Way::implied(Stage::Route, header, expr, judged.assignment.team.clone())
    });
    route.into_iter().chain(owner).collect()
}

/// Agreements of the same kind that hold, stand before, and have a target of the same name.
fn against_sla<'p>(policy: &'p Policy, id: &str, ticket: &Ticket) -> Vec<Way<'p>> {
    let slas = &policy.words.slas;
    let Some(wanted) = slas.iter().find(|sla| sla.header.id == id) else { return Vec::new() };
    let shares = |sla: &&Sla| {
        sla.kind == wanted.kind && sla.targets.iter().any(|own| wanted.targets.iter().any(|t| t.name == own.name))
    };
    let before = slas.iter().take_while(|sla| sla.header.id != id).filter(shares);
    before.filter_map(|sla| by_sla(policy, sla)).filter(|way| way.holds(ticket)).collect()
}
