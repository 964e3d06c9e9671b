//! Words that point to a meaning: beginnings of folded words, in English, German, Spanish, Polish, and for the commonest
//! words French, Czech, Italian and Portuguese. Those of up to three letters are whole words.

/// An account's secret.
pub(super) const PASSWORD: u16 = 1;
/// Something runs out, is forgotten, locked or to be changed.
pub(super) const RENEWAL: u16 = 1 << 1;
/// People are taught.
pub(super) const TEACHING: u16 = 1 << 2;
/// Somebody has said it before.
pub(super) const ANNOUNCED: u16 = 1 << 3;
/// Work on a system.
pub(super) const WORKS: u16 = 1 << 4;
/// Somebody wants something.
pub(super) const WISH: u16 = 1 << 5;
/// Many are asked or told something at once.
pub(super) const CAMPAIGN: u16 = 1 << 6;
/// A connection.
pub(super) const LINK: u16 = 1 << 7;
/// It takes long.
pub(super) const SLOW: u16 = 1 << 8;
/// It stands still.
pub(super) const DOWN: u16 = 1 << 9;
/// Something is not as it should be.
pub(super) const BROKEN: u16 = 1 << 10;
/// Somebody wants to know something.
pub(super) const QUESTION: u16 = 1 << 11;

/// Meanings with the beginnings of their words.
pub(super) const BEGINNINGS: [(u16, &str); 12] = [
    (PASSWORD, "password passwort passwd pwd kennwort contrasen clave hasl hesl senha pin"),
    (
        RENEWAL,
        "expir reset forgot renew unlock lock change abgelaufen ablauf lauft gesperrt entsperr vergessen zuruck \
         zurueck neu caduc olvid restablec bloque venc cambi wygas zapomn zresetow zablokow odblok zmian \
         przetermin oubli zapomen vyprs scadut esquec nowe nueva",
    ),
    (
        TEACHING,
        "training schulung einweisung workshop elearning course kurs capacitacion formacion curso szkoleni \
         formation skoleni corso unterweisung lernplattform webinar certificat zertifi",
    ),
    (
        ANNOUNCED,
        "planned scheduled announce upcoming reminder geplant angekundigt ankundigung erinnerung programad \
         planificad recordatorio planowan zaplanowan zapowiedz przypomnien prevu planovan pianificat",
    ),
    (WORKS, "maintenance wartung mantenimiento konserwac serwisow entretien udrzb manutenc manutenz downtime"),
    (
        WISH,
        "request install instal setup einricht onboarding toner bestellung anfrage solicit wniosek prosb license \
         lizenz licenc",
    ),
    (
        BROKEN,
        "not cannot cant doesnt wont unable error fail fault broken problem issue nothing nobody stuck nicht kein \
         fehler storung stoerung defekt geht niemand funciona fall ningun nadie nie nikt blad usterk pas erreur \
         nejde nefunguje chyb non errore nao erro",
    ),
    (
        CAMPAIGN,
        "campaign survey rollout migration questionnaire inventory inventur newsletter kampagne umfrage umzug \
         encuesta campana inventario ankiet kampani inwentaryz phishing spam enquete pruzkum sondaggio",
    ),
    (
        LINK,
        "connect disconnect network netw offline wifi wlan lan unreachable ping switch verbind netz erreichbar \
         getrennt conex conect desconect red internet polaczen siec laczy lacznos connex reseau pripoj sit rete \
         rede link uplink timeout",
    ),
    (
        SLOW,
        "slow sluggish lag delay hang langsam trage traege hangt haengt lent tarda wolno powoln powoli zacina \
         pomal muli lento loading performance",
    ),
    (
        DOWN,
        "down crash dead outage stopped frozen freez ausfall ausgefallen steht abgesturzt abgestuerzt tot caid \
         parad detenid awari padl stoi zawies panne arret spadl nefung guasto fermo kaputt",
    ),
    (QUESTION, "question questao how frage pregunt duda pytani dotaz domanda"),
];
