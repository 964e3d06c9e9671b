//! Outages: nine kinds, each with its own way of being noticed.

use super::chance::Chance;
use super::phrases::{SYSTEMS, System, Trouble};
use super::plants::{Complaint, DAY, MINUTE, Plant, START, Stream, asset, write};

/// Two for most weeks and streams.
pub fn add(chance: &mut Chance, plants: &[Plant], stream: &mut Stream) {
    let kinds = [
        "sharp",
        "label server",
        "line switch",
        "line switch",
        "plant network",
        "vpn",
        "mail",
        "slow burn",
        "several plants",
        "two at once",
    ];
    for week in 1..stream.weeks {
        for _ in 0..2 {
            let day = chance.whole(0, 5) as f64;
            let at = START + (week as f64 * 7.0 + day) * DAY + chance.between(5.8, 20.0) * 3600.0;
            let kind = chance.pick(&kinds);
            outage(chance, plants, stream, kind, at);
        }
    }
    faults(chance, plants, stream);
}

fn named(name: &str) -> &'static System {
    SYSTEMS.iter().find(|system| system.name == name).unwrap()
}

/// Who is hit: a system as seen from places.
struct Hit<'a> {
    plants: Vec<&'a Plant>,
    systems: Vec<&'static System>,
    line: Option<usize>,
    troubles: &'static [Trouble],
    reports: i64,
    minutes: f64,
    /// 1: soon the most, then fewer; above: a slow beginning.
    ramp: f64,
    stopped: f64,
}

fn outage(chance: &mut Chance, plants: &[Plant], stream: &mut Stream, kind: &'static str, at: f64) {
    let plant: &Plant = &plants[chance.whole(0, plants.len() as i64 - 1) as usize];
    let several: Vec<&Plant> = plants.iter().collect();
    let hit = |plants: Vec<_>, systems: Vec<_>, troubles, reports, minutes| Hit {
        plants,
        systems,
        line: None,
        troubles,
        reports,
        minutes,
        ramp: 1.0,
        stopped: 0.35,
    };
    const HARD: &[Trouble] = &[Trouble::Down, Trouble::Down, Trouble::Link, Trouble::Login, Trouble::Odd];
    const LINKS: &[Trouble] = &[Trouble::Link, Trouble::Link, Trouble::Down, Trouble::Odd];
    const SLOW: &[Trouble] = &[Trouble::Slow, Trouble::Slow, Trouble::Slow, Trouble::Odd];
    let hits = match kind {
        "sharp" => vec![hit(
            vec![plant],
            vec![named(chance.pick(&["ERP", "MES", "WMS", "TraceHub", "SCADA"]))],
            HARD,
            chance.whole(7, 35),
            chance.between(25.0, 90.0),
        )],
        "label server" => {
            vec![hit(vec![plant], vec![named("label-printer")], HARD, chance.whole(6, 18), chance.between(30.0, 100.0))]
        }
        "line switch" => {
            let line = chance.whole(0, plant.lines.len() as i64 - 1) as usize;
            let systems = ["MES", "label-printer", "scanner", "HMI", "network"].map(named).to_vec();
            vec![Hit {
                line: Some(line),
                ..hit(vec![plant], systems, LINKS, chance.whole(5, 12), chance.between(20.0, 60.0))
            }]
        }
        "plant network" => {
            let systems =
                ["network", "MES", "ERP", "network-access", "file-share", "label-printer"].map(named).to_vec();
            vec![hit(vec![plant], systems, LINKS, chance.whole(10, 35), chance.between(20.0, 80.0))]
        }
        "vpn" => vec![Hit {
            stopped: 0.03,
            ..hit(
                several,
                vec![named("VPN")],
                &[Trouble::Link, Trouble::Down, Trouble::Login],
                chance.whole(6, 16),
                chance.between(40.0, 120.0),
            )
        }],
        "mail" => vec![Hit {
            stopped: 0.03,
            ..hit(several, vec![named("mail")], HARD, chance.whole(8, 25), chance.between(30.0, 120.0))
        }],
        "slow burn" => {
            let system = named(chance.pick(&["ERP", "MES", "WMS", "file-share"]));
            vec![Hit {
                ramp: 2.5,
                stopped: 0.1,
                ..hit(vec![plant], vec![system], SLOW, chance.whole(9, 22), chance.between(180.0, 420.0))
            }]
        }
        "several plants" => vec![hit(
            several,
            vec![named(chance.pick(&["ERP", "WMS", "MES"]))],
            HARD,
            chance.whole(10, 40),
            chance.between(30.0, 100.0),
        )],
        _ => vec![
            hit(vec![plant], vec![named("ERP")], HARD, chance.whole(7, 18), chance.between(30.0, 80.0)),
            hit(
                vec![plant],
                vec![named(chance.pick(&["mail", "label-printer", "scanner"]))],
                HARD,
                chance.whole(7, 18),
                chance.between(30.0, 80.0),
            ),
        ],
    };
    for hit in hits {
        let number = stream.outages.len();
        stream.outages.push(kind);
        let start = at + chance.between(0.0, 15.0 * MINUTE);
        reports(chance, &hit, stream, number, start);
    }
}

fn reports(chance: &mut Chance, hit: &Hit<'_>, stream: &mut Stream, number: usize, start: f64) {
    let mut callers: Vec<String> = Vec::new();
    for _ in 0..hit.reports {
        let part = if hit.ramp > 1.0 { chance.part().powf(1.0 / hit.ramp) } else { chance.part().powf(1.4) };
        let plant = chance.pick(&hit.plants);
        let system = chance.pick(&hit.systems);
        let line = hit.line.or_else(|| system.floor.then(|| chance.whole(0, plant.lines.len() as i64 - 1) as usize));
        let again = !callers.is_empty() && chance.one_in(0.08);
        let reporter = if again { chance.pick(&callers) } else { super::plants::person(chance, plant) };
        callers.push(reporter.clone());
        let asset =
            (line.is_some() && chance.one_in(0.4)).then(|| asset(plant, system, line.unwrap(), chance.whole(1, 4)));
        let trouble = chance.pick(hit.troubles);
        let complaint =
            Complaint { plant, system, trouble, line, reporter: Some(reporter), asset, stopped: hit.stopped };
        let mut ticket = write(chance, &complaint, start + part * hit.minutes * MINUTE);
        ticket.outage = Some(number);
        stream.tickets.push(ticket);
    }
}

/// Assets that fail again and again, some by the clock.
fn faults(chance: &mut Chance, plants: &[Plant], stream: &mut Stream) {
    for kind in ["again", "again", "again", "weekly", "every n hours", "job"] {
        let plant = &plants[chance.whole(0, plants.len() as i64 - 1) as usize];
        let system = named(chance.pick(&["label-printer", "HMI", "scanner", "PLC"]));
        let line = chance.whole(0, plant.lines.len() as i64 - 1) as usize;
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
