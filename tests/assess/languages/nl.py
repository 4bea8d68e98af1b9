"""Dutch."""

from __future__ import annotations

import datetime as dt

from tests.assess.languages.samples import DEFAULT, TRAIN, Change, Samples, Slots

_UNDER_NO = "De volgende gegevens gebruiken we niet om generatieve AI te trainen:"
_UNDER_YES = "We gebruiken de volgende gegevens om onze AI-modellen te trainen:"
_TRAINING: list[tuple[str, Slots]] = [
    # --- het gebeurt, het mag gebeuren, het zal gebeuren
    (
        "We gebruiken je posts om onze AI-modellen te trainen.",
        {"polarity": "does", "action": "train", "data": ("posts",), "model": "AI"},
    ),
    (
        "Wij kunnen uw foto’s en video’s gebruiken voor het trainen van generatieve AI.",
        {"polarity": "may", "data": ("photos", "video"), "model": "generative AI"},
    ),
    (
        "Je gesprekken mogen worden ingezet voor de training van taalmodellen.",
        {"polarity": "may", "data": ("conversations",), "model": "large language models"},
    ),
    (
        (
            "Vanaf 3 november 2025 gaan we profielgegevens van leden in de EU, de EER en Zwitserland gebruiken om"
            " AI-modellen te trainen die content genereren."
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
        "Met ingang van 1 januari 2026 helpt door u geplaatste content bij het verbeteren van onze AI-systemen.",
        {"effective": dt.date(2026, 1, 1), "data": ("user content",), "action": "improve-models"},
    ),
    (
        "Sinds 8 mei 2026 worden stemopnamen ingezet om algoritmen voor machinaal leren te trainen.",
        {"effective": dt.date(2026, 5, 8), "data": ("voice",), "model": "machine learning", "polarity": "does"},
    ),
    (
        "Met de invoer en de uitvoer van gebruikers ontwikkelen wij onze AI-modellen.",
        {"action": "improve-models", "data": ("prompts", "outputs"), "polarity": "does"},
    ),
    (
        "Openbaar toegankelijke informatie van het internet wordt gebruikt om onze basismodellen te trainen.",
        {"data": ("public data",), "polarity": "does", "model": "generative AI"},
    ),
    (
        "We verzamelen gebruiksgegevens en feedback om AI-systemen te ontwikkelen en te verbeteren.",
        {"action": "improve-models", "data": ("feedback", "usage data")},
    ),
    (
        "Codefragmenten uit gratis accounts worden voor trainingsdoeleinden aan onze AI gegeven.",
        {"data": ("code",), "audience": ("free users",), "model": "AI"},
    ),
    (
        "De vragen die u de assistent stelt, helpen bij de training van de kunstmatige intelligentie.",
        {"polarity": "does", "data": ("prompts",)},
    ),
    (
        "We voeden onze AI met jouw reacties, zodat het model ervan leert.",
        {"polarity": "does", "data": ("posts",), "action": "train"},
    ),
    (
        "Wij behouden ons het recht voor uw feedback te gebruiken voor het finetunen van onze taalmodellen.",
        {"data": ("feedback",), "model": "large language models", "action": "train"},
    ),
    (
        "Menselijke beoordelaars lezen een deel van de gesprekken om de modellen te verbeteren.",
        {"data": ("conversations",), "polarity": "does"},
    ),
    (
        "Met je bestanden verbeteren we het model voor iedereen.",
        {"data": ("user content",), "polarity": "does"},
    ),
    ("We trainen met uw chats.", {"data": ("conversations",), "action": "train"}),
    # --- het gebeurt niet
    (
        "Privéberichten gebruiken we niet om generatieve AI te trainen.",
        {"polarity": "does not", "excluded": ("private messages",), "data": ()},
    ),
    (
        "Gegevens van onze klanten worden voor geen enkel AI-model als trainingsdata gebruikt.",
        {"polarity": "does not", "excluded": ("customer data",)},
    ),
    (
        "We trainen onze taalmodellen nooit met je bestanden.",
        {"polarity": "does not", "excluded": ("user content",)},
    ),
    (
        "Zoekopdrachten gebruiken wij niet langer om onze AI-algoritmen te verbeteren.",
        {"polarity": "does not", "excluded": ("usage data",), "action": "improve-models"},
    ),
    (
        "Geen van de gesprekken van personen jonger dan 18 jaar wordt gebruikt voor AI-training.",
        {"polarity": "does not", "audience": ("minors",), "excluded": ("conversations",)},
    ),
    (
        "We zijn gestopt met het gebruik van biometrische gegevens voor het trainen van AI-modellen.",
        {"polarity": "does not", "excluded": ("biometric data",)},
    ),
    (
        "Salarisgegevens en betaalgegevens zijn uitgesloten van de training van AI.",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (
        "Gezondheidsgegevens worden in geen geval verwerkt om AI-systemen te trainen.",
        {"polarity": "does not", "excluded": ("health data",)},
    ),
    (
        "Je adresboek wordt niet met derden gedeeld en evenmin gebruikt voor het trainen van AI-modellen.",
        {"polarity": "does not", "excluded": ("contacts",)},
    ),
    ("We trainen niet met je gegevens.", {"polarity": "does not", "excluded": ("personal data",)}),
    (
        "We sluiten directe berichten uit van AI-training.",
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        "Van het trainen van onze taalmodellen met klantgegevens zien wij volledig af.",
        {"polarity": "does not", "excluded": ("customer data",)},
    ),
    (
        "Wij verbieden onze leveranciers uw gegevens te gebruiken om eigen modellen te trainen.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    (
        "Foto’s van kinderen worden voortaan niet meer gebruikt om beeldherkenningsmodellen te trainen.",
        {"polarity": "does not", "excluded": ("photos", "children's data"), "audience": ("minors",)},
    ),
    (
        "Je invoer bewaren we 30 dagen, maar we gebruiken die niet voor trainingsdoeleinden.",
        {"polarity": "does not", "excluded": ("prompts",)},
    ),
    (
        "Leden onder de 16 jaar zijn uitgesloten van training.",
        {"polarity": "does not", "audience": ("minors", "members")},
    ),
    (
        "Onze partners zijn verplicht je gegevens niet te gebruiken voor de training van hun modellen.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    ("Gebruikersinhoud mag niet worden gebruikt om AI te trainen.", {"polarity": "does not"}),
    # --- lijsten met hun inleiding
    (f"{_UNDER_NO} / privéberichten", {"polarity": "does not", "excluded": ("private messages",)}),
    (
        f"{_UNDER_NO} / informatie over salaris en betalingen",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (f"{_UNDER_YES} / je posts en reacties", {"polarity": "does", "data": ("posts",)}),
    (f"{_UNDER_YES} / antwoorden van de assistent", {"polarity": "does", "data": ("outputs",)}),
    # --- de keuze
    (
        "We gebruiken je gesprekken alleen om onze AI te trainen als je toestemming geeft.",
        {"choice": "opt-in", "polarity": "does", "data": ("conversations",)},
    ),
    (
        "Zonder uw uitdrukkelijke toestemming gebruiken wij uw foto’s niet voor AI-training.",
        {"choice": "opt-in", "polarity": "does not", "excluded": ("photos",)},
    ),
    (
        "Stem je niet in, dan trainen we onze AI niet met je posts.",
        {"choice": "opt-in", "polarity": "does not", "excluded": ("posts",)},
    ),
    (
        "In het kader van AI-training verwerken wij locatiegegevens uitsluitend na voorafgaande toestemming.",
        {"choice": "opt-in", "polarity": "does", "data": ("location",)},
    ),
    (
        "We gebruiken je posts om AI te trainen, tenzij je bezwaar maakt.",
        {"choice": "opt-out", "polarity": "does", "action": "train", "data": ("posts",)},
    ),
    (
        "Als u geen bezwaar maakt, worden uw gesprekken gebruikt om onze modellen te trainen.",
        {"choice": "opt-out", "polarity": "does", "action": "train"},
    ),
    (
        "Zolang je de instelling niet uitschakelt, leert onze AI van je chats.",
        {"choice": "opt-out", "polarity": "does", "data": ("conversations",)},
    ),
    (
        "Wil je dat niet, zet dan de optie voor AI-training uit in je instellingen.",
        {"choice": "opt-out", "action": "offer-control", "control": "setting"},
    ),
    (
        "Tegen AI-training kun je altijd bezwaar maken: Instellingen > Gegevensprivacy > Verbetering van AI.",
        {
            "choice": "opt-out",
            "action": "offer-control",
            "control": "setting",
            "control_path": "Instellingen > Gegevensprivacy > Verbetering van AI",
        },
    ),
    (
        "Met dit formulier kunt u het gebruik van uw gegevens voor AI-training weigeren.",
        {"choice": "opt-out", "control": "form", "action": "offer-control"},
    ),
    (
        "Als u niet wilt dat wij onze modellen met uw gegevens trainen, stuur ons dan een e-mail.",
        {"choice": "opt-out", "control": "e-mail", "polarity": "does"},
    ),
    (
        "Zet ‘Het model voor iedereen verbeteren’ uit in de instellingen om je chats buiten de training te houden.",
        {"choice": "opt-out", "control": "setting", "action": "offer-control"},
    ),
    (
        "Gebruikers kunnen vragen dat hun gegevens niet worden gebruikt om AI te trainen.",
        {"choice": "opt-out", "action": "offer-control"},
    ),
    ("Je kunt je op elk moment afmelden voor AI-training.", {"choice": "opt-out", "action": "offer-control"}),
    (
        "U kunt uw toestemming voor het trainen van AI-modellen altijd intrekken.",
        {"choice": "opt-out", "action": "offer-control"},
    ),
    (
        "Gebruikers kunnen zich uitschrijven voor de verwerking van hun gesprekken om AI te trainen.",
        {"choice": "opt-out", "action": "offer-control", "data": ("conversations",)},
    ),
    (
        "Als je je niet afmeldt, kunnen derden de gegevens gebruiken om hun AI-modellen te trainen.",
        {"choice": "opt-out", "polarity": "may"},
    ),
    (
        "Ook als je bezwaar maakt, trainen we onze modellen met openbaar toegankelijke gegevens.",
        {"choice": "", "polarity": "does", "action": "train", "data": ("public data",)},
    ),
    # --- de standaardinstelling
    ("De optie om AI met je gegevens te trainen is standaard ingeschakeld.", {"default": "on", "choice": ""}),
    ("De instelling voor AI-training staat standaard uit.", {"default": "off", "choice": ""}),
    ("De schakelaar ‘Gegevens voor AI-training’ staat standaard op ‘Aan’.", {"default": "on"}),
    ("De schakelaar “Gegevens voor AI-training” staat standaard op “Uit”.", {"default": "off"}),
    ("Het vakje voor het trainen van onze modellen is vooraf aangevinkt.", {"default": "on"}),
    (
        "Standaard is de instelling ‘Gegevens voor verbetering van generatieve AI’ ingeschakeld.",
        {"default": "on", "model": "generative AI"},
    ),
    ("We trainen onze AI standaard niet met uw chats.", {"default": "off", "polarity": "does not"}),
    # --- de grondslag
    (
        "Het trainen van onze AI-modellen baseren wij op ons gerechtvaardigd belang.",
        {"basis": "legitimate interest", "polarity": "does"},
    ),
    (
        "We trainen onze AI-modellen op grond van jouw toestemming.",
        {"basis": "consent", "choice": "opt-in"},
    ),
    ("Voor de uitvoering van de overeenkomst verwerken wij uw gegevens om AI te trainen.", {"basis": "contract"}),
    # --- wie en waar
    (
        "We trainen onze AI met posts van leden buiten de Europese Unie.",
        {"regions": ("outside EU",), "audience": ("members",)},
    ),
    (
        "We gebruiken gegevens van leden in de VS en Hongkong om AI-modellen te trainen.",
        {"regions": ("Hong Kong", "US"), "audience": ("members",), "data": ("personal data",)},
    ),
    (
        "We gebruiken je posts voor AI-training, behalve in het Verenigd Koninkrijk.",
        {"regions": ("outside UK",), "polarity": "does"},
    ),
    (
        "Gegevens uit zakelijke accounts en Enterprise-abonnementen worden niet gebruikt om onze AI te trainen.",
        {"audience": ("business",), "polarity": "does not"},
    ),
    (
        "We delen je posts met gelieerde ondernemingen en met Microsoft, zodat zij hun AI-modellen kunnen trainen.",
        {"recipients": ("affiliates", "Microsoft"), "action": "share-for-training"},
    ),
    (
        "Gebruiksgegevens kunnen wij verstrekken aan derden die daarmee hun algoritmen trainen.",
        {"recipients": ("third parties",), "action": "share-for-training", "polarity": "may"},
    ),
    (
        "We gebruiken je inhoud (met uitzondering van privéberichten) om generatieve AI te trainen.",
        {"polarity": "does", "data": ("user content",), "excluded": ("private messages",)},
    ),
    # --- lange zinnen
    (
        (
            "Overeenkomstig artikel 6, lid 1, onder f), AVG en na afweging tegen uw rechten beroepen wij ons op een"
            " gerechtvaardigd belang wanneer wij vanaf 27 mei 2025 openbare posts en reacties van meerderjarige"
            " gebruikers in de EU verwerken om de generatieve AI-modellen die wij aanbieden te trainen en verder te"
            " ontwikkelen."
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
            "Onverminderd het voorgaande, en ongeacht wat andere paragrafen vermelden, maken directe berichten die je"
            " met anderen uitwisselt geen deel uit van de trainingsdata."
        ),
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        (
            "Tenzij wij u uitdrukkelijk iets anders laten weten of u bezwaar hebt gemaakt, mogen wij de door u"
            " geüploade inhoud, met inbegrip van de afbeeldingen daarin, gebruiken om modellen voor machine learning"
            " te trainen."
        ),
        {"choice": "opt-out", "data": ("user content", "photos"), "polarity": "may"},
    ),
    (
        "We verwerken niet-persoonlijke gegevens, en niet alleen die van geregistreerde leden, voor AI-training.",
        {"polarity": "does"},
    ),
    (
        "Ook afbeeldingen van mensen die de dienst niet gebruiken, worden verwerkt om AI te trainen.",
        {"polarity": "does", "audience": ("non-users",), "data": ("photos",)},
    ),
]
_SETTINGS: list[tuple[str, Slots]] = [
    ("Je profiel is standaard openbaar.", {"default": "public", "action": "set-default"}),
    ("Je foto’s zijn standaard zichtbaar voor iedereen.", {"default": "on", "action": "set-default"}),
    ("Accounts van minderjarigen zijn standaard privé.", {"default": "private", "audience": ("minors",)}),
    ("Uw activiteiten zijn standaard niet openbaar.", {"default": "private"}),
    ("De locatiegeschiedenis is standaard uitgeschakeld.", {"default": "off"}),
    ("Gepersonaliseerde advertenties staan standaard aan in je accountinstellingen.", {"default": "on"}),
    (
        "Wij delen standaard geen gebruiksgegevens met adverteerders.",
        {"default": "off", "polarity": "does not", "recipients": ("third parties",)},
    ),
    ("De zoekgeschiedenis wordt standaard bewaard.", {"default": "on"}),
    (
        "Gepersonaliseerde advertenties kunt u uitschakelen in de privacyinstellingen.",
        {"choice": "opt-out", "control": "setting", "action": "offer-control"},
    ),
    (
        "Schakel het delen van je locatie uit in de instellingen van je browser.",
        {"choice": "opt-out", "control": "setting"},
    ),
    (
        "Je exacte locatie verwerken we alleen met jouw toestemming.",
        {"choice": "opt-in", "action": "require-consent", "basis": "consent"},
    ),
    (
        "We delen je gegevens niet met advertentiepartners, tenzij je daarmee instemt.",
        {"choice": "opt-in", "recipients": ("third parties",)},
    ),
    (
        "U hebt het recht bezwaar te maken tegen de verwerking van uw gegevens voor profilering.",
        {"choice": "opt-out"},
    ),
    (
        "Je toestemming voor cookies kun je altijd intrekken in je browser.",
        {"choice": "opt-out", "control": "device"},
    ),
    ("Weiger je de verwerking van je gezondheidsgegevens, dan blijft de functie gesloten.", {"choice": "opt-out"}),
    (
        "Het meten van het gebruik baseren wij op onze gerechtvaardigde belangen.",
        {"basis": "legitimate interest", "choice": ""},
    ),
    (
        "Bepaal in je profielinstellingen wie je posts kan zien.",
        {"action": "offer-control", "control": "setting"},
    ),
    (
        "Uw recht van bezwaar kunt u uitoefenen met ons formulier.",
        {"choice": "opt-out", "control": "form"},
    ),
]
_OFF_TOPIC = [
    # mensen worden opgeleid en getraind
    "De opleiding van onze medewerkers in privacy is verplicht.",
    "Wij trainen onze medewerkers regelmatig in het omgaan met kunstmatige intelligentie.",
    "De training van onze moderators gaat ook over AI.",
    "Getrainde moderators beoordelen inhoud met hulp van AI.",
    "Gesprekken kunnen worden opgenomen voor kwaliteits- en trainingsdoeleinden.",
    "Telefoongesprekken dienen de kwaliteitscontrole en training van onze klantenservice.",
    "We bieden trainingscursussen en workshops over kunstmatige intelligentie aan.",
    "De app stelt persoonlijke training en een passend trainingsschema voor.",
    "Studenten volgen tijdens hun opleiding een stage.",
    "Met onze studio kun je eigen AI-modellen trainen.",
    # AI als functie
    "Onze assistent gebruikt AI om je vragen te beantwoorden.",
    "De antwoorden van de AI kunnen fouten bevatten; controleer ze.",
    "Met onze AI-functies verbeter je je teksten.",
    "Onrechtmatige inhoud sporen we op met automatische systemen.",
    "Wij zijn niet aansprakelijk voor fouten van de AI.",
    "De modellen van onze telefoons staan in de winkel.",
    # normen, clausules, verzuim: geen standaardinstelling
    "Doorgiften naar derde landen berusten op de standaardcontractbepalingen van de Europese Commissie.",
    "Onze datacenters voldoen aan de industriestandaard ISO 27001.",
    "Wij hanteren een hoge standaard voor de beveiliging van persoonsgegevens.",
    "De levering gebeurt met standaard verzending.",
    "Is de klant in verzuim, dan kunnen wij de dienst opschorten.",
    "Bij wanbetaling brengen wij kosten in rekening.",
    # contracten en rechtsmiddelen: geen keuze over gegevens
    "Door de dienst te gebruiken gaat u akkoord met deze voorwaarden.",
    "Deze overeenkomst mag zonder onze voorafgaande schriftelijke toestemming niet worden overgedragen.",
    "Gaat u niet akkoord met de wijzigingen van de voorwaarden, dan kunt u opzeggen.",
    "Tegen een beslissing van de moderatie kun je bezwaar maken.",
    "Om een account te maken moet u akkoord gaan met de gebruiksvoorwaarden.",
    "Wij behouden ons het recht voor bestellingen te weigeren.",
    "Tegen het besluit kunt u bezwaar maken.",
    "U hebt een herroepingsrecht van 14 dagen.",
    "Je kunt je abonnement opzeggen voordat het wordt verlengd.",
    "Je kunt je op elk moment uitschrijven voor de nieuwsbrief.",
    "Zet tweestapsverificatie aan om je account te beschermen.",
    "Wij kunnen accounts deactiveren die de regels overtreden.",
    "Geschillen worden voorgelegd aan de bevoegde rechter.",
    # overig
    "Laatst bijgewerkt op 3 mei 2025.",
    "Facturen bewaren wij tien jaar.",
    "Wij zijn een onderneming gevestigd in Utrecht.",
    "U hebt het recht uw gegevens in te zien en te laten corrigeren.",
    "Je moet minstens 16 jaar oud zijn.",
]
_FOR_USERS = [
    "Je mag onze inhoud niet gebruiken om modellen van kunstmatige intelligentie te trainen.",
    "Het scrapen van deze website om AI-systemen te trainen is verboden.",
    "Zonder onze schriftelijke toestemming mogen klanten de uitvoer niet gebruiken om AI-modellen te trainen.",
    "Het is niet toegestaan de werken op deze website uit te lezen om daarmee AI te trainen.",
    "U stemt ermee in geen gegevens van het platform te verzamelen voor scraping of machine learning.",
]
_NEWS: list[Change] = [
    (
        "van toestemming naar bezwaar",
        "We trainen de AI alleen met je posts als je toestemming geeft.",
        "We trainen de AI met je posts, tenzij je bezwaar maakt.",
        (TRAIN, "choice-changed", "weaker"),
    ),
    (
        "van bezwaar naar toestemming",
        "Als u geen bezwaar maakt, trainen wij onze AI met uw foto’s.",
        "Alleen als u toestemming geeft, trainen wij onze AI met uw foto’s.",
        (TRAIN, "choice-changed", "stronger"),
    ),
    (
        "een belofte wordt een bevoegdheid",
        "Wij gebruiken uw posts niet om onze AI-modellen te trainen.",
        "Wij mogen uw posts gebruiken om onze AI-modellen te trainen.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "er komt niet bij",
        "We gebruiken je gesprekken om onze taalmodellen te trainen.",
        "We gebruiken je gesprekken niet om onze taalmodellen te trainen.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "er komt niet meer bij",
        "Uw berichten worden gebruikt om AI te trainen.",
        "Uw berichten worden niet meer gebruikt om AI te trainen.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "geen valt weg",
        "We trainen met je klantgegevens geen AI-modellen.",
        "We trainen met je klantgegevens AI-modellen.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "een punt van de uitzonderingen valt weg",
        f"{_UNDER_NO} / - privéberichten / - salarisgegevens / - betaalgegevens",
        f"{_UNDER_NO} / - privéberichten / - betaalgegevens",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "er komt een punt bij in de lijst",
        f"{_UNDER_YES} / - je profiel",
        f"{_UNDER_YES} / - je profiel / - je posts",
        (TRAIN, "use-added", "weaker"),
    ),
    (
        "een uitzondering valt uit de zin",
        "Privéberichten en salarisgegevens gebruiken we niet om AI te trainen.",
        "Privéberichten gebruiken we niet om AI te trainen.",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "een optie gaat aan",
        "De optie om generatieve AI te trainen is standaard uitgeschakeld.",
        "De optie om generatieve AI te trainen is standaard ingeschakeld.",
        (TRAIN, "default-changed", "weaker"),
    ),
    (
        "een profiel wordt openbaar",
        "Je profiel is standaard privé.",
        "Je profiel is standaard openbaar.",
        (DEFAULT, "default-changed", "weaker"),
    ),
    (
        "van toestemming naar gerechtvaardigd belang",
        "Het trainen van onze AI-modellen berust op uw toestemming.",
        "Het trainen van onze AI-modellen berust op ons gerechtvaardigd belang.",
        (TRAIN, "basis-changed", "weaker"),
    ),
    (
        "een gebruik wordt met datum aangekondigd",
        "",
        "Vanaf 3 november 2025 gebruiken we je posts in de EU om generatieve AI te trainen.",
        (TRAIN, "announced", "weaker"),
    ),
    (
        "de datum verschuift",
        "Vanaf 3 november 2025 trainen we generatieve AI met je posts.",
        "Vanaf 3 december 2025 trainen we generatieve AI met je posts.",
        (TRAIN, "date-changed", "neutral"),
    ),
    (
        "er komen landen bij",
        "We trainen generatieve AI met gegevens van leden in de VS.",
        "We trainen generatieve AI met gegevens van leden in de VS, de EU en Zwitserland.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "de uitzondering van een gebied valt weg",
        "We trainen generatieve AI met gegevens van leden, met uitzondering van de EU.",
        "We trainen generatieve AI met gegevens van leden.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "er komen ontvangers bij",
        "We delen je gegevens met gelieerde ondernemingen om AI-modellen te trainen.",
        "We delen je gegevens met gelieerde ondernemingen en met derden om AI-modellen te trainen.",
        (TRAIN, "recipients-widened", "weaker"),
    ),
    (
        "er komen gegevens bij",
        "We gebruiken je profiel om generatieve AI te trainen.",
        "We gebruiken je profiel en je foto’s om generatieve AI te trainen.",
        (TRAIN, "data-widened", "weaker"),
    ),
    (
        "bezwaar wordt mogelijk",
        "",
        "Je kunt in je accountinstellingen bezwaar maken tegen het gebruik van je gegevens voor AI-training.",
        (TRAIN, "control-added", "stronger"),
    ),
    (
        "een knop voor advertenties verdwijnt",
        "Gepersonaliseerde advertenties kunt u uitschakelen in de privacyinstellingen.",
        "",
        (DEFAULT, "control-removed", "weaker"),
    ),
    (
        "een belofte verdwijnt",
        "Privéberichten gebruiken we nooit om generatieve AI te trainen.",
        "",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "een verwijzing naar de vorige zin verliest haar niet",
        "We trainen de AI met je foto’s. / Je chats gebruiken we hiervoor niet.",
        "We trainen de AI met je foto’s. / Je chats gebruiken we hiervoor.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "taalmodellen worden AI",
        "We trainen taalmodellen met je posts.",
        "We trainen AI-modellen met je posts.",
        (TRAIN, "rule-changed", "weaker"),
    ),
    (
        "de leeftijdsgrens daalt",
        "Gegevens van personen onder de 18 jaar gebruiken we niet om AI te trainen.",
        "Gegevens van personen onder de 16 jaar gebruiken we niet om AI te trainen.",
        (TRAIN, "rule-changed", "weaker"),
    ),
]
_ALSO = "Je kunt in je accountinstellingen bezwaar maken tegen het gebruik van je gegevens voor AI-training."
_QUIET = [
    (
        "van je naar u",
        "Je kunt in je instellingen bezwaar maken tegen het gebruik van je gegevens voor AI-training.",
        "U kunt in uw instellingen bezwaar maken tegen het gebruik van uw gegevens voor AI-training.",
    ),
    (
        "van je naar u in een belofte",
        "Je privéberichten gebruiken we zonder jouw toestemming niet om AI te trainen.",
        "Uw privéberichten gebruiken wij zonder uw toestemming niet om AI te trainen.",
    ),
    (
        "van je naar jullie",
        "We gebruiken je posts om onze AI-modellen te trainen.",
        "We gebruiken jullie posts om onze AI-modellen te trainen.",
    ),
    (
        "van je naar u met een voorwaarde",
        "Tenzij je bezwaar maakt, trainen we de AI met je foto’s.",
        "Tenzij u bezwaar maakt, trainen wij de AI met uw foto’s.",
    ),
    (
        "een zin verhuist",
        f"We trainen de AI met je foto’s. / {_ALSO} / Schrijf ons gerust.",
        f"Schrijf ons gerust. / {_ALSO} / We trainen de AI met je foto’s.",
    ),
    (
        "andere nummers",
        f"1. We trainen de AI met je foto’s. / 2. {_ALSO}",
        f"3. We trainen de AI met je foto’s. / 4. {_ALSO}",
    ),
    (
        "andere tekens",
        "We trainen de ‘generatieve AI’ met je foto's - zonder uitzondering.",
        "We trainen de “generatieve AI” met je foto’s – zonder uitzondering.",
    ),
    (
        "met koppelteken en zonder",
        "Bij AI-training gebruiken we je foto’s.",
        "Bij AI training gebruiken we je foto’s.",
    ),
    ("de datum van de pagina", "Laatst bijgewerkt op 3 mei 2025", "Laatst bijgewerkt op 4 juni 2025"),
    (
        "een zin wordt gesplitst",
        "We trainen de AI met je foto’s; je kunt in de instellingen bezwaar maken.",
        "We trainen de AI met je foto’s; / je kunt in de instellingen bezwaar maken.",
    ),
    (
        "hoofdletters",
        "We trainen Generatieve AI met je foto’s alleen met jouw toestemming.",
        "We trainen generatieve AI met je foto’s alleen met jouw Toestemming.",
    ),
    (
        "van bedrijvend naar lijdend",
        "We gebruiken je posts om onze AI-modellen te trainen.",
        "Je posts worden gebruikt om onze AI-modellen te trainen.",
    ),
    (
        "de infinitief schuift naar voren",
        "Om onze AI-modellen te trainen, gebruiken we je posts.",
        "We gebruiken je posts om onze AI-modellen te trainen.",
    ),
    (
        "van je naar u met het werkwoord voorop",
        "Deel je je chats met ons, dan trainen we daarmee onze AI.",
        "Deelt u uw chats met ons, dan trainen wij daarmee onze AI.",
    ),
    ("bezwaar tegen de moderatie", "", "Tegen de schorsing kun je bezwaar maken."),
    ("een functie met AI", "", "Onze assistent vat je documenten samen met AI."),
    ("een nieuwsbrief", "", "Je kunt je op elk moment uitschrijven voor de nieuwsbrief."),
    ("de opleiding van medewerkers", "", "Wij trainen onze medewerkers in het omgaan met AI en privacy."),
    ("standaardcontractbepalingen", "", "Voor doorgiften naar de VS gelden standaardcontractbepalingen."),
    ("een vraag", "", "Gebruiken jullie mijn posts om AI te trainen?"),
    (
        "de lijst in een andere volgorde",
        f"{_UNDER_NO} / - privéberichten / - salarisgegevens / - betaalgegevens",
        f"{_UNDER_NO} / - betaalgegevens / - privéberichten / - salarisgegevens",
    ),
]

SAMPLES = Samples(
    "nl",
    page=(
        "AI bij Agora",
        "Deze pagina legt uit hoe de dienst werkt en wat wij doen met de informatie die je aan ons geeft.",
        "Bewaren",
        "Reservekopieën staan dertig dagen op servers die wij in Ierland hebben staan.",
    ),
    training=_TRAINING,
    settings=_SETTINGS,
    off_topic=_OFF_TOPIC,
    for_users=_FOR_USERS,
    news=_NEWS,
    quiet=_QUIET,
)
