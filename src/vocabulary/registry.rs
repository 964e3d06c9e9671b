//! The words that say what there is: the policy itself, fields, systems, places, people, hours.

use super::entry::{Entry, Wants};

const BECAUSE: Entry = Entry::text("because", "why, for whoever reads a decision");
const ALIASES: Entry = Entry::new("aliases", Wants::Texts, "other names that people use");
const CALLED: Entry = Entry::text("name", "what people call it; its id if absent");
const LAYER: Entry = Entry::name("layer", "layer", "where faults in it lie");
const TIER: Entry = Entry::text("tier", "service tier");
const IMPACT: Entry = Entry::name("impact", "impact", "impact where neither the ticket nor a rule says it");
const URGENCY: Entry = Entry::name("urgency", "urgency", "urgency where neither the ticket nor a rule says it");
const COST: Entry = Entry::new("cost_per_minute", Wants::Number, "what a minute of standstill costs");

pub(super) const POLICY: &[Entry] = &[
    Entry::text("name", "name of the policy, in every decision").required(),
    Entry::text("version", "version of the policy, in every decision"),
];

pub(super) const FIELD: &[Entry] = &[
    Entry::choice(
        "type",
        &["bool", "int", "number", "text", "texts", "instant"],
        "what it may hold; a canonical field has one already",
    )
    .required(),
    Entry::name(
        "during",
        "calendar",
        "in place of `type`: true of an incident that happened while this calendar was open",
    ),
    Entry::text("label", "what people call it"),
    Entry::text("help", "what it means, for whoever fills it in"),
    Entry::new("values", Wants::Texts, "the only texts allowed"),
];

pub(super) const MATRIX: &[Entry] = &[
    Entry::new("impact", Wants::Texts, "the impacts, rows of the matrix"),
    Entry::new("urgency", Wants::Texts, "the urgencies, columns of the matrix"),
    Entry::new("priority", Wants::Data, "a priority for each impact and urgency, row by row"),
    Entry::new("priorities", Wants::Texts, "all priorities, the most severe first").required(),
    Entry::new("otherwise", Wants::Setting, "the priority where impact or urgency is unknown")
        .of("priority")
        .required(),
];

pub(super) const SYSTEM: &[Entry] = &[
    CALLED,
    LAYER.required(),
    Entry::text("ownership", "who runs it"),
    TIER,
    Entry::name("category", "category", "category of its incidents"),
    Entry::name("owner", "team", "team that mends it where no route and no category says otherwise").required(),
    Entry::text("zone", "kind of place it stands in"),
    IMPACT,
    URGENCY,
    Entry::text("vendor", "company in charge of it"),
    COST,
    Entry::new(
        "usual_repair",
        Wants::Length,
        "how long its repair usually takes; warns of targets that will be missed",
    ),
    ALIASES,
    BECAUSE,
];

pub(super) const CATEGORY: &[Entry] = &[
    Entry::text("label", "what people call it; its id if absent"),
    Entry::new("require", Wants::Items, "fields that intake must ask for").of("field").holding(&[
        Entry::name("field", "field", "the field").required(),
        Entry::closure("when", "the tickets of which it is asked").required(),
    ]),
    Entry::name("owner", "team", "team that mends it where no route says otherwise"),
    LAYER,
    TIER,
    IMPACT,
    URGENCY,
    ALIASES,
    Entry::closure("when", "tickets of no stated category that belong here"),
    Entry::new("otherwise", Wants::Bool, "takes tickets that fit nowhere else"),
    BECAUSE,
];

pub(super) const PLANT: &[Entry] =
    &[CALLED, Entry::name("calendar", "calendar", "when the plant works, and its shifts"), ALIASES, BECAUSE];

pub(super) const LINE: &[Entry] = &[
    CALLED,
    Entry::name("plant", "plant", "the plant it stands in"),
    Entry::text("area", "area of the plant"),
    Entry::text("zone", "kind of place it stands in"),
    Entry::name("calendar", "calendar", "when it is scheduled to run; the plant's if absent"),
    COST,
    ALIASES,
    BECAUSE,
];

pub(super) const CALENDAR: &[Entry] = &[
    Entry::text("zone", "time zone, IANA name"),
    Entry::new("hours", Wants::Data, "windows by day of the week: `#{ \"mon-fri\": \"08:00-17:00\" }`"),
    Entry::new("shifts", Wants::Data, "windows by name: `#{ A: \"06:00-14:00\", C: \"22:00-06:00\" }`"),
    Entry::new("days", Wants::Data, "days of the week on which shifts begin: `\"mon-sat\"`"),
    Entry::new("pattern", Wants::Data, "shifts that rotate over several weeks"),
    Entry::new("holidays", Wants::Data, "dates, yearly dates, ranges, weekdays of a month, days around Easter"),
    Entry::new("exceptions", Wants::Data, "dates with windows of their own; they beat holidays"),
    Entry::new("breaks", Wants::Data, "windows in which clocks stand still every day"),
    Entry::new("maintenance", Wants::Data, "windows that are closed once or weekly"),
    Entry::new("extends", Wants::Data, "the calendar that this one changes").of("calendar"),
    Entry::new("union", Wants::Data, "open when one of these is").of("calendar"),
    Entry::new("intersect", Wants::Data, "open when all of these are").of("calendar"),
    Entry::choice("edge", &["close", "open"], "what a due instant at the end of a window is called"),
    Entry::choice("zero", &["next_open", "same"], "when no time at all is over"),
    Entry::choice(
        "holiday_mode",
        &["shift", "calendar"],
        "what a holiday closes: shifts that open on its date, or its date",
    ),
    Entry::choice(
        "reverse",
        &["signed", "clamp"],
        "the time between a later and an earlier instant: negative, or none",
    ),
];

pub(super) const TEAM: &[Entry] = &[
    CALLED,
    LAYER,
    Entry::name("calendar", "calendar", "when it works; its shifts are what `on_call` names"),
    Entry::new("on_call", Wants::Data, "people by shift: `#{ A: [\"Anna\"], otherwise: [\"duty phone\"] }`"),
    Entry::name("covers", "calendar", "the hours in which somebody must be there"),
    Entry::new("vendor", Wants::Bool, "a company outside the plant"),
    Entry::new("fallback", Wants::Bool, "takes what nobody else takes; one team does"),
    BECAUSE,
];

pub(super) const STAKEHOLDER: &[Entry] = &[
    CALLED,
    Entry::text("by", "channel where a step names none"),
    Entry::name("hours", "calendar", "told only within these hours"),
    Entry::name("deputy", "stakeholder", "told outside `hours`; without one the message waits"),
    BECAUSE,
];
