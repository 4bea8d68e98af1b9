"""German."""

from __future__ import annotations

import datetime as dt

from tests.assess.languages.samples import DEFAULT, TRAIN, Change, Samples, Slots

_UNDER_NO = "Folgende Daten verwenden wir nicht zum Training generativer KI:"
_UNDER_YES = "Wir verwenden folgende Daten, um unsere KI-Modelle zu trainieren:"
_TRAINING: list[tuple[str, Slots]] = [
    # --- es geschieht, es darf geschehen, es wird geschehen
    (
        "Wir verwenden Ihre Beiträge, um unsere KI-Modelle zu trainieren.",
        {"polarity": "does", "action": "train", "data": ("posts",), "model": "AI"},
    ),
    (
        "Wir können deine Fotos und Videos zum Training generativer KI nutzen.",
        {"polarity": "may", "data": ("photos", "video"), "model": "generative AI"},
    ),
    (
        "Deine Unterhaltungen dürfen für das Training von Sprachmodellen herangezogen werden.",
        {"polarity": "may", "data": ("conversations",), "model": "large language models"},
    ),
    (
        (
            "Ab dem 3. November 2025 werden wir die Profildaten von Mitgliedern in der EU, im EWR und in der Schweiz"
            " verwenden, um KI-Modelle zur Erstellung von Inhalten zu trainieren."
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
        "Ab 1. Januar 2026 dienen von Ihnen hochgeladene Inhalte der Verbesserung unserer künstlichen Intelligenz.",
        {"effective": dt.date(2026, 1, 1), "data": ("user content",), "action": "improve-models"},
    ),
    (
        (
            "Seit dem 8. Mai 2026 werden Sprachaufnahmen zum Trainieren von Algorithmen des maschinellen Lernens"
            " eingesetzt."
        ),
        {"effective": dt.date(2026, 5, 8), "data": ("voice",), "model": "machine learning", "polarity": "does"},
    ),
    (
        "Mit den Ausgaben und Eingaben unserer Nutzer entwickeln wir unsere KI-Modelle weiter.",
        {"action": "improve-models", "data": ("prompts", "outputs"), "polarity": "does"},
    ),
    (
        "Öffentlich zugängliche Informationen aus dem Internet fließen in das Training unserer Basismodelle ein.",
        {"data": ("public data",), "polarity": "does", "model": "generative AI"},
    ),
    (
        "Wir erheben Nutzungsdaten und Feedback, um KI-Systeme zu entwickeln und zu verbessern.",
        {"action": "improve-models", "data": ("feedback", "usage data")},
    ),
    (
        "Codeschnipsel aus kostenlosen Konten werden zu Trainingszwecken für unsere KI verwendet.",
        {"data": ("code",), "audience": ("free users",), "model": "AI"},
    ),
    (
        "Die Fragen, die Sie dem Assistenten stellen, helfen uns beim Training der künstlichen Intelligenz.",
        {"polarity": "does", "data": ("prompts",)},
    ),
    ("Ihre Daten werden zum Schulen von KI-Modellen verwendet.", {"data": ("personal data",), "action": "train"}),
    (
        "Wir speisen deine Kommentare in unsere KI ein, damit die Modelle aus ihnen lernen.",
        {"polarity": "does", "data": ("posts",), "action": "train"},
    ),
    (
        "Wir behalten uns vor, Ihr Feedback zur Feinabstimmung unserer Sprachmodelle einzusetzen.",
        {"data": ("feedback",), "model": "large language models", "action": "train"},
    ),
    (
        "Menschliche Prüfer lesen einen Teil der Unterhaltungen, um die Modelle zu verbessern.",
        {"data": ("conversations",), "polarity": "does"},
    ),
    (
        "Mit deinen Dateien wird das Modell für alle verbessert.",
        {"data": ("user content",), "polarity": "does"},
    ),
    # --- es geschieht nicht
    (
        "Private Nachrichten verwenden wir nicht, um generative KI zu trainieren.",
        {"polarity": "does not", "excluded": ("private messages",), "data": ()},
    ),
    (
        "Daten unserer Kunden werden für kein KI-Modell als Trainingsdaten genutzt.",
        {"polarity": "does not", "excluded": ("customer data",)},
    ),
    (
        "Wir trainieren unsere Sprachmodelle niemals mit Ihren Dateien.",
        {"polarity": "does not", "excluded": ("user content",)},
    ),
    (
        "Suchanfragen nutzen wir nicht mehr zur Verbesserung unserer KI-Algorithmen.",
        {"polarity": "does not", "excluded": ("usage data",), "action": "improve-models"},
    ),
    (
        "Keine der Unterhaltungen von Personen unter 18 Jahren wird zum KI-Training verwendet.",
        {"polarity": "does not", "audience": ("minors",), "excluded": ("conversations",)},
    ),
    (
        "Wir haben aufgehört, biometrische Daten für das Training von KI-Modellen zu verwenden.",
        {"polarity": "does not", "excluded": ("biometric data",)},
    ),
    (
        "Gehaltsangaben und Zahlungsdaten sind vom Training der KI ausgenommen.",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (
        "Gesundheitsdaten werden unter keinen Umständen zum Training von KI-Systemen verarbeitet.",
        {"polarity": "does not", "excluded": ("health data",)},
    ),
    (
        "Das Adressbuch wird weder an Dritte weitergegeben noch zum Trainieren von KI-Modellen genutzt.",
        {"polarity": "does not", "excluded": ("contacts",)},
    ),
    ("Wir trainieren nicht mit Ihren Daten.", {"polarity": "does not", "excluded": ("personal data",)}),
    (
        "Wir schließen Privatnachrichten vom KI-Training aus.",
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        "Auf das Training unserer Sprachmodelle mit Kundendaten verzichten wir vollständig.",
        {"polarity": "does not", "excluded": ("customer data",)},
    ),
    (
        "Unseren Dienstleistern untersagen wir, Ihre Daten zum Training eigener Modelle zu nutzen.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    (
        "Fotos von Kindern werden künftig nicht mehr für das Training von Bilderkennungsmodellen genutzt.",
        {"polarity": "does not", "excluded": ("photos", "children's data"), "audience": ("minors",)},
    ),
    (
        "Ihre Eingaben speichern wir 30 Tage lang, verwenden sie aber nicht für Trainingszwecke.",
        {"polarity": "does not", "excluded": ("prompts",)},
    ),
    (
        "Mitglieder unter 16 Jahren sind vom Training ausgeschlossen.",
        {"polarity": "does not", "audience": ("minors", "members")},
    ),
    (
        "Unsere Partner sind verpflichtet, Ihre Daten nicht für das Training ihrer Modelle zu verwenden.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    ("Nutzerinhalte dürfen nicht zum Trainieren von KI verwendet werden.", {"polarity": "does not"}),
    # --- Listen mit ihrer Einleitung
    (f"{_UNDER_NO} / private Nachrichten", {"polarity": "does not", "excluded": ("private messages",)}),
    (
        f"{_UNDER_NO} / Angaben zu Gehältern und Zahlungen",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (f"{_UNDER_YES} / Ihre Beiträge und Kommentare", {"polarity": "does", "data": ("posts",)}),
    (f"{_UNDER_YES} / Antworten des Assistenten", {"polarity": "does", "data": ("outputs",)}),
    # --- die Wahl
    (
        "Wir verwenden Ihre Unterhaltungen nur dann zum Training unserer KI, wenn Sie zustimmen.",
        {"choice": "opt-in", "polarity": "does", "data": ("conversations",)},
    ),
    (
        "Ohne Ihre ausdrückliche Einwilligung nutzen wir Ihre Fotos nicht für das KI-Training.",
        {"choice": "opt-in", "polarity": "does not", "excluded": ("photos",)},
    ),
    (
        "Willigst du nicht ein, trainieren wir unsere KI nicht mit deinen Beiträgen.",
        {"choice": "opt-in", "polarity": "does not", "excluded": ("posts",)},
    ),
    (
        "Im Rahmen des KI-Trainings verarbeiten wir Standortdaten lediglich nach vorheriger Zustimmung.",
        {"choice": "opt-in", "polarity": "does", "data": ("location",)},
    ),
    (
        "Wir nutzen Ihre Beiträge zum Training der KI, es sei denn, Sie widersprechen.",
        {"choice": "opt-out", "polarity": "does", "action": "train", "data": ("posts",)},
    ),
    (
        "Sofern Sie nicht widersprechen, werden Ihre Unterhaltungen zum Training unserer Modelle verwendet.",
        {"choice": "opt-out", "polarity": "does", "action": "train"},
    ),
    (
        "Solange du die Einstellung nicht deaktivierst, lernt unsere KI aus deinen Chats.",
        {"choice": "opt-out", "polarity": "does", "data": ("conversations",)},
    ),
    (
        "Wenn du das nicht möchtest, schalte die Option zum KI-Training in den Einstellungen aus.",
        {"choice": "opt-out", "action": "offer-control", "control": "setting"},
    ),
    (
        "Dem KI-Training können Sie stets widersprechen: Einstellungen > Datenschutz > Daten zur KI-Verbesserung.",
        {
            "choice": "opt-out",
            "action": "offer-control",
            "control": "setting",
            "control_path": "Einstellungen > Datenschutz > Daten zur KI-Verbesserung",
        },
    ),
    (
        "Über dieses Formular können Sie die Verwendung Ihrer Daten für das KI-Training ablehnen.",
        {"choice": "opt-out", "control": "form", "action": "offer-control"},
    ),
    (
        "Wenn Sie nicht möchten, dass wir unsere Modelle mit Ihren Daten trainieren, schreiben Sie uns eine E-Mail.",
        {"choice": "opt-out", "control": "e-mail", "polarity": "does"},
    ),
    (
        (
            "Deaktiviere die Option „Das Modell für alle verbessern“ in den Einstellungen, um deine Chats vom"
            " Training auszuschließen."
        ),
        {"choice": "opt-out", "control": "setting", "action": "offer-control"},
    ),
    (
        "Nutzer können verlangen, dass ihre Daten nicht zum Training von KI verwendet werden.",
        {"choice": "opt-out", "action": "offer-control"},
    ),
    (
        "Ihre Einwilligung in das Training der KI-Modelle können Sie jederzeit widerrufen.",
        {"choice": "opt-out", "action": "offer-control"},
    ),
    (
        "Du kannst dich vom Training abmelden, indem du die Option im Menü deaktivierst.",
        {"choice": "opt-out", "action": "offer-control"},
    ),
    (
        "Möchten Sie Ihre Daten von der Entwicklung globaler Modelle ausnehmen, schreiben Sie uns eine E-Mail.",
        {"choice": "opt-out", "control": "e-mail", "data": ("personal data",)},
    ),
    (
        "Auch wenn Sie widersprechen, trainieren wir unsere Modelle mit öffentlich zugänglichen Daten.",
        {"choice": "", "polarity": "does", "action": "train", "data": ("public data",)},
    ),
    # --- die Voreinstellung
    (
        "Die Option, die KI mit Ihren Daten zu trainieren, ist standardmäßig aktiviert.",
        {"default": "on", "choice": ""},
    ),
    ("Die Einstellung für das KI-Training ist standardmässig ausgeschaltet.", {"default": "off", "choice": ""}),
    ("Der Schalter „Daten für KI-Training“ steht standardmäßig auf „Ein“.", {"default": "on"}),
    ("Der Schalter »Daten für KI-Training« steht standardmäßig auf »Aus«.", {"default": "off"}),
    ("Das Kontrollkästchen für das Training unserer Modelle ist vorausgewählt.", {"default": "on"}),
    (
        "Standardmäßig ist die Einstellung „Daten zur Verbesserung generativer KI“ aktiviert.",
        {"default": "on", "model": "generative AI"},
    ),
    ("Wir trainieren unsere KI standardmäßig nicht mit Ihren Chats.", {"default": "off", "polarity": "does not"}),
    # --- die Rechtsgrundlage
    (
        "Das Training unserer KI-Modelle stützen wir auf unser berechtigtes Interesse.",
        {"basis": "legitimate interest", "polarity": "does"},
    ),
    (
        "Wir trainieren unsere KI-Modelle auf Grundlage Ihrer Einwilligung.",
        {"basis": "consent", "choice": "opt-in"},
    ),
    ("Zur Erfüllung des Vertrags verarbeiten wir Ihre Daten für das Training der KI.", {"basis": "contract"}),
    # --- wer und wo
    (
        "Wir trainieren unsere KI mit Beiträgen von Mitgliedern außerhalb der Europäischen Union.",
        {"regions": ("outside EU",), "audience": ("members",)},
    ),
    (
        "Wir nutzen Daten von Mitgliedern in den USA und in Hongkong zum Training von KI-Modellen.",
        {"regions": ("Hong Kong", "US"), "audience": ("members",), "data": ("personal data",)},
    ),
    (
        "Wir nutzen Ihre Beiträge zum KI-Training, ausser im Vereinigten Königreich.",
        {"regions": ("outside UK",), "polarity": "does"},
    ),
    (
        "Daten aus Geschäftskonten und Enterprise-Tarifen werden nicht zum Trainieren unserer KI verwendet.",
        {"audience": ("business",), "polarity": "does not"},
    ),
    (
        (
            "Wir geben Ihre Beiträge an verbundene Unternehmen und an Microsoft weiter, damit diese ihre KI-Modelle"
            " trainieren."
        ),
        {"recipients": ("affiliates", "Microsoft"), "action": "share-for-training"},
    ),
    (
        "Nutzungsdaten können wir an Dritte übermitteln, die damit ihre Algorithmen trainieren.",
        {"recipients": ("third parties",), "action": "share-for-training", "polarity": "may"},
    ),
    (
        "Wir verwenden Ihre Inhalte (ausgenommen private Nachrichten), um generative KI zu trainieren.",
        {"polarity": "does", "data": ("user content",), "excluded": ("private messages",)},
    ),
    # --- lange Sätze
    (
        (
            "Gemäß Art. 6 Abs. 1 lit. f DSGVO und nach Abwägung mit Ihren Rechten stützen wir uns auf berechtigte"
            " Interessen, wenn wir ab dem 27. Mai 2025 öffentliche Beiträge und Kommentare volljähriger Nutzer in der"
            " EU verarbeiten, um die generativen KI-Modelle, die wir anbieten, zu trainieren und weiterzuentwickeln."
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
            "Ungeachtet des Vorstehenden und unabhängig davon, was andere Abschnitte besagen, sind Direktnachrichten,"
            " die Sie mit anderen Personen austauschen, nicht Teil der Trainingsdaten."
        ),
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        (
            "Soweit wir Sie nicht ausdrücklich auf etwas anderes hinweisen und Sie der Nutzung nicht widersprochen"
            " haben, dürfen wir die von Ihnen hochgeladenen Inhalte, einschließlich der darin enthaltenen Bilder,"
            " heranziehen, um Modelle für maschinelles Lernen zu trainieren."
        ),
        {"choice": "opt-out", "data": ("user content", "photos")},
    ),
    (
        "Wir verarbeiten nicht personenbezogene Daten, nicht nur die registrierter Personen, für das KI-Training.",
        {"polarity": "does"},
    ),
    (
        "Auch Bilder von Personen, die den Dienst nicht nutzen, werden zum Training der KI verarbeitet.",
        {"polarity": "does", "audience": ("non-users",), "data": ("photos",)},
    ),
]
_SETTINGS: list[tuple[str, Slots]] = [
    ("Ihr Profil ist standardmäßig öffentlich.", {"default": "public", "action": "set-default"}),
    ("Deine Fotos sind standardmäßig für alle sichtbar.", {"default": "on", "action": "set-default"}),
    ("Die Konten Minderjähriger sind standardmäßig privat.", {"default": "private", "audience": ("minors",)}),
    ("Deine Aktivitäten sind standardmäßig nicht öffentlich.", {"default": "private"}),
    ("Der Standortverlauf ist standardmässig deaktiviert.", {"default": "off"}),
    ("Personalisierte Werbung ist in den Kontoeinstellungen standardmäßig aktiviert.", {"default": "on"}),
    (
        "Wir teilen standardmäßig keine Nutzungsdaten mit Werbetreibenden.",
        {"default": "off", "polarity": "does not", "recipients": ("third parties",)},
    ),
    ("Der Suchverlauf wird standardmäßig gespeichert.", {"default": "on"}),
    (
        "Personalisierte Anzeigen können Sie in den Datenschutzeinstellungen deaktivieren.",
        {"choice": "opt-out", "control": "setting", "action": "offer-control"},
    ),
    (
        "Schalten Sie die Standortfreigabe in den Einstellungen Ihres Browsers aus.",
        {"choice": "opt-out", "control": "setting"},
    ),
    (
        "Deinen genauen Standort verarbeiten wir nur mit deiner Einwilligung.",
        {"choice": "opt-in", "action": "require-consent", "basis": "consent"},
    ),
    (
        "Wir geben deine Daten nicht an Werbepartner weiter, es sei denn, du willigst ein.",
        {"choice": "opt-in", "recipients": ("third parties",)},
    ),
    (
        "Sie haben das Recht, der Verarbeitung Ihrer Daten zu Zwecken des Profilings zu widersprechen.",
        {"choice": "opt-out"},
    ),
    (
        "Die Einwilligung in Cookies können Sie jederzeit in Ihrem Browser widerrufen.",
        {"choice": "opt-out", "control": "device"},
    ),
    (
        "Lehnst du die Verarbeitung deiner Gesundheitsdaten ab, bleibt die Funktion gesperrt.",
        {"choice": "opt-out"},
    ),
    (
        "Die Messung der Nutzung stützen wir auf unsere berechtigten Interessen.",
        {"basis": "legitimate interest", "choice": ""},
    ),
    (
        "Legen Sie in den Profileinstellungen fest, wer Ihre Beiträge sehen kann.",
        {"action": "offer-control", "control": "setting"},
    ),
    ("Ihr Widerspruchsrecht können Sie über unser Formular ausüben.", {"choice": "opt-out", "control": "form"}),
]
_OFF_TOPIC = [
    # Menschen werden geschult und trainiert
    "Die Schulung unserer Mitarbeiter im Datenschutz ist verpflichtend.",
    "Wir schulen unsere Beschäftigten regelmäßig im Umgang mit künstlicher Intelligenz.",
    "Das Training unserer Moderatoren umfasst auch den Umgang mit KI.",
    "Geschulte Moderatoren prüfen Inhalte mit Unterstützung von KI.",
    "Anrufe können zu Qualitäts- und Trainingszwecken aufgezeichnet werden.",
    "Gesprächsaufzeichnungen dienen der Qualitätssicherung und dem Training unserer Kundenbetreuer.",
    "Wir bieten Trainingskurse und Workshops zu künstlicher Intelligenz an.",
    "Die App schlägt dir ein persönliches Training und passende Trainingspläne vor.",
    "Auszubildende erhalten während der Ausbildung einen Mentor.",
    "Mit unserem Studio können Sie eigene KI-Modelle trainieren.",
    # KI als Funktion
    "Unser Assistent nutzt KI, um Ihre Fragen zu beantworten.",
    "Die Antworten der KI können fehlerhaft sein; prüfen Sie sie.",
    "Mit unseren KI-Funktionen verbessern Sie Ihre Texte.",
    "Rechtswidrige Inhalte erkennen wir mit automatischen Systemen.",
    "Wir haften nicht für Fehler der KI.",
    "Die Modelle unserer Telefone sind im Laden ausgestellt.",
    # Normen, Klauseln, Verzug: keine Voreinstellung
    "Übermittlungen in Drittländer beruhen auf den Standardvertragsklauseln der Europäischen Kommission.",
    "Unsere Rechenzentren erfüllen den Industriestandard ISO 27001.",
    "Die Lieferung erfolgt mit dem Standardversand.",
    "Kommt der Kunde in Verzug, können wir den Dienst sperren.",
    "Bei Zahlungsverzug fallen Mahngebühren an.",
    "Die Einstellung des Dienstes kündigen wir drei Monate im Voraus an.",
    "Über die Einstellung von Mitarbeitern entscheidet die Personalabteilung.",
    # Verträge und Rechtsmittel: keine Wahl über Daten
    "Mit der Nutzung des Dienstes erklären Sie sich mit diesen Bedingungen einverstanden.",
    "Dieser Vertrag darf ohne unsere vorherige schriftliche Zustimmung nicht übertragen werden.",
    "Wenn Sie den Änderungen der Bedingungen nicht zustimmen, können Sie kündigen.",
    "Gegen die Entscheidung der Moderation können Sie Widerspruch einlegen.",
    "Um ein Konto zu erstellen, müssen Sie den Nutzungsbedingungen zustimmen.",
    "Wir behalten uns das Recht vor, Bestellungen abzulehnen.",
    "Gegen den Bescheid kann Widerspruch eingelegt werden.",
    "Diese Aussage steht im Widerspruch zu unseren Grundsätzen.",
    "Sie haben ein Widerrufsrecht von 14 Tagen.",
    "Sie können Ihr Abonnement vor der Verlängerung kündigen.",
    "Sie können den Newsletter jederzeit abbestellen.",
    "Aktivieren Sie die Zwei-Faktor-Authentifizierung, um Ihr Konto zu schützen.",
    "Wir können Konten deaktivieren, die gegen die Regeln verstoßen.",
    "Streitigkeiten werden vor den ordentlichen Gerichten ausgetragen.",
    # Sonstiges
    "Zuletzt aktualisiert am 3. Mai 2025.",
    "Rechnungen bewahren wir zehn Jahre lang auf.",
    "Wir sind ein Unternehmen mit Sitz in Hamburg.",
    "Sie haben das Recht, Auskunft über Ihre Daten zu verlangen und sie berichtigen zu lassen.",
    "Sie müssen mindestens 16 Jahre alt sein.",
]
_FOR_USERS = [
    "Sie dürfen unsere Inhalte nicht verwenden, um Modelle der künstlichen Intelligenz zu trainieren.",
    "Das Scraping dieser Website zum Training von KI-Systemen ist untersagt.",
    "Ohne unsere schriftliche Zustimmung dürfen Kunden die Ausgaben nicht zum Training von KI-Modellen nutzen.",
    "Es ist nicht gestattet, die Werke auf dieser Website auszulesen, um damit KI zu trainieren.",
    "Nutzer verpflichten sich, keine Daten der Plattform für das Training von Sprachmodellen zu sammeln.",
]
_NEWS: list[Change] = [
    (
        "aus Zustimmung wird Widerspruch",
        "Wir trainieren die KI mit Ihren Beiträgen nur, wenn Sie einwilligen.",
        "Wir trainieren die KI mit Ihren Beiträgen, es sei denn, Sie widersprechen.",
        (TRAIN, "choice-changed", "weaker"),
    ),
    (
        "aus Widerspruch wird Zustimmung",
        "Sofern du nicht widersprichst, trainieren wir unsere KI mit deinen Fotos.",
        "Nur wenn du zustimmst, trainieren wir unsere KI mit deinen Fotos.",
        (TRAIN, "choice-changed", "stronger"),
    ),
    (
        "aus einem Versprechen wird eine Erlaubnis",
        "Wir verwenden Ihre Beiträge nicht, um unsere KI-Modelle zu trainieren.",
        "Wir dürfen Ihre Beiträge verwenden, um unsere KI-Modelle zu trainieren.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "ein nicht kommt hinzu",
        "Wir nutzen deine Unterhaltungen zum Training unserer Sprachmodelle.",
        "Wir nutzen deine Unterhaltungen nicht zum Training unserer Sprachmodelle.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "ein nicht mehr kommt hinzu",
        "Ihre Nachrichten werden zum Trainieren der KI verwendet.",
        "Ihre Nachrichten werden nicht mehr zum Trainieren der KI verwendet.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "aus kein wird ein",
        "Wir trainieren mit Ihren Kundendaten keine KI-Modelle.",
        "Wir trainieren mit Ihren Kundendaten KI-Modelle.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "ein Punkt der Ausnahmeliste fällt weg",
        f"{_UNDER_NO} / - private Nachrichten / - Gehaltsangaben / - Zahlungsdaten",
        f"{_UNDER_NO} / - private Nachrichten / - Zahlungsdaten",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "ein Punkt der Verwendungsliste kommt hinzu",
        f"{_UNDER_YES} / - Ihr Profil",
        f"{_UNDER_YES} / - Ihr Profil / - Ihre Beiträge",
        (TRAIN, "use-added", "weaker"),
    ),
    (
        "eine Ausnahme fällt aus dem Satz",
        "Weder private Nachrichten noch Gehaltsangaben verwenden wir zum Training der KI.",
        "Private Nachrichten verwenden wir nicht zum Training der KI.",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "eine Option wird eingeschaltet",
        "Die Option zum Training generativer KI ist standardmäßig deaktiviert.",
        "Die Option zum Training generativer KI ist standardmäßig aktiviert.",
        (TRAIN, "default-changed", "weaker"),
    ),
    (
        "ein Profil wird öffentlich",
        "Dein Profil ist standardmäßig privat.",
        "Dein Profil ist standardmäßig öffentlich.",
        (DEFAULT, "default-changed", "weaker"),
    ),
    (
        "von der Einwilligung zum berechtigten Interesse",
        "Das Training unserer KI-Modelle beruht auf Ihrer Einwilligung.",
        "Das Training unserer KI-Modelle beruht auf unserem berechtigten Interesse.",
        (TRAIN, "basis-changed", "weaker"),
    ),
    (
        "eine Nutzung wird mit Datum angekündigt",
        "",
        "Ab dem 3. November 2025 verwenden wir Ihre Beiträge in der EU, um generative KI zu trainieren.",
        (TRAIN, "announced", "weaker"),
    ),
    (
        "das Datum verschiebt sich",
        "Ab dem 3. November 2025 trainieren wir generative KI mit Ihren Beiträgen.",
        "Ab dem 3. Dezember 2025 trainieren wir generative KI mit Ihren Beiträgen.",
        (TRAIN, "date-changed", "neutral"),
    ),
    (
        "Länder kommen hinzu",
        "Wir trainieren generative KI mit Daten von Mitgliedern in den USA.",
        "Wir trainieren generative KI mit Daten von Mitgliedern in den USA, in der EU und in der Schweiz.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "die Ausnahme eines Landes fällt weg",
        "Wir trainieren generative KI mit Daten von Mitgliedern, mit Ausnahme der EU.",
        "Wir trainieren generative KI mit Daten von Mitgliedern.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "Empfänger kommen hinzu",
        "Wir geben Ihre Daten an verbundene Unternehmen weiter, um KI-Modelle zu trainieren.",
        "Wir geben Ihre Daten an verbundene Unternehmen und an Dritte weiter, um KI-Modelle zu trainieren.",
        (TRAIN, "recipients-widened", "weaker"),
    ),
    (
        "Daten kommen hinzu",
        "Wir verwenden Ihr Profil, um generative KI zu trainieren.",
        "Wir verwenden Ihr Profil und Ihre Fotos, um generative KI zu trainieren.",
        (TRAIN, "data-widened", "weaker"),
    ),
    (
        "ein Widerspruch wird möglich",
        "",
        "Der Verwendung Ihrer Daten zum KI-Training können Sie in den Kontoeinstellungen widersprechen.",
        (TRAIN, "control-added", "stronger"),
    ),
    (
        "ein Schalter für Werbung verschwindet",
        "Personalisierte Anzeigen können Sie in den Datenschutzeinstellungen deaktivieren.",
        "",
        (DEFAULT, "control-removed", "weaker"),
    ),
    (
        "ein Versprechen verschwindet",
        "Private Nachrichten verwenden wir niemals, um generative KI zu trainieren.",
        "",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "ein Verweis auf den Satz davor verliert sein nicht",
        "Wir trainieren die KI mit Ihren Fotos. / Ihre Chats verwenden wir dafür nicht.",
        "Wir trainieren die KI mit Ihren Fotos. / Ihre Chats verwenden wir dafür.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "aus Sprachmodellen wird KI",
        "Wir trainieren Sprachmodelle mit Ihren Beiträgen.",
        "Wir trainieren KI-Modelle mit Ihren Beiträgen.",
        (TRAIN, "rule-changed", "weaker"),
    ),
    (
        "die Altersgrenze sinkt",
        "Daten von Personen unter 18 Jahren verwenden wir nicht zum Training der KI.",
        "Daten von Personen unter 16 Jahren verwenden wir nicht zum Training der KI.",
        (TRAIN, "rule-changed", "weaker"),
    ),
]
_ALSO = "Sie können der Verwendung Ihrer Daten zum KI-Training in den Kontoeinstellungen widersprechen."
_QUIET = [
    (
        "vom Du zum Sie",
        "Du kannst der Nutzung deiner Daten zum KI-Training in deinen Einstellungen widersprechen.",
        "Sie können der Nutzung Ihrer Daten zum KI-Training in Ihren Einstellungen widersprechen.",
    ),
    (
        "vom Du zum Sie in einem Versprechen",
        "Deine privaten Nachrichten verwenden wir ohne deine Einwilligung nicht zum Training der KI.",
        "Ihre privaten Nachrichten verwenden wir ohne Ihre Einwilligung nicht zum Training der KI.",
    ),
    (
        "vom Sie zum Ihr",
        "Wir verwenden Ihre Beiträge, um unsere KI-Modelle zu trainieren.",
        "Wir verwenden eure Beiträge, um unsere KI-Modelle zu trainieren.",
    ),
    (
        "vom Du zum Sie mit einer Bedingung",
        "Sofern du nicht widersprichst, trainieren wir die KI mit deinen Fotos.",
        "Sofern Sie nicht widersprechen, trainieren wir die KI mit Ihren Fotos.",
    ),
    (
        "Schweizer Schreibung",
        "Die Option zum KI-Training ist gemäß unserer Richtlinie standardmäßig ausgeschaltet.",
        "Die Option zum KI-Training ist gemäss unserer Richtlinie standardmässig ausgeschaltet.",
    ),
    (
        "ein Satz wandert",
        f"Wir trainieren die KI mit Ihren Fotos. / {_ALSO} / Schreiben Sie uns gern.",
        f"Schreiben Sie uns gern. / {_ALSO} / Wir trainieren die KI mit Ihren Fotos.",
    ),
    (
        "andere Nummern",
        f"1. Wir trainieren die KI mit Ihren Fotos. / 2. {_ALSO}",
        f"3. Wir trainieren die KI mit Ihren Fotos. / 4. {_ALSO}",
    ),
    (
        "andere Zeichen",
        "Wir trainieren die „generative KI“ mit Ihren Fotos - ohne Ausnahme.",
        "Wir trainieren die »generative KI« mit Ihren Fotos – ohne Ausnahme.",
    ),
    (
        "mit Bindestrich und ohne",
        "Beim KI-Training verwenden wir Ihre Fotos.",
        "Beim KI Training verwenden wir Ihre Fotos.",
    ),
    ("der Stand der Seite", "Zuletzt aktualisiert am 3. Mai 2025", "Zuletzt aktualisiert am 4. Juni 2025"),
    (
        "ein Satz wird geteilt",
        "Wir trainieren die KI mit Ihren Fotos; Sie können in den Einstellungen widersprechen.",
        "Wir trainieren die KI mit Ihren Fotos; / Sie können in den Einstellungen widersprechen.",
    ),
    (
        "Großschreibung",
        "Wir trainieren Generative KI mit Ihren Fotos nur mit Ihrer Einwilligung.",
        "Wir trainieren generative KI mit Ihren Fotos nur mit Ihrer EINWILLIGUNG.",
    ),
    (
        "vom Aktiv ins Passiv",
        "Wir verwenden Ihre Beiträge, um unsere KI-Modelle zu trainieren.",
        "Ihre Beiträge werden verwendet, um unsere KI-Modelle zu trainieren.",
    ),
    (
        "der Infinitiv rückt vor",
        "Um unsere KI-Modelle zu trainieren, verwenden wir Ihre Beiträge.",
        "Wir verwenden Ihre Beiträge, um unsere KI-Modelle zu trainieren.",
    ),
    (
        "vom Du zum Sie mit dem Verb voran",
        "Teilst du deine Chats mit uns, trainieren wir damit unsere KI.",
        "Teilen Sie Ihre Chats mit uns, trainieren wir damit unsere KI.",
    ),
    ("ein Widerspruch gegen die Moderation", "", "Gegen die Sperrung können Sie Widerspruch einlegen."),
    ("eine Funktion mit KI", "", "Unser Assistent fasst Ihre Dokumente mit KI zusammen."),
    ("ein Newsletter", "", "Sie können den Newsletter jederzeit abbestellen."),
    ("die Schulung von Mitarbeitern", "", "Wir schulen unsere Mitarbeiter im Umgang mit KI und Datenschutz."),
    ("Standardvertragsklauseln", "", "Bei Übermittlungen in die USA gelten die Standardvertragsklauseln."),
    ("eine Frage", "", "Verwendet ihr meine Beiträge, um KI zu trainieren?"),
    (
        "die Liste in anderer Folge",
        f"{_UNDER_NO} / - private Nachrichten / - Gehaltsangaben / - Zahlungsdaten",
        f"{_UNDER_NO} / - Zahlungsdaten / - private Nachrichten / - Gehaltsangaben",
    ),
]

SAMPLES = Samples(
    "de",
    page=(
        "KI bei Agora",
        "Diese Seite erklärt, wie der Dienst arbeitet und was mit den Angaben geschieht, die Sie uns machen.",
        "Aufbewahrung",
        "Sicherungskopien liegen für dreißig Tage auf Servern, die wir in Irland betreiben.",
    ),
    training=_TRAINING,
    settings=_SETTINGS,
    off_topic=_OFF_TOPIC,
    for_users=_FOR_USERS,
    news=_NEWS,
    quiet=_QUIET,
)
