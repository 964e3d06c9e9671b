//! Assets that fail again and again, some by the clock.

use super::chance::Chance;
use super::outages::named;
use super::phrases::Trouble;
use super::plants::{DAY, Plant, START, Stream, one};
use super::writing::{Complaint, asset, write};

pub fn add(chance: &mut Chance, plants: &[Plant], stream: &mut Stream) {
    for kind in ["again", "again", "again", "weekly", "every n hours", "job"] {
        let plant = one(chance, plants);
        let system = named(chance.pick(&["label-printer", "HMI", "scanner", "PLC"]));
        let line = plant.a_line(chance);
        let asset = asset(plant, system, line, 9);
        let span = stream.weeks as f64 * 7.0;
        let first = START + chance.between(0.0, (span - 30.0).max(1.0)) * DAY;
        let days: Vec<f64> = match kind {
            "again" => (0..chance.whole(4, 7)).map(|_| chance.between(0.0, 28.0)).collect(),
            "weekly" => clock(chance, 6, 7.0),
            "job" => clock(chance, 8, 3.0),
            _ => {
                let period = chance.between(28.0, 70.0) / 24.0;
                clock(chance, 12, period)
            }
        };
        let number = stream.faults.len();
        stream.faults.push((kind, asset.clone()));
        for day in days {
            let complaint = Complaint {
                plant,
                system,
                trouble: Trouble::Down,
                line: Some(line),
                reporter: None,
                asset: Some(asset.clone()),
                stopped: 0.2,
            };
            let at = first + day * DAY;
            if at > START + span * DAY {
                continue;
            }
            let mut ticket = write(chance, &complaint, at);
            if kind == "job" {
                ticket.fields.insert("description".into(), "happens after job MRP_NIGHT has run".into());
            }
            ticket.fault = Some(number);
            stream.tickets.push(ticket);
        }
    }
}

/// Days on which something fails by the clock, with runs that go well.
fn clock(chance: &mut Chance, runs: i32, period: f64) -> Vec<f64> {
    let all = (0..runs).map(|run| f64::from(run) * period + 0.3 + chance.between(0.0, 0.04));
    let all: Vec<f64> = all.collect();
    all.into_iter().filter(|_| chance.one_in(0.9)).collect()
}
