//! Signs in a text that hold for every plant: nothing is broken (a password to reset, a training, announced work), a
//! connection is, something is slow or stands still.
//!
//! They come on top of the policy's lexicon, which knows the plant's own words. A sign is the beginning of a folded word, in
//! English, German, Spanish, Polish, and for the commonest words French, Czech, Italian and Portuguese.

/// What the words of a text point to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Meaning(u16);

const PASSWORD: u16 = 1;
const RENEWAL: u16 = 1 << 1;
const TEACHING: u16 = 1 << 2;
const ANNOUNCED: u16 = 1 << 3;
const WORKS: u16 = 1 << 4;
const WISH: u16 = 1 << 5;
const CAMPAIGN: u16 = 1 << 6;
const LINK: u16 = 1 << 7;
const SLOW: u16 = 1 << 8;
const DOWN: u16 = 1 << 9;
const BROKEN: u16 = 1 << 10;

const BEGINNINGS: [(u16, &[&str]); 11] = [
    (
        PASSWORD,
        &["password", "passwort", "passwd", "pwd", "kennwort", "contrasen", "clave", "hasl", "hesl", "senha", "pin"],
    ),
    (
        RENEWAL,
        &[
            "expir",
            "reset",
            "forgot",
            "renew",
            "unlock",
            "lock",
            "change",
            "abgelaufen",
            "ablauf",
            "lauft",
            "gesperrt",
            "entsperr",
            "vergessen",
            "zuruck",
            "zurueck",
            "neu",
            "caduc",
            "olvid",
            "restablec",
            "bloque",
            "venc",
            "cambi",
            "wygas",
            "zapomn",
            "zresetow",
            "zablokow",
            "odblok",
            "zmian",
            "przetermin",
            "oubli",
            "zapomen",
            "vyprs",
            "scadut",
            "esquec",
            "nowe",
            "nueva",
        ],
    ),
    (
        TEACHING,
        &[
            "training",
            "schulung",
            "einweisung",
            "workshop",
            "elearning",
            "course",
            "kurs",
            "capacitacion",
            "formacion",
            "curso",
            "szkoleni",
            "formation",
            "skoleni",
            "corso",
            "unterweisung",
            "lernplattform",
            "webinar",
            "certificat",
            "zertifi",
        ],
    ),
    (
        ANNOUNCED,
        &[
            "planned",
            "scheduled",
            "announce",
            "upcoming",
            "reminder",
            "geplant",
            "angekundigt",
            "ankundigung",
            "erinnerung",
            "programad",
            "planificad",
            "recordatorio",
            "planowan",
            "zaplanowan",
            "zapowiedz",
            "przypomnien",
            "prevu",
            "planovan",
            "pianificat",
        ],
    ),
    (
        WORKS,
        &[
            "maintenance",
            "wartung",
            "mantenimiento",
            "konserwac",
            "serwisow",
            "entretien",
            "udrzb",
            "manutenc",
            "manutenz",
            "downtime",
        ],
    ),
    (
        WISH,
        &[
            "request",
            "install",
            "instal",
            "setup",
            "einricht",
            "onboarding",
            "toner",
            "bestellung",
            "anfrage",
            "solicit",
            "wniosek",
            "prosb",
            "license",
            "lizenz",
            "licenc",
        ],
    ),
    (
        BROKEN,
        &[
            "not",
            "cannot",
            "cant",
            "doesnt",
            "wont",
            "unable",
            "error",
            "fail",
            "fault",
            "broken",
            "problem",
            "issue",
            "nothing",
            "nobody",
            "stuck",
            "nicht",
            "kein",
            "fehler",
            "storung",
            "stoerung",
            "defekt",
            "geht",
            "niemand",
            "funciona",
            "fall",
            "ningun",
            "nadie",
            "nie",
            "nikt",
            "blad",
            "usterk",
            "pas",
            "erreur",
            "nejde",
            "nefunguje",
            "chyb",
            "non",
            "errore",
            "nao",
            "erro",
        ],
    ),
    (
        CAMPAIGN,
        &[
            "campaign",
            "survey",
            "rollout",
            "migration",
            "questionnaire",
            "inventory",
            "inventur",
            "newsletter",
            "kampagne",
            "umfrage",
            "umzug",
            "encuesta",
            "campana",
            "inventario",
            "ankiet",
            "kampani",
            "inwentaryz",
            "phishing",
            "spam",
            "enquete",
            "pruzkum",
            "sondaggio",
        ],
    ),
    (
        LINK,
        &[
            "connect",
            "disconnect",
            "network",
            "netw",
            "offline",
            "wifi",
            "wlan",
            "lan",
            "unreachable",
            "ping",
            "switch",
            "verbind",
            "netz",
            "erreichbar",
            "getrennt",
            "conex",
            "conect",
            "desconect",
            "red",
            "internet",
            "polaczen",
            "siec",
            "siec",
            "laczy",
            "lacznos",
            "connex",
            "reseau",
            "pripoj",
            "sit",
            "rete",
            "rede",
            "link",
            "uplink",
            "timeout",
        ],
    ),
    (
        SLOW,
        &[
            "slow",
            "sluggish",
            "lag",
            "delay",
            "hang",
            "langsam",
            "trage",
            "traege",
            "hangt",
            "haengt",
            "lent",
            "tarda",
            "wolno",
            "powoln",
            "powoli",
            "zacina",
            "pomal",
            "muli",
            "lento",
            "loading",
            "performance",
        ],
    ),
    (
        DOWN,
        &[
            "down",
            "crash",
            "dead",
            "outage",
            "stopped",
            "frozen",
            "freez",
            "ausfall",
            "ausgefallen",
            "steht",
            "abgesturzt",
            "abgestuerzt",
            "tot",
            "caid",
            "parad",
            "detenid",
            "awari",
            "padl",
            "stoi",
            "zawies",
            "panne",
            "arret",
            "spadl",
            "nefung",
            "guasto",
            "fermo",
            "kaputt",
        ],
    ),
];

/// The beginnings, sorted.
#[derive(Debug)]
pub(super) struct Signs(Vec<(&'static str, u16)>);

impl Default for Signs {
    fn default() -> Self {
        let mut all: Vec<_> =
            BEGINNINGS.iter().flat_map(|(meaning, words)| words.iter().map(|word| (*word, *meaning))).collect();
        all.sort_unstable();
        Self(all)
    }
}

impl Signs {
    /// What a folded text points to.
    pub(super) fn read<'t>(&self, words: impl Iterator<Item = &'t str>) -> Meaning {
        Meaning(words.fold(0, |meaning, word| meaning | self.of(word)))
    }

    fn of(&self, word: &str) -> u16 {
        let after = self.0.partition_point(|(beginning, _)| *beginning <= word);
        let before = self.0.get(..after).unwrap_or_default().iter().rev().take(4);
        let mut fitting = before.filter(|(beginning, _)| fits(beginning, word));
        fitting.next().map_or(0, |(_, meaning)| *meaning)
    }
}

/// Short beginnings are whole words: `red` is the Spanish network, `reduce` is not.
fn fits(beginning: &str, word: &str) -> bool {
    if beginning.len() <= 3 { beginning == word } else { word.starts_with(beginning) }
}

impl Meaning {
    fn has(self, meaning: u16) -> bool {
        self.0 & meaning == meaning
    }

    pub(super) fn link(self) -> bool {
        self.has(LINK)
    }

    pub(super) fn slow(self) -> bool {
        self.has(SLOW)
    }

    pub(super) fn down(self) -> bool {
        self.has(DOWN)
    }

    /// Something is broken.
    pub(super) fn broken(self) -> bool {
        [DOWN, SLOW, LINK, BROKEN].into_iter().any(|sign| self.has(sign))
    }

    /// Nothing is broken.
    pub(super) fn harmless(self) -> bool {
        let renewal = self.has(PASSWORD | RENEWAL);
        let works = self.has(ANNOUNCED | WORKS);
        renewal || works || !self.broken() && (self.has(TEACHING) || self.has(CAMPAIGN) || self.has(WISH))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(text: &str) -> Meaning {
        let folded = crate::text::fold(text);
        Signs::default().read(folded.split_whitespace())
    }

    #[test]
    fn harmless_texts_are_known_in_several_languages() {
        for text in [
            "Password expired, please reset",
            "Passwort abgelaufen",
            "Contraseña caducada",
            "Hasło wygasło",
            "Planned maintenance on Sunday",
            "Geplante Wartung am Sonntag",
            "Training account for Thursday",
            "Umfrage zur Kantine",
        ] {
            assert!(meaning(text).harmless(), "{text}");
        }
    }

    #[test]
    fn failures_are_not_harmless() {
        for text in [
            "SAP down",
            "MES geht nicht",
            "Impresora no imprime",
            "nie ma połączenia z serwerem",
            "VPN slow since the update",
        ] {
            assert!(!meaning(text).harmless(), "{text}");
        }
    }
}
