//! Outages: nine kinds, each with its own way of being noticed.

use super::chance::Chance;
use super::phrases::{SYSTEMS, System, Trouble};
use super::plants::{DAY, MINUTE, Plant, START, Stream};
use super::writing::{Complaint, asset, write};

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
}

pub fn named(name: &str) -> &'static System {
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
    let plant: &Plant = super::plants::one(chance, plants);
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
            let line = plant.a_line(chance);
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
    // Big plants have more people to complain.
    let busiest = hit.plants.iter().map(|plant| plant.busy).fold(0.0, f64::max);
    let reports = hit.reports as f64 * (0.9 + busiest / 150.0);
    for _ in 0..reports as i64 {
        let part = if hit.ramp > 1.0 { chance.part().powf(1.0 / hit.ramp) } else { chance.part().powf(1.8) };
        let plant = chance.pick(&hit.plants);
        let system = chance.pick(&hit.systems);
        let line = hit.line.or_else(|| system.floor.then(|| plant.a_line(chance)));
        let again = !callers.is_empty() && chance.one_in(0.08);
        let reporter = if again { chance.pick(&callers) } else { plant.a_person(chance) };
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
