const PLURAL = new Intl.PluralRules("pl");

/** Polish counts in three forms. */
function counted(count, { one, few, many }) {
  return `${count} ${{ one, few }[PLURAL.select(count)] ?? many}`;
}

/** Polish. */
export const pl = {
  code: "pl",
  title: "Co mówią reguły",
  starting: "Wczytywanie reguł",
  noEngine:
    "Reguły nie mogą działać na tej stronie: jej polityka treści zabrania WebAssembly. Administrator może zezwolić na 'wasm-unsafe-eval' w script-src.",
  noRules: "Nie udało się wczytać reguł.",
  badRules: (count) => `Nie wczytano reguł: mają ${counted(count, { one: "błąd", few: "błędy", many: "błędów" })}.`,
  noDecision: "O tym zgłoszeniu nie można jeszcze zdecydować.",
  decision: "Decyzja",
  priority: "Priorytet",
  team: "Zespół",
  due: "Terminy",
  dueAt: "Termin",
  targets: {
    response: "Reakcja",
    resolution: "Rozwiązanie",
    update: "Informacja",
    next_response: "Następna odpowiedź",
  },
  states: { paused: "wstrzymany", met: "dotrzymany", cancelled: "odwołany" },
  in: (length) => `za ${length}`,
  late: (length) => `${length} po terminie`,
  clock: (place, time) => `Czas lokalny: ${place}, teraz ${time}`,
  onClock: (place) => `czas lokalny: ${place}`,
  fieldsOfForm: "Pola tego formularza",
  suggestions: "Do formularza",
  apply: "Zastosuj",
  undo: "Cofnij",
  instead: (current) => `zamiast „${current}”`,
  agrees: "jak w formularzu",
  unsayable: "brak takiego wyboru w formularzu",
  origins: {
    text: (words) => `z „${words}”`,
    system: (name) => `system ${name}`,
    category: (label) => `kategoria ${label}`,
    line: (name) => name,
    plant: (name) => `zakład ${name}`,
    calendar: (name) => `kalendarz ${name}`,
    rule: (id) => `reguła ${id}`,
  },
  asks: "Jeszcze do ustalenia",
  notHere: "Formularz nie ma tego pola",
  problems: "Niezrozumiałe",
  procedures: "W tym czasie",
  kinds: {
    fallback: "tryb awaryjny",
    workaround: "obejście",
    handling: "postępowanie",
    isolation: "odłączenie",
    safety: "bezpieczeństwo",
  },
  similar: "Podobne otwarte zgłoszenia",
  major: "Poważna awaria",
  majors: {
    suggested: (count) =>
      `Być może: ${counted(count, { one: "zgłoszenie", few: "zgłoszenia", many: "zgłoszeń" })}, wygląda na jedną awarię`,
    confirmed: (count) =>
      `Potwierdzona, dotąd ${counted(count, { one: "zgłoszenie", few: "zgłoszenia", many: "zgłoszeń" })}`,
  },
  more: (count) => `i jeszcze ${count}`,
  judge: { confirm: "To jest awaria", dismiss: "To nie jest awaria", resolve: "Awaria minęła" },
  unheard: "To nie dotarło. Proszę spróbować ponownie.",
  why: "Dlaczego",
  reasons: (count) => counted(count, { one: "powód", few: "powody", many: "powodów" }),
  stages: {
    intake: "Przyjęcie",
    classify: "Klasa",
    prioritise: "Priorytet",
    sla: "SLA",
    route: "Zespół",
    escalate: "Eskalacja",
    procedure: "Procedura",
  },
  undecided: (count) => `nie da się jeszcze ocenić: ${counted(count, { one: "reguła", few: "reguły", many: "reguł" })}`,
  spoken: (priority, team, open) => `${priority}, ${team}${open > 0 ? `, pól do ustalenia: ${open}` : ""}`,
};
