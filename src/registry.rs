//! Look-ups: the declarations that a ticket's names refer to.

use crate::calendar::Calendar;
use crate::policy::Policy;
use crate::policy::dispatch::Dispatch;
use crate::policy::words::{Category, Line, Plant, Route, Rule, Sla, Stakeholder, System, Team};
use crate::ticket::Ticket;
use std::sync::Arc;

impl Policy {
    pub(crate) fn system_of(&self, ticket: &Ticket) -> Option<&System> {
        self.names.systems.named(&self.words.systems, ticket.text_of("system")?)
    }

    pub(crate) fn category_of(&self, ticket: &Ticket) -> Option<&Category> {
        self.names.categories.named(&self.words.categories, ticket.text_of("category")?)
    }

    pub(crate) fn line_of(&self, ticket: &Ticket) -> Option<&Line> {
        self.names.lines.named(&self.words.lines, ticket.text_of("line")?)
    }

    fn plant(&self, id: &str) -> Option<&Plant> {
        self.names.plants.named(&self.words.plants, id)
    }

    /// The calendar of a plant.
    pub(crate) fn calendar_of_plant(&self, id: &str) -> Option<Arc<Calendar>> {
        self.calendar(&self.plant(id)?.calendar.as_ref()?.name)
    }

    /// The calendar that a line has of its own.
    #[cfg(feature = "history")]
    pub(crate) fn calendar_of_line(&self, id: &str) -> Option<Arc<Calendar>> {
        self.calendar(&self.names.lines.named(&self.words.lines, id)?.calendar.as_ref()?.name)
    }

    pub(crate) fn team(&self, id: &str) -> Option<&Team> {
        self.names.teams.named(&self.words.teams, id)
    }

    pub(crate) fn stakeholder(&self, id: &str) -> Option<&Stakeholder> {
        self.names.stakeholders.named(&self.words.stakeholders, id)
    }

    /// The rules that may hold for a ticket, in order; all of them where each is to be accounted for.
    pub(crate) fn rules_for<'p>(
        &'p self,
        ticket: &Ticket,
        accounted: bool,
    ) -> impl Iterator<Item = &'p Rule> + use<'p> {
        chosen(&self.words.rules, &self.rules, ticket, accounted)
    }

    /// The routes that may hold for a ticket, in order.
    pub(crate) fn routes_for<'p>(
        &'p self,
        ticket: &Ticket,
        accounted: bool,
    ) -> impl Iterator<Item = &'p Route> + use<'p> {
        chosen(&self.words.routes, &self.routes, ticket, accounted)
    }

    /// The SLAs that may hold for a ticket, in order.
    pub(crate) fn slas_for<'p>(&'p self, ticket: &Ticket, accounted: bool) -> impl Iterator<Item = &'p Sla> + use<'p> {
        chosen(&self.words.slas, &self.slas, ticket, accounted)
    }

    /// The calendar of the ticket's plant, with its name.
    pub(crate) fn plant_calendar(&self, ticket: &Ticket) -> Option<(&str, Arc<Calendar>)> {
        let named = self.plant(ticket.text_of("plant")?)?.calendar.as_ref()?;
        Some((&named.name, self.calendar(&named.name)?))
    }

    /// The calendar of the ticket's line, or else of its plant, with its name.
    pub(crate) fn line_calendar(&self, ticket: &Ticket) -> Option<(&str, Arc<Calendar>)> {
        match self.line_of(ticket).and_then(|line| line.calendar.as_ref()) {
            Some(named) => Some((&named.name, self.calendar(&named.name)?)),
            None => self.plant_calendar(ticket),
        }
    }

    /// The calendar that a declaration means for this ticket: `plant` and `line` are the ticket's own.
    ///
    /// A ticket of an unknown plant is counted around the clock: the earliest due date, never one too late.
    pub(crate) fn calendar_for<'p>(&'p self, name: &'p str, ticket: &Ticket) -> ResolvedCalendar<'p> {
        let own = match name {
            "plant" => self.plant_calendar(ticket),
            "line" => self.line_calendar(ticket),
            _ => self.calendar(name).map(|calendar| (name, calendar)),
        };
        match own {
            Some((name, calendar)) => ResolvedCalendar { name, calendar, known: true },
            None => ResolvedCalendar { name: "always", calendar: self.always.clone(), known: false },
        }
    }
}

fn chosen<'p, T>(
    list: &'p [T],
    dispatch: &'p Dispatch,
    ticket: &Ticket,
    accounted: bool,
) -> impl Iterator<Item = &'p T> + use<'p, T> {
    let numbers = if accounted { dispatch.all() } else { dispatch.candidates(ticket) };
    numbers.iter().filter_map(|number| list.get(*number))
}

/// A calendar, with the name it has, and whether it is the one that was meant.
pub(crate) struct ResolvedCalendar<'p> {
    pub(crate) name: &'p str,
    pub(crate) calendar: Arc<Calendar>,
    pub(crate) known: bool,
}
