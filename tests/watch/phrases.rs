//! How people write: systems by many names, complaints in four languages, typing errors, and much that names nothing.

use super::chance::Chance;

/// A system, by the field and by what people call it.
pub struct System {
    pub name: &'static str,
    pub called: &'static [&'static str],
    /// Used on lines, not in offices.
    pub floor: bool,
    /// How often it is complained about on ordinary days.
    pub weight: f64,
    pub category: &'static str,
}

const fn system(
    name: &'static str,
    called: &'static [&'static str],
    floor: bool,
    weight: f64,
    category: &'static str,
) -> System {
    System { name, called, floor, weight, category }
}

pub const SYSTEMS: [System; 20] = [
    system("ERP", &["SAP", "sap", "ERP", "S/4HANA", "sap gui", "Fiori"], false, 9.0, "ERP/MES"),
    system("MES", &["MES", "mes client", "Opcenter", "mes terminal", "MES-Terminal"], true, 8.0, "ERP/MES"),
    system(
        "label-printer",
        &["label printer", "Zebra", "Etikettendrucker", "etiquetadora", "drukarka etykiet", "zebra printer"],
        true,
        9.0,
        "Label printing",
    ),
    system(
        "scanner",
        &["hand scanner", "barcode scanner", "Handscanner", "escáner", "skaner", "rf gun"],
        true,
        7.0,
        "Warehouse / RFID / scanners",
    ),
    system(
        "network",
        &["network", "Netzwerk", "red de planta", "sieć", "plant network"],
        true,
        5.0,
        "Networking - production area",
    ),
    system("network-access", &["wifi", "WLAN", "wi-fi"], true, 5.0, "Networking - office and WAN"),
    system("VPN", &["VPN", "vpn", "remote access", "AnyConnect", "GlobalProtect"], false, 5.0, "Remote access"),
    system("mail", &["Outlook", "email", "E-Mail", "correo", "poczta", "Exchange"], false, 8.0, "Office IT"),
    system("HMI", &["HMI", "operator panel", "touch panel", "Bedienpanel"], true, 5.0, "SCADA / HMI / historian"),
    system("SCADA", &["SCADA", "WinCC"], true, 3.0, "SCADA / HMI / historian"),
    system("PLC", &["PLC", "Simatic", "SPS"], true, 3.0, "PLC and industrial IoT"),
    system("WMS", &["WMS", "EWM", "warehouse management"], true, 4.0, "Warehouse / RFID / scanners"),
    system("LIMS", &["LIMS", "lab system"], false, 2.0, "Quality systems"),
    system("telephony", &["Teams", "phone", "Telefon", "telefono"], false, 4.0, "Office IT"),
    system("file-share", &["network drive", "file share", "Laufwerk", "unidad de red"], false, 4.0, "Office IT"),
    system("workstation", &["laptop", "PC", "notebook", "Rechner", "komputer"], false, 10.0, "Office IT"),
    system("office-printer", &["office printer", "printer in the office", "Drucker im Büro"], false, 5.0, "Office IT"),
    // Names no policy knows.
    system("TraceHub", &["TraceHub", "trace hub"], true, 3.0, "Traceability"),
    system("Kardex tower", &["Kardex", "kardex tower"], true, 2.0, "Storage"),
    system("PaintTrack 3", &["PaintTrack", "painttrack"], true, 2.0, "Paint shop"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Down,
    Link,
    Slow,
    Login,
    Odd,
}

/// Complaints: `{s}` is the system, `{p}` the place.
pub fn complaints(language: &str, trouble: Trouble) -> &'static [&'static str] {
    match (language, trouble) {
        ("de", Trouble::Down) => &[
            "{s} geht nicht",
            "{s} ausgefallen",
            "{s} startet nicht mehr",
            "{s} reagiert nicht, {p} steht",
            "{s} tot",
            "nichts geht mehr",
        ],
        ("de", Trouble::Link) => &[
            "{s} keine Verbindung",
            "{s} offline",
            "keine Verbindung zum Server {p}",
            "{s} nicht erreichbar",
            "Verbindung weg",
        ],
        ("de", Trouble::Slow) => &["{s} sehr langsam", "{s} hängt", "{s} braucht ewig", "alles langsam {p}"],
        ("de", Trouble::Login) => &["Anmeldung an {s} nicht möglich", "{s} Login geht nicht", "komme nicht in {s}"],
        ("de", Trouble::Odd) => &["{s} bringt Fehler", "Problem mit {s}", "{s} Fehlermeldung {p}", "{s} spinnt"],
        ("es", Trouble::Down) => {
            &["{s} no funciona", "{s} caído", "no abre {s}", "{s} no responde, {p} parada", "no funciona nada"]
        }
        ("es", Trouble::Link) => {
            &["{s} sin conexión", "{s} desconectado", "sin conexión con el servidor {p}", "no hay conexión"]
        }
        ("es", Trouble::Slow) => &["{s} muy lento", "{s} tarda mucho", "todo lento {p}"],
        ("es", Trouble::Login) => &["no puedo entrar a {s}", "{s} no deja iniciar sesión"],
        ("es", Trouble::Odd) => &["{s} da error", "problema con {s}", "error raro en {s} {p}"],
        ("pl", Trouble::Down) => {
            &["{s} nie działa", "awaria {s}", "{s} nie odpowiada", "{s} padł, {p} stoi", "nic nie działa"]
        }
        ("pl", Trouble::Link) => &["{s} brak połączenia", "{s} offline", "brak połączenia z serwerem {p}"],
        ("pl", Trouble::Slow) => &["{s} działa bardzo wolno", "{s} zacina się", "wszystko wolno {p}"],
        ("pl", Trouble::Login) => &["nie mogę się zalogować do {s}", "logowanie {s} nie działa"],
        ("pl", Trouble::Odd) => &["{s} pokazuje błąd", "problem z {s}", "błąd {s} {p}"],
        ("fr", Trouble::Down) => {
            &["{s} ne fonctionne plus", "{s} en panne", "{s} ne démarre pas", "plus rien ne marche"]
        }
        ("fr", Trouble::Link) => &["{s} pas de connexion", "{s} hors ligne", "connexion perdue {p}"],
        ("fr", Trouble::Slow) => &["{s} très lent", "{s} rame", "tout est lent {p}"],
        ("fr", Trouble::Login) => &["impossible de se connecter à {s}", "{s} refuse l'identifiant"],
        ("fr", Trouble::Odd) => &["erreur {s}", "problème avec {s}", "{s} affiche une erreur {p}"],
        ("cs", Trouble::Down) => &["{s} nefunguje", "{s} spadl", "{s} neodpovídá, {p} stojí", "nic nejde"],
        ("cs", Trouble::Link) => &["{s} bez připojení", "{s} offline", "nejde se připojit k {s}"],
        ("cs", Trouble::Slow) => &["{s} je velmi pomalý", "{s} se seká", "všechno pomalé {p}"],
        ("cs", Trouble::Login) => &["nejde se přihlásit do {s}", "přihlášení {s} nefunguje"],
        ("cs", Trouble::Odd) => &["{s} hlásí chybu", "problém s {s}", "chyba {s} {p}"],
        (_, Trouble::Down) => &[
            "{s} down",
            "{s} not working",
            "{s} is dead at {p}",
            "{s} crashed",
            "{s} doesn't start",
            "cannot use {s}, {p} waiting",
            "nothing works",
            "{s} stopped responding",
        ],
        (_, Trouble::Link) => &[
            "{s} offline",
            "{s} no connection",
            "lost connection to server {p}",
            "{s} cannot connect",
            "{s} disconnected",
            "{s} unreachable from {p}",
            "connection lost",
        ],
        (_, Trouble::Slow) => {
            &["{s} very slow", "{s} hangs", "{s} takes forever at {p}", "{s} freezing again", "everything slow today"]
        }
        (_, Trouble::Login) => &["cannot log in to {s}", "{s} login fails", "can't get into {s}"],
        (_, Trouble::Odd) => {
            &["{s} error", "problem with {s}", "{s} shows wrong data at {p}", "issue {s} {p}", "{s} acting up"]
        }
    }
}

/// Nothing is broken.
pub const HARMLESS: [&str; 24] = [
    "Password expired",
    "please reset my password",
    "Passwort abgelaufen",
    "Passwort zurücksetzen bitte",
    "contraseña caducada",
    "hasło wygasło",
    "new user account for colleague",
    "Please install Visio",
    "need access to folder Finance",
    "Zugriff auf Ordner bitte",
    "order new toner",
    "how do I share a mailbox?",
    "request for a second monitor",
    "solicitud de acceso a carpeta",
    "prośba o dostęp",
    "new laptop for trainee",
    "please create account for external",
    "software request Adobe",
    "move of workplace on Friday",
    "distribution list change",
    "Konto für neue Kollegin anlegen",
    "headset request",
    "license for CAD needed",
    "phone number change",
];

/// A text with its share of typing errors.
pub fn typed(chance: &mut Chance, text: &str, share: f64) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() > 6 && chance.one_in(share) {
        let at = chance.whole(1, letters.len() as i64 - 3) as usize;
        match chance.whole(0, 2) {
            0 => letters.swap(at, at + 1),
            1 => {
                letters.remove(at);
            }
            _ => letters.insert(at, letters[at]),
        }
    }
    letters.into_iter().collect()
}
