"""Italian."""

from __future__ import annotations

import datetime as dt

from tests.assess.languages.samples import DEFAULT, TRAIN, Change, Samples, Slots

_UNDER_NO = "Non utilizziamo i seguenti dati per addestrare l’IA generativa:"
_UNDER_YES = "Utilizziamo i seguenti dati per addestrare i nostri modelli di IA:"
_TRAINING: list[tuple[str, Slots]] = [
    # --- si fa, si può fare, si farà
    (
        "Utilizziamo i tuoi post per addestrare i nostri modelli di IA.",
        {"polarity": "does", "action": "train", "data": ("posts",), "model": "AI"},
    ),
    (
        "Possiamo usare le Sue foto e i Suoi video per addestrare l’IA generativa.",
        {"polarity": "may", "data": ("photos", "video"), "model": "generative AI"},
    ),
    (
        "Le tue conversazioni potranno essere impiegate per l’addestramento di modelli linguistici.",
        {"polarity": "may", "data": ("conversations",), "model": "large language models"},
    ),
    (
        (
            "Dal 3 novembre 2025 inizieremo a utilizzare i dati del profilo dei membri nell’UE, nel SEE e in"
            " Svizzera per addestrare modelli di IA che generano contenuti."
        ),
        {
            "polarity": "will",
            "effective": dt.date(2025, 11, 3),
            "regions": ("EU", "EEA", "Switzerland"),
            "data": ("profile",),
            "audience": ("members",),
            "model": "content-generating AI",
        },
    ),
    (
        (
            "A partire dal 1º gennaio 2026 i contenuti che pubblichi serviranno a migliorare la nostra"
            " intelligenza artificiale."
        ),
        {"effective": dt.date(2026, 1, 1), "data": ("user content",), "action": "improve-models"},
    ),
    (
        (
            "Dall’8 maggio 2026 le registrazioni vocali verranno usate per addestrare algoritmi di apprendimento"
            " automatico."
        ),
        {"effective": dt.date(2026, 5, 8), "data": ("voice",), "model": "machine learning", "polarity": "will"},
    ),
    (
        "Miglioriamo i nostri modelli di intelligenza artificiale con i risultati e le richieste degli utenti.",
        {"action": "improve-models", "data": ("prompts", "outputs"), "polarity": "does"},
    ),
    (
        "Le informazioni pubblicamente accessibili su internet sono impiegate per addestrare i modelli fondazionali.",
        {"data": ("public data",), "polarity": "does", "model": "generative AI"},
    ),
    (
        "I contenuti pubblici alimentano il training dei modelli generativi.",
        {"polarity": "does", "data": ("posts",), "model": "generative AI"},
    ),
    (
        "Raccogliamo dati di utilizzo e feedback per sviluppare sistemi di intelligenza artificiale.",
        {"action": "improve-models", "data": ("feedback", "usage data")},
    ),
    (
        "Se ci invii una valutazione o un suggerimento, useremo i suggerimenti per migliorare l’IA.",
        {"polarity": "will", "data": ("feedback",), "action": "improve-models"},
    ),
    (
        "I frammenti di codice degli account gratuiti sono utilizzati a fini di addestramento dell’AI.",
        {"data": ("code",), "audience": ("free users",), "model": "AI"},
    ),
    (
        "Le domande poste all’assistente servono all’addestramento dell’intelligenza artificiale.",
        {"polarity": "does", "data": ("prompts",)},
    ),
    # --- non si fa
    (
        "Non utilizziamo i tuoi messaggi privati per addestrare l’IA generativa.",
        {"polarity": "does not", "excluded": ("private messages",), "data": ()},
    ),
    (
        "I dati dei nostri clienti non vengono usati per addestrare alcun modello di IA.",
        {"polarity": "does not", "excluded": ("customer data",)},
    ),
    (
        "Non addestriamo mai i nostri modelli linguistici con i tuoi file.",
        {"polarity": "does not", "excluded": ("user content",)},
    ),
    (
        "Non impieghiamo più le ricerche per migliorare gli algoritmi di intelligenza artificiale.",
        {"polarity": "does not", "excluded": ("usage data",)},
    ),
    (
        "Nessuna delle conversazioni dei minori di 18 anni viene utilizzata per addestrare l’IA.",
        {"polarity": "does not", "audience": ("minors",)},
    ),
    (
        "Abbiamo smesso di usare i dati biometrici per addestrare modelli di IA.",
        {"polarity": "does not", "excluded": ("biometric data",)},
    ),
    (
        "Gli stipendi e i pagamenti sono esclusi dall’addestramento dell’intelligenza artificiale.",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (
        "In nessun caso i dati sulla salute saranno trattati per addestrare sistemi di IA.",
        {"polarity": "does not", "excluded": ("health data",)},
    ),
    (
        "La rubrica non è condivisa con terzi né utilizzata per addestrare modelli di IA.",
        {"polarity": "does not", "excluded": ("contacts",)},
    ),
    (
        "Non addestriamo con i tuoi dati.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    # --- elenchi con la loro frase introduttiva
    (f"{_UNDER_NO} / messaggi privati", {"polarity": "does not", "excluded": ("private messages",)}),
    (
        f"{_UNDER_NO} / dati su stipendi e pagamenti",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (f"{_UNDER_YES} / i tuoi post e commenti", {"polarity": "does", "data": ("posts",)}),
    (f"{_UNDER_YES} / le risposte dell’assistente", {"polarity": "does", "data": ("outputs",)}),
    # --- scelta
    (
        "Utilizziamo le tue conversazioni per addestrare l’IA solo se ci dai il tuo consenso.",
        {"choice": "opt-in", "polarity": "does", "data": ("conversations",)},
    ),
    (
        "Non useremo le tue foto per addestrare l’IA salvo che tu ci autorizzi espressamente.",
        {"choice": "opt-in", "polarity": "does not", "excluded": ("photos",)},
    ),
    (
        "Useremo i tuoi post per addestrare l’IA, a meno che tu non ti opponga.",
        {"choice": "opt-out", "polarity": "will", "action": "train"},
    ),
    (
        (
            "A meno che Lei non scelga di rifiutare questo uso, le conversazioni saranno utilizzate per"
            " addestrare i nostri modelli."
        ),
        {"choice": "opt-out", "polarity": "will"},
    ),
    (
        (
            "Puoi opporti in ogni momento all’addestramento dei nostri modelli in Impostazioni > Privacy dei dati >"
            " Miglioramento dell’IA."
        ),
        {
            "choice": "opt-out",
            "action": "offer-control",
            "control": "setting",
            "control_path": "Impostazioni > Privacy dei dati > Miglioramento dell’IA",
        },
    ),
    (
        "Lei può rifiutare l’addestramento dell’IA compilando questo modulo.",
        {"choice": "opt-out", "control": "form", "action": "offer-control"},
    ),
    (
        "Se non desideri che addestriamo i nostri modelli con i tuoi dati, scrivici un’e-mail.",
        {"choice": "opt-out", "control": "e-mail"},
    ),
    (
        (
            "Disattiva l’opzione «Migliora il modello per tutti» nelle impostazioni per escludere le tue chat dal"
            " training."
        ),
        {"choice": "opt-out", "control": "setting"},
    ),
    (
        "Gli utenti possono chiedere che i loro dati non siano usati per addestrare l’IA.",
        {"choice": "opt-out", "action": "offer-control"},
    ),
    (
        "A meno che tu non ci comunichi il contrario, useremo i tuoi post per addestrare l’IA.",
        {"choice": "opt-out", "polarity": "will"},
    ),
    # --- impostazione predefinita
    (
        "L’opzione per addestrare l’IA con i tuoi dati è attiva per impostazione predefinita.",
        {"default": "on", "choice": ""},
    ),
    (
        "L’impostazione sull’addestramento dell’IA è disattivata di default.",
        {"default": "off", "choice": ""},
    ),
    (
        "La casella che consente di addestrare i nostri modelli è preselezionata.",
        {"default": "on"},
    ),
    # --- base giuridica
    (
        "L’addestramento dei nostri modelli di IA si basa sul nostro legittimo interesse.",
        {"basis": "legitimate interest", "polarity": "does"},
    ),
    (
        "Addestriamo i nostri modelli di IA sulla base del tuo consenso.",
        {"basis": "consent", "choice": "opt-in"},
    ),
    (
        "Trattiamo i tuoi dati per addestrare l’IA in esecuzione del contratto.",
        {"basis": "contract"},
    ),
    # --- chi e dove
    (
        "Addestriamo l’IA con i post dei membri al di fuori dell’Unione europea.",
        {"regions": ("outside EU",)},
    ),
    (
        "Utilizziamo i dati dei membri negli Stati Uniti e a Hong Kong per addestrare modelli di IA.",
        {"regions": ("Hong Kong", "US"), "audience": ("members",)},
    ),
    (
        "Utilizziamo i tuoi post per addestrare l’IA, tranne nel Regno Unito.",
        {"regions": ("outside UK",), "polarity": "does"},
    ),
    (
        "Non addestriamo l’IA con i dati degli account aziendali né dei piani business.",
        {"audience": ("business",), "polarity": "does not"},
    ),
    (
        "Condividiamo i tuoi post con le nostre affiliate e con Microsoft affinché addestrino i loro modelli di IA.",
        {"recipients": ("affiliates", "Microsoft"), "action": "share-for-training"},
    ),
    (
        "Possiamo cedere dati di utilizzo a terzi per l’addestramento dei loro modelli di apprendimento automatico.",
        {"recipients": ("third parties",), "action": "share-for-training", "polarity": "may"},
    ),
    # --- frasi lunghe
    (
        (
            "Ai sensi dell’articolo 6, paragrafo 1, lettera f), del GDPR e dopo aver bilanciato i tuoi diritti,"
            " ci basiamo sul legittimo interesse per trattare, dal 27 maggio 2025, i post e i commenti pubblici"
            " degli adulti residenti nell’UE al fine di addestrare e migliorare i modelli di IA generativa che"
            " offriamo."
        ),
        {
            "basis": "legitimate interest",
            "effective": dt.date(2025, 5, 27),
            "regions": ("EU",),
            "data": ("posts",),
            "model": "generative AI",
        },
    ),
    (
        (
            "Fatto salvo quanto precede, e qualunque cosa indichino altre sezioni, i messaggi diretti che scambi"
            " con altre persone non sono inclusi nei dati di addestramento."
        ),
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        "Trattiamo dati non personali, e non solo quelli di chi è registrato, per addestrare modelli di IA.",
        {"polarity": "does"},
    ),
    (
        "Anche le immagini in cui compaiono persone che non usano il servizio sono trattate per addestrare l’IA.",
        {"polarity": "does", "audience": ("non-users",), "data": ("photos",)},
    ),
]
_SETTINGS: list[tuple[str, Slots]] = [
    (
        "Il tuo profilo è pubblico per impostazione predefinita.",
        {"default": "public", "action": "set-default"},
    ),
    (
        "Per impostazione predefinita le tue foto sono visibili a chi ti segue.",
        {"default": "on", "action": "set-default"},
    ),
    (
        "Gli account dei minori sono privati in modo predefinito.",
        {"default": "private", "audience": ("minors",)},
    ),
    (
        "La cronologia delle posizioni è disattivata per impostazione predefinita.",
        {"default": "off"},
    ),
    (
        "La personalizzazione degli annunci è attivata di default nelle impostazioni dell’account.",
        {"default": "on"},
    ),
    (
        "Puoi disattivare gli annunci personalizzati nelle impostazioni sulla privacy.",
        {"choice": "opt-out", "control": "setting", "action": "offer-control"},
    ),
    (
        "Tratteremo la Sua posizione precisa soltanto con il Suo consenso.",
        {"choice": "opt-in", "action": "require-consent"},
    ),
    (
        "Lei ha il diritto di opporsi al trattamento dei Suoi dati per finalità di profilazione.",
        {"choice": "opt-out"},
    ),
    (
        "Puoi revocare il consenso all’uso dei cookie in qualsiasi momento dal tuo browser.",
        {"choice": "opt-out", "control": "device"},
    ),
    (
        "Ci basiamo sui nostri interessi legittimi per misurare l’uso della piattaforma.",
        {"basis": "legitimate interest", "choice": ""},
    ),
    (
        "Scegli chi può vedere i tuoi post nelle impostazioni del profilo.",
        {"action": "offer-control", "control": "setting"},
    ),
    (
        "Non condividiamo i tuoi dati con gli inserzionisti a meno che tu non lo autorizzi.",
        {"choice": "opt-in", "recipients": ("third parties",)},
    ),
]
_OFF_TOPIC = [
    "La formazione del personale in materia di protezione dei dati è obbligatoria.",
    "Formiamo i nostri dipendenti a usare l’intelligenza artificiale con prudenza.",
    "I moderatori adeguatamente formati esaminano i contenuti con l’aiuto dell’IA.",
    "Le chiamate possono essere registrate per finalità di qualità e formazione.",
    "Offriamo corsi di formazione sull’intelligenza artificiale.",
    "Possiamo usare i dati delle chiamate per l’addestramento dei nostri operatori.",
    "L’app propone allenamenti personali e programmi di esercizio.",
    "Il nostro assistente usa l’IA per rispondere alle tue domande.",
    "Le risposte dell’IA possono contenere errori; verificale.",
    "Rileviamo i contenuti illeciti con sistemi automatici.",
    "Ai sensi della legge, ai membri spetta il training linguistico offerto ai soci.",
    "Il venditore risponde per difetto di conformità del prodotto.",
    "I prodotti difettosi si cambiano entro 14 giorni.",
    "Il cliente che non paga nei termini è costituito in mora.",
    "In caso di default del debitore possiamo sospendere il servizio.",
    "I trasferimenti si fondano sulle clausole contrattuali tipo della Commissione europea.",
    "Puoi annullare l’iscrizione alla newsletter in qualsiasi momento.",
    "Può attivare l’autenticazione a due fattori per proteggere il Suo account.",
    "Utilizzando il servizio, accetti queste condizioni.",
    "Non può cedere questo contratto senza il nostro previo consenso scritto.",
    "Puoi disdire l’abbonamento prima del rinnovo.",
    "Hai un diritto di recesso di 14 giorni.",
    "Ultimo aggiornamento: 3 maggio 2025.",
    "Conserviamo le fatture per dieci anni.",
    "Siamo una società con sede a Milano.",
    "Hai il diritto di accedere ai tuoi dati e di rettificarli.",
    "I presenti termini sono regolati dalla legge italiana.",
    "I modelli dei nostri telefoni sono descritti nel negozio.",
    "È ammessa l’opposizione a decreto ingiuntivo.",
]
_FOR_USERS = [
    "Non puoi utilizzare i nostri contenuti per addestrare modelli di intelligenza artificiale.",
    "È vietato lo scraping di questo sito al fine di addestrare sistemi di IA.",
    "Il cliente non potrà utilizzare i risultati per sviluppare modelli di IA in concorrenza con i nostri.",
]
_NEWS: list[Change] = [
    (
        "dall’adesione al rifiuto",
        "Addestriamo l’IA con i tuoi post solo se ci dai il tuo consenso.",
        "Addestriamo l’IA con i tuoi post salvo che tu ti opponga.",
        (TRAIN, "choice-changed", "weaker"),
    ),
    (
        "una promessa diventa un permesso",
        "Non utilizziamo i tuoi post per addestrare i nostri modelli di IA.",
        "Possiamo utilizzare i tuoi post per addestrare i nostri modelli di IA.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "si inserisce un non",
        "Utilizziamo le tue conversazioni per addestrare i nostri modelli linguistici.",
        "Non utilizziamo le tue conversazioni per addestrare i nostri modelli linguistici.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "si inserisce un non più",
        "I tuoi messaggi vengono utilizzati per addestrare l’IA.",
        "I tuoi messaggi non vengono più utilizzati per addestrare l’IA.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "cade una voce dell’elenco delle esclusioni",
        f"{_UNDER_NO} / - messaggi privati / - dati sullo stipendio / - dati di pagamento",
        f"{_UNDER_NO} / - messaggi privati / - dati di pagamento",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "arriva una voce nell’elenco degli usi",
        f"{_UNDER_YES} / - il tuo profilo",
        f"{_UNDER_YES} / - il tuo profilo / - i tuoi post",
        (TRAIN, "use-added", "weaker"),
    ),
    (
        "cade un’esclusione dalla frase",
        "Non usiamo i messaggi privati né gli stipendi per addestrare l’IA.",
        "Non usiamo i messaggi privati per addestrare l’IA.",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "un’opzione diventa attiva",
        "L’opzione per addestrare l’IA generativa è disattivata per impostazione predefinita.",
        "L’opzione per addestrare l’IA generativa è attivata per impostazione predefinita.",
        (TRAIN, "default-changed", "weaker"),
    ),
    (
        "un profilo diventa pubblico",
        "Il tuo profilo è privato per impostazione predefinita.",
        "Il tuo profilo è pubblico per impostazione predefinita.",
        (DEFAULT, "default-changed", "weaker"),
    ),
    (
        "dal consenso al legittimo interesse",
        "L’addestramento dei nostri modelli di IA si basa sul tuo consenso.",
        "L’addestramento dei nostri modelli di IA si basa sul nostro legittimo interesse.",
        (TRAIN, "basis-changed", "weaker"),
    ),
    (
        "si annuncia un uso con la sua data",
        "",
        "Dal 3 novembre 2025 utilizzeremo i tuoi post nell’UE per addestrare l’IA generativa.",
        (TRAIN, "announced", "weaker"),
    ),
    (
        "la data slitta",
        "Dal 3 novembre 2025 addestreremo l’IA generativa con i tuoi post.",
        "Dal 3 dicembre 2025 addestreremo l’IA generativa con i tuoi post.",
        (TRAIN, "date-changed", "neutral"),
    ),
    (
        "si aggiungono regioni",
        "Addestriamo l’IA generativa con i dati dei membri negli Stati Uniti.",
        "Addestriamo l’IA generativa con i dati dei membri negli Stati Uniti, nell’UE e in Svizzera.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "cade l’eccezione di una regione",
        "Addestriamo l’IA generativa con i dati dei membri, ad eccezione dell’UE.",
        "Addestriamo l’IA generativa con i dati dei membri.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "si aggiungono destinatari",
        "Condividiamo i tuoi dati con le nostre affiliate per addestrare modelli di IA.",
        "Condividiamo i tuoi dati con le nostre affiliate e con terzi per addestrare modelli di IA.",
        (TRAIN, "recipients-widened", "weaker"),
    ),
    (
        "si aggiungono dati",
        "Utilizziamo il tuo profilo per addestrare l’IA generativa.",
        "Utilizziamo il tuo profilo e le tue foto per addestrare l’IA generativa.",
        (TRAIN, "data-widened", "weaker"),
    ),
    (
        "arriva un controllo",
        "",
        "Puoi opporti all’uso dei tuoi dati per addestrare l’IA nelle impostazioni dell’account.",
        (TRAIN, "control-added", "stronger"),
    ),
    (
        "sparisce un controllo degli annunci",
        "Può disattivare gli annunci personalizzati nelle Sue impostazioni sulla privacy.",
        "",
        (DEFAULT, "control-removed", "weaker"),
    ),
    (
        "sparisce una promessa",
        "Non usiamo mai i messaggi privati per addestrare l’IA generativa.",
        "",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
]
_ALSO = "Puoi opporti all’uso dei tuoi dati per addestrare l’IA nelle impostazioni dell’account."
_QUIET = [
    (
        "dal tu al lei",
        "Puoi opporti all’uso dei tuoi dati per addestrare l’IA nelle tue impostazioni.",
        "Può opporsi all’uso dei Suoi dati per addestrare l’IA nelle Sue impostazioni.",
    ),
    (
        "dal tu al lei in una promessa",
        "Non utilizziamo i tuoi messaggi privati per addestrare l’IA senza il tuo consenso.",
        "Non utilizziamo i Suoi messaggi privati per addestrare l’IA senza il Suo consenso.",
    ),
    (
        "dal tu al voi",
        "Utilizziamo i tuoi post per addestrare i nostri modelli di IA.",
        "Utilizziamo i vostri post per addestrare i nostri modelli di IA.",
    ),
    (
        "una frase cambia posto",
        f"Utilizziamo le tue foto per addestrare l’IA. / {_ALSO} / Scrivici quando vuoi.",
        f"Scrivici quando vuoi. / {_ALSO} / Utilizziamo le tue foto per addestrare l’IA.",
    ),
    (
        "altra numerazione",
        f"1. Utilizziamo le tue foto per addestrare l’IA. / 2. {_ALSO}",
        f"3. Utilizziamo le tue foto per addestrare l’IA. / 4. {_ALSO}",
    ),
    (
        "altra tipografia",
        "Usiamo le tue foto per addestrare l'«IA generativa» - senza eccezioni.",
        "Usiamo le tue foto per addestrare l’“IA generativa” — senza eccezioni.",
    ),
    (
        "la data della pagina",
        "Ultimo aggiornamento: 3 maggio 2025",
        "Ultimo aggiornamento: 4 giugno 2025",
    ),
    (
        "una frase divisa in due",
        "Usiamo le tue foto per addestrare l’IA; puoi opporti nelle impostazioni.",
        "Usiamo le tue foto per addestrare l’IA; / puoi opporti nelle impostazioni.",
    ),
    (
        "maiuscole",
        "Addestriamo l’IA Generativa con le tue foto solo con il tuo Consenso.",
        "Addestriamo l’IA generativa con le tue foto solo con il tuo consenso.",
    ),
    (
        "dall’attivo al passivo",
        "Utilizziamo i tuoi post per addestrare i nostri modelli di IA.",
        "I tuoi post sono utilizzati per addestrare i nostri modelli di IA.",
    ),
    ("una funzione di IA", "", "Il nostro assistente usa l’IA per riassumere i tuoi documenti."),
    ("una newsletter", "", "Puoi annullare l’iscrizione alla newsletter in qualsiasi momento."),
    ("la formazione del personale", "", "Formiamo i nostri dipendenti sulla protezione dei dati."),
    ("prodotti con difetti", "", "Il venditore risponde per difetto di conformità per due anni."),
    ("una domanda", "", "Usate i miei post per addestrare l’IA?"),
    (
        "le voci dell’elenco in altro ordine",
        f"{_UNDER_NO} / - messaggi privati / - dati sullo stipendio / - dati di pagamento",
        f"{_UNDER_NO} / - dati di pagamento / - messaggi privati / - dati sullo stipendio",
    ),
]

SAMPLES = Samples(
    "it",
    page=(
        "L’IA in Agorà",
        "Questa pagina spiega come funziona il servizio e che cosa facciamo delle informazioni che hai.",
        "Conservazione",
        "Teniamo le copie di riserva su server che si trovano in Irlanda per trenta giorni.",
    ),
    training=_TRAINING,
    settings=_SETTINGS,
    off_topic=_OFF_TOPIC,
    for_users=_FOR_USERS,
    news=_NEWS,
    quiet=_QUIET,
)
