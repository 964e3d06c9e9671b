//! `route("plant-network", #{ when, to, because })`: the first route that holds names the team.

use crate::policy::reader::{Header, Named, Reader};
use crate::policy::script::Closure;

/// Sends tickets to a team.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) header: Header,
    pub(crate) when: Option<Closure>,
    pub(crate) to: Option<Named>,
}

impl Route {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let route =
            Self { when: reader.require_closure("when"), to: reader.take_name("to"), header: reader.take_header(id) };
        if route.to.is_none() {
            reader.missing("to");
        }
        reader.finish();
        route
    }
}
