//! `system("ERP", #{ name, layer, ownership, tier, category, owner, cost_per_minute, impact, urgency, vendor,
//! usual_repair, aliases })`.

use crate::policy::reader::{Header, Named, Reader};
use crate::time::Seconds;

/// An IT or OT system that incidents hit.
#[derive(Debug)]
pub(crate) struct System {
    pub(crate) header: Header,
    pub(crate) name: String,
    /// Where faults of it lie: IT, OT, or the integration between them (converged).
    pub(crate) layer: Option<Named>,
    pub(crate) ownership: Option<String>,
    pub(crate) tier: Option<String>,
    pub(crate) category: Option<Named>,
    /// The team that runs it.
    pub(crate) owner: Option<Named>,
    pub(crate) zone: Option<String>,
    pub(crate) impact: Option<Named>,
    pub(crate) urgency: Option<Named>,
    pub(crate) vendor: Option<String>,
    /// What a minute costs while production stands because of it.
    pub(crate) cost_per_minute: Option<f64>,
    /// How long a repair usually takes: the median of the past, on the clock of its SLA.
    pub(crate) usual_repair: Option<Seconds>,
    pub(crate) aliases: Vec<String>,
}

impl System {
    pub(super) fn read(id: String, mut reader: Reader<'_>) -> Self {
        let system = Self {
            name: reader.take_text("name").unwrap_or_else(|| id.clone()),
            layer: reader.take_name("layer"),
            ownership: reader.take_text("ownership"),
            tier: reader.take_text("tier"),
            category: reader.take_name("category"),
            owner: reader.take_name("owner"),
            zone: reader.take_text("zone"),
            impact: reader.take_name("impact"),
            urgency: reader.take_name("urgency"),
            vendor: reader.take_text("vendor"),
            cost_per_minute: reader.take_amount("cost_per_minute"),
            usual_repair: reader.take_length("usual_repair"),
            aliases: reader.take_texts("aliases"),
            header: reader.take_header(id),
        };
        for (key, value) in [("layer", &system.layer), ("owner", &system.owner)] {
            if value.is_none() {
                reader.missing(key);
            }
        }
        reader.finish();
        system
    }
}
