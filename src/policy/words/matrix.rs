//! `matrix(#{ impact, urgency, priority, priorities, otherwise })`: the priority where no rule speaks.

use crate::error::Place;
use crate::policy::reader::{Reader, Setting};
use crate::value::Value;

/// Impact x urgency, and the order of priorities.
#[derive(Debug)]
pub(crate) struct Matrix {
    /// Most severe first.
    pub(crate) priorities: Vec<String>,
    pub(crate) impacts: Vec<String>,
    pub(crate) urgencies: Vec<String>,
    /// A row for each impact, a column for each urgency.
    cells: Vec<Vec<String>>,
    /// When impact or urgency is unknown.
    pub(crate) otherwise: Option<Setting>,
    pub(crate) at: Place,
}

impl Matrix {
    #[inline(never)]
    pub(super) fn read(mut reader: Reader<'_>) -> Self {
        let matrix = Self {
            priorities: reader.take_texts("priorities"),
            impacts: reader.take_texts("impact"),
            urgencies: reader.take_texts("urgency"),
            cells: cells(&mut reader),
            otherwise: reader.take_setting("otherwise"),
            at: reader.at().clone(),
        };
        matrix.check(&reader);
        reader.finish();
        matrix
    }

    fn check(&self, reader: &Reader<'_>) {
        if self.priorities.is_empty() {
            let help = "list them, most severe first: priorities: [\"P1\", \"P2\", \"P3\"]";
            reader.problem("priorities", "missing-entry", "`priorities` is missing".into(), help);
        }
        if self.otherwise.is_none() {
            let help = "name the priority of a ticket whose impact or urgency is unknown";
            reader.problem("otherwise", "missing-entry", "`otherwise` is missing".into(), help);
        }
        let columns = self.urgencies.len();
        if self.cells.len() != self.impacts.len() || self.cells.iter().any(|row| row.len() != columns) {
            let message = format!("`priority` must have {} rows of {columns} priorities", self.impacts.len());
            reader.problem("priority", "wrong-shape", message, "a row for each impact, a column for each urgency");
        }
        let cells = self.cells.iter().flatten().map(|cell| ("priority", cell.as_str()));
        let otherwise = self.otherwise.iter().filter_map(Setting::constant_text).map(|name| ("otherwise", name));
        for (key, name) in cells.chain(otherwise).filter(|(_, name)| self.rank(name).is_none()) {
            let help = format!("`priorities` lists: {}", self.priorities.join(", "));
            reader.problem(key, "unknown-name", format!("unknown priority `{name}`"), help);
        }
    }

    /// The cell of an impact and an urgency.
    pub(crate) fn cell(&self, impact: &str, urgency: &str) -> Option<&str> {
        let row = self.impacts.iter().position(|known| known == impact)?;
        let column = self.urgencies.iter().position(|known| known == urgency)?;
        self.cells.get(row)?.get(column).map(String::as_str)
    }

    /// How severe a priority is: 0 is the most severe.
    pub(crate) fn rank(&self, priority: &str) -> Option<usize> {
        self.priorities.iter().position(|known| known == priority)
    }
}

fn cells(reader: &mut Reader<'_>) -> Vec<Vec<String>> {
    let Some(Value::List(rows)) = reader.take_value("priority") else { return Vec::new() };
    let texts = |row: &Value| match row {
        Value::List(cells) => cells.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    rows.iter().map(texts).collect()
}
