"""French."""

from __future__ import annotations

import datetime as dt

from tests.assess.languages.samples import DEFAULT, TRAIN, Change, Samples, Slots

_UNDER_NO = "Nous n'utilisons pas les données suivantes pour entraîner l'IA générative :"
_UNDER_YES = "Nous utilisons les données suivantes pour entraîner nos modèles d'IA :"
_TRAINING: list[tuple[str, Slots]] = [
    # --- cela se fait, peut se faire, se fera
    (
        "Nous utilisons vos publications pour entraîner nos modèles d'IA.",
        {"polarity": "does", "action": "train", "data": ("posts",), "model": "AI"},
    ),
    (
        "Nous pouvons utiliser tes photos et tes vidéos pour entraîner l'IA générative.",
        {"polarity": "may", "data": ("photos", "video"), "model": "generative AI"},
    ),
    (
        "Vos conversations pourront servir à l'entraînement de modèles de langage.",
        {"polarity": "may", "data": ("conversations",), "model": "large language models"},
    ),
    (
        (
            "À compter du 3 novembre 2025, nous utiliserons les données de profil des membres de l'UE, de l'EEE et de"
            " la Suisse pour entraîner des modèles d'IA générant du contenu."
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
        "Dès le 1er janvier 2026, vos contenus serviront à perfectionner notre intelligence artificielle.",
        {"effective": dt.date(2026, 1, 1), "data": ("user content",), "action": "improve-models"},
    ),
    (
        (
            "Cette règle prend effet le 15 mai 2026 : les enregistrements de la voix seront utilisés pour entraîner"
            " des algorithmes d'apprentissage automatique."
        ),
        {"effective": dt.date(2026, 5, 15), "data": ("voice",), "model": "machine learning", "polarity": "will"},
    ),
    (
        "Nous améliorons nos modèles d'intelligence artificielle grâce aux requêtes et aux réponses.",
        {"action": "improve-models", "data": ("prompts", "outputs"), "polarity": "does"},
    ),
    (
        "Les informations accessibles au public sont employées pour entraîner des modèles de fondation.",
        {"data": ("public data",), "polarity": "does", "model": "generative AI"},
    ),
    (
        "Nous utilisons les contenus partagés sur notre plateforme pour former nos modèles d'IA générative.",
        {"polarity": "does", "data": ("posts",), "model": "generative AI"},
    ),
    (
        "Nous recueillons des données de télémétrie afin de développer l'IA qui vous assiste.",
        {"action": "improve-models", "data": ("usage data",)},
    ),
    (
        "Si vous nous laissez un retour, nous l'utiliserons pour affiner nos modèles.",
        {"polarity": "will", "data": ("feedback",), "action": "train"},
    ),
    (
        "Les extraits de code des comptes gratuits sont exploités à des fins d'entraînement de l'IA.",
        {"data": ("code",), "audience": ("free users",)},
    ),
    (
        "Le clavardage de nos clients alimente nos algorithmes d'apprentissage machine.",
        {"data": ("conversations",)},
    ),
    (
        "L'apprentissage de nos modèles repose sur vos renseignements personnels.",
        {"data": ("personal data",), "action": "train"},
    ),
    # --- cela ne se fait pas
    (
        "Nous n'utilisons pas vos messages privés pour entraîner l'IA générative.",
        {"polarity": "does not", "excluded": ("private messages",), "data": ()},
    ),
    (
        "Les données de nos clients ne servent jamais à l'entraînement d'un modèle d'IA.",
        {"polarity": "does not", "excluded": ("customer data",)},
    ),
    (
        "Nous ne les utilisons plus, vos fichiers, pour entraîner nos modèles de langage.",
        {"polarity": "does not", "excluded": ("user content",)},
    ),
    (
        "Aucune des conversations des moins de 18 ans n'est utilisée pour entraîner l'IA.",
        {"polarity": "does not", "audience": ("minors",)},
    ),
    (
        "Nous avons cessé d'utiliser les données biométriques pour entraîner des modèles d'IA.",
        {"polarity": "does not", "excluded": ("biometric data",)},
    ),
    (
        "Les salaires et les paiements sont exclus de l'entraînement de l'intelligence artificielle.",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (
        "Les données de santé ne seront en aucun cas traitées pour entraîner des systèmes d'IA.",
        {"polarity": "does not", "excluded": ("health data",)},
    ),
    (
        "Ni vos photos ni vos vidéos ne servent à entraîner l'IA.",
        {"polarity": "does not", "excluded": ("photos", "video")},
    ),
    (
        "Nous n'entraînons pas avec tes données.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    (
        "Nous nous engageons à ne pas exploiter votre carnet d'adresses pour entraîner des modèles d'IA.",
        {"polarity": "does not", "excluded": ("contacts",)},
    ),
    (
        "Nous améliorons le service sans utiliser vos documents pour entraîner l'IA.",
        {"polarity": "does not", "excluded": ("user content",)},
    ),
    (
        "Nous interdisons à nos prestataires d'utiliser vos données pour entraîner leurs modèles.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    (
        "Vos requêtes ne sont, à ce jour, pas utilisées pour entraîner l'IA.",
        {"polarity": "does not", "excluded": ("prompts",)},
    ),
    (
        "Les messages privés ne font l'objet d'aucun entraînement de l'IA.",
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        "Les données de nos utilisateurs ne peuvent pas être utilisées pour entraîner des modèles d'IA.",
        {"polarity": "does not", "excluded": ("personal data",)},
    ),
    # --- listes sous leur phrase d'introduction
    (f"{_UNDER_NO} / messages privés", {"polarity": "does not", "excluded": ("private messages",)}),
    (
        f"{_UNDER_NO} / données de salaire et de paiement",
        {"polarity": "does not", "excluded": ("job data", "payment data")},
    ),
    (f"{_UNDER_YES} / vos publications et vos commentaires", {"polarity": "does", "data": ("posts",)}),
    (f"{_UNDER_YES} / les réponses de l'assistant", {"polarity": "does", "data": ("outputs",)}),
    # --- « ne … que » n'est pas une négation
    (
        "Nous n'utilisons vos conversations pour entraîner l'IA que si vous y consentez.",
        {"polarity": "does", "choice": "opt-in", "data": ("conversations",)},
    ),
    (
        "Nous n'entraînons nos modèles qu'avec les publications les plus récentes.",
        {"polarity": "does", "data": ("posts",)},
    ),
    (
        "Vos photos ne servent à l'entraînement de l'IA qu'après avoir obtenu votre accord.",
        {"polarity": "does", "choice": "opt-in", "data": ("photos",)},
    ),
    # --- choix
    (
        "Nous utilisons tes conversations pour entraîner l'IA uniquement avec ton consentement.",
        {"choice": "opt-in", "polarity": "does", "data": ("conversations",)},
    ),
    (
        "Nous n'utiliserons pas vos photos pour entraîner l'IA sans votre autorisation expresse.",
        {"choice": "opt-in", "polarity": "does not", "excluded": ("photos",)},
    ),
    (
        "Nous utiliserons vos publications pour entraîner l'IA, à moins que vous ne vous y opposiez.",
        {"choice": "opt-out", "polarity": "will", "action": "train"},
    ),
    (
        "Sauf si tu t'y opposes, tes conversations seront utilisées pour entraîner nos modèles.",
        {"choice": "opt-out", "polarity": "will"},
    ),
    (
        (
            "Vous pouvez vous opposer à l'entraînement de nos modèles dans Paramètres > Confidentialité >"
            " Amélioration de l'IA."
        ),
        {
            "choice": "opt-out",
            "action": "offer-control",
            "control": "setting",
            "control_path": "Paramètres > Confidentialité > Amélioration de l'IA",
        },
    ),
    (
        "Vous pouvez refuser l'entraînement de l'IA au moyen de ce formulaire.",
        {"choice": "opt-out", "control": "form", "action": "offer-control"},
    ),
    (
        "Si vous ne souhaitez pas que nous entraînions nos modèles avec vos données, envoyez-nous un courriel.",
        {"choice": "opt-out", "control": "e-mail"},
    ),
    (
        "Désactivez le réglage « Améliorer le modèle pour tous » et vos discussions ne serviront plus.",
        {"choice": "opt-out", "control": "setting"},
    ),
    (
        "Vous pouvez nous demander de ne plus utiliser vos données pour entraîner l'IA.",
        {"choice": "opt-out", "action": "offer-control", "polarity": "does"},
    ),
    (
        "Sauf avis contraire de votre part, nous utiliserons vos publications pour entraîner l'IA.",
        {"choice": "opt-out", "polarity": "will"},
    ),
    (
        "L'utilisation de tes données pour l'entraînement de l'IA peut être désactivée à tout moment.",
        {"choice": "opt-out"},
    ),
    (
        "Si vous ne vous y opposez pas, nous entraînerons l'IA avec vos publications.",
        {"choice": "opt-out", "polarity": "will", "action": "train"},
    ),
    (
        "Nous pourrions utiliser vos renseignements pour former notre IA, à moins d'un avis contraire de votre part.",
        {"choice": "opt-out", "polarity": "may", "data": ("personal data",)},
    ),
    # --- réglage par défaut
    (
        "Le réglage qui permet d'entraîner l'IA avec vos données est activé par défaut.",
        {"default": "on", "choice": ""},
    ),
    (
        "L'option d'entraînement de l'IA est désactivée par défaut.",
        {"default": "off", "choice": ""},
    ),
    (
        "La case qui autorise l'entraînement de nos modèles est précochée.",
        {"default": "on"},
    ),
    (
        "L'entraînement de l'IA n'est pas activé par défaut.",
        {"default": "off"},
    ),
    (
        "Par défaut, vos échanges ne servent pas à entraîner l'IA.",
        {"default": "off", "polarity": "does not"},
    ),
    # --- fondement
    (
        "L'entraînement de nos modèles d'IA se fonde sur notre intérêt légitime.",
        {"basis": "legitimate interest", "polarity": "does"},
    ),
    (
        "Nous entraînons nos modèles d'IA sur la base de votre consentement.",
        {"basis": "consent", "choice": "opt-in"},
    ),
    (
        "Nous traitons vos données pour entraîner l'IA au titre de l'exécution du contrat.",
        {"basis": "contract"},
    ),
    # --- qui et où
    (
        "Nous entraînons l'IA avec les publications des membres situés hors de l'Union européenne.",
        {"regions": ("outside EU",)},
    ),
    (
        "Nous utilisons les données des membres aux États-Unis et à Hong Kong pour entraîner des modèles d'IA.",
        {"regions": ("Hong Kong", "US"), "audience": ("members",)},
    ),
    (
        "Nous utilisons vos publications pour entraîner l'IA, sauf au Royaume-Uni.",
        {"regions": ("outside UK",), "polarity": "does"},
    ),
    (
        "Nous n'entraînons pas l'IA avec les données des comptes professionnels.",
        {"audience": ("business",), "polarity": "does not"},
    ),
    (
        "Nous partageons vos publications avec nos filiales et avec Microsoft pour entraîner leurs modèles d'IA.",
        {"recipients": ("affiliates", "Microsoft"), "action": "share-for-training"},
    ),
    (
        "Nous pouvons céder des données d'utilisation à des tiers pour l'entraînement de leurs modèles.",
        {"recipients": ("third parties",), "action": "share-for-training", "polarity": "may"},
    ),
    (
        "Au Québec, nous entraînons l'IA avec les renseignements personnels des abonnés de la plateforme.",
        {"regions": ("Canada",), "audience": ("members",), "data": ("personal data",)},
    ),
    (
        "Nous mettons vos contenus à la disposition de Microsoft pour l'entraînement de ses modèles.",
        {"recipients": ("Microsoft",), "action": "share-for-training", "data": ("user content",)},
    ),
    # --- phrases longues
    (
        (
            "Conformément à l'article 6, paragraphe 1, point f), du RGPD, et après avoir mis en balance vos droits,"
            " nous nous fondons sur notre intérêt légitime pour traiter, à partir du 27 mai 2025, les publications"
            " et les commentaires publics des adultes résidant dans l'UE, afin d'entraîner et de perfectionner les"
            " modèles d'IA générative que nous proposons."
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
            "Quoi que disent d'autres rubriques de la présente politique, les messages directs que vous échangez avec"
            " d'autres personnes ne seront pas versés dans les jeux de données d'entraînement."
        ),
        {"polarity": "does not", "excluded": ("private messages",)},
    ),
    (
        "Nous traitons vos données, y compris, sans s'y limiter, votre profil, pour entraîner des modèles d'IA.",
        {"polarity": "does", "data": ("profile", "personal data")},
    ),
]
_SETTINGS: list[tuple[str, Slots]] = [
    ("Votre profil est public par défaut.", {"default": "public", "action": "set-default"}),
    ("Par défaut, tes photos sont visibles de tout le monde.", {"action": "set-default"}),
    ("Les comptes des mineurs sont privés par défaut.", {"default": "private", "audience": ("minors",)}),
    ("L'historique des positions est désactivé par défaut.", {"default": "off", "data": ("location",)}),
    ("La personnalisation des annonces est activée par défaut dans les paramètres de ton compte.", {"default": "on"}),
    (
        "Vous pouvez désactiver les annonces personnalisées dans vos paramètres de confidentialité.",
        {"choice": "opt-out", "control": "setting", "action": "offer-control"},
    ),
    (
        "Nous ne traiterons votre position précise qu'avec votre consentement.",
        {"choice": "opt-in", "action": "require-consent"},
    ),
    (
        "Vous avez le droit de vous opposer au traitement de vos données à des fins de profilage.",
        {"choice": "opt-out"},
    ),
    (
        "Tu peux retirer ton consentement à l'usage de témoins à tout moment depuis ton navigateur.",
        {"choice": "opt-out", "control": "device"},
    ),
    (
        "Nous nous fondons sur nos intérêts légitimes pour mesurer l'usage de la plateforme.",
        {"basis": "legitimate interest", "choice": ""},
    ),
    (
        "Choisissez qui peut voir vos publications dans les réglages de votre profil.",
        {"action": "offer-control", "control": "setting"},
    ),
    (
        "Nous ne partageons pas vos données avec des annonceurs, sauf si vous l'autorisez.",
        {"choice": "opt-in", "recipients": ("third parties",)},
    ),
    (
        "Décochez cette case si vous préférez que vos données de navigation ne soient pas partagées.",
        {"choice": "opt-out"},
    ),
]
_OFF_TOPIC = [
    "La formation du personnel en matière de protection des données est obligatoire.",
    "Nous formons nos collaborateurs à un usage prudent de l'intelligence artificielle.",
    "Des modérateurs dûment formés examinent les signalements avec l'aide de l'IA.",
    "Les appels peuvent être enregistrés à des fins de qualité et de formation.",
    "Nous proposons des cours sur l'intelligence artificielle et des modules de formation.",
    "Les appels enregistrés servent à la formation de nos conseillers.",
    "L'application propose des séances d'entraînement et des plans d'exercice.",
    "Le contrat d'apprentissage est signé par l'employeur et par l'élève.",
    "Le non-respect de ces règles peut entraîner la résiliation de votre contrat.",
    "Un usage abusif de nos outils d'IA peut entraîner la suspension du service.",
    "Refuser de répondre pourrait entraîner l'impossibilité de livrer votre commande.",
    "Une erreur de nos modèles d'IA peut entraîner des retards.",
    "Notre assistant utilise l'IA pour répondre à vos questions.",
    "Les réponses de l'IA peuvent contenir des erreurs ; vérifiez-les.",
    "J'ai lu le modèle de formulaire et je l'ai signé.",
    "Les modèles de nos téléphones sont décrits dans la boutique.",
    "Nous détectons les contenus illicites à l'aide de systèmes automatiques.",
    "Le vendeur répond du défaut de conformité du produit.",
    "À défaut de réponse dans les trente jours, la demande est close.",
    "En cas de défaut de paiement, nous pourrons suspendre le service.",
    "Les transferts sont encadrés par les clauses contractuelles types de la Commission européenne.",
    "Vous pouvez vous désabonner de notre infolettre à tout moment.",
    "Vous pouvez activer l'authentification à deux facteurs pour protéger votre compte.",
    "En utilisant le service, vous acceptez les présentes conditions.",
    "Vous ne pouvez pas céder ce contrat sans notre accord préalable et écrit.",
    "Vous pouvez résilier votre abonnement avant sa reconduction.",
    "Vous disposez d'un droit de rétractation de 14 jours.",
    "Nous pouvons désactiver votre compte en cas de fraude.",
    "Dernière mise à jour : 3 mai 2025.",
    "Nous conservons les factures pendant six ans.",
    "Nous sommes une société dont le siège est à Lyon.",
    "Tu as le droit d'accéder à tes données et de les rectifier.",
    "Ces conditions sont régies par le droit belge.",
    "Nous avons tiré les leçons de cet incident.",
    "Toute fraude entraînera la désactivation de votre accès.",
    "Vous avez un droit d'accès, de rectification, d'effacement, d'opposition et de portabilité.",
    "Faute d'opposition dans les trente jours, les nouvelles conditions s'appliquent.",
    "Cette fonction d'IA permet à l'utilisateur d'entraîner son propre modèle.",
    "Le tri par défaut va du plus récent au plus ancien.",
]
_FOR_USERS = [
    "Vous ne pouvez pas utiliser nos contenus pour entraîner des modèles d'intelligence artificielle.",
    "Tu ne peux pas développer de modèle d'IA avec nos contenus.",
    "Il est interdit de moissonner ce site afin d'entraîner des systèmes d'IA.",
    "Toute reproduction du catalogue à des fins d'entraînement d'une IA est interdite.",
    "La fouille de textes et de données en vue de l'entraînement d'une IA est réservée.",
    "Le client s'engage à ne pas utiliser les résultats pour développer des modèles d'IA concurrents.",
]
_NEWS: list[Change] = [
    (
        "l'accord devient opposition",
        "Nous entraînons l'IA avec vos publications uniquement si vous y consentez.",
        "Nous entraînons l'IA avec vos publications sauf si vous vous y opposez.",
        (TRAIN, "choice-changed", "weaker"),
    ),
    (
        "ne … que si devient sauf si",
        "Nous n'entraînons l'IA avec tes publications que si tu y consens.",
        "Nous entraînons l'IA avec tes publications sauf si tu t'y opposes.",
        (TRAIN, "choice-changed", "weaker"),
    ),
    (
        "une promesse devient permission",
        "Nous n'utilisons pas vos publications pour entraîner nos modèles d'IA.",
        "Nous pouvons utiliser vos publications pour entraîner nos modèles d'IA.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "un ne pas s'insère",
        "Nous utilisons vos conversations pour entraîner nos modèles de langage.",
        "Nous n'utilisons pas vos conversations pour entraîner nos modèles de langage.",
        (TRAIN, "flipped", "stronger"),
    ),
    (
        "pas devient que",
        "Nous n'entraînons pas nos modèles avec vos publications.",
        "Nous n'entraînons nos modèles qu'avec vos publications.",
        (TRAIN, "flipped", "weaker"),
    ),
    (
        "un élément quitte la liste des exclusions",
        f"{_UNDER_NO} / - messages privés / - données de salaire / - données de paiement",
        f"{_UNDER_NO} / - messages privés / - données de paiement",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "un élément entre dans la liste des usages",
        f"{_UNDER_YES} / - votre profil",
        f"{_UNDER_YES} / - votre profil / - vos publications",
        (TRAIN, "use-added", "weaker"),
    ),
    (
        "une exclusion quitte la phrase",
        "Nous n'utilisons ni les messages privés ni les salaires pour entraîner l'IA.",
        "Nous n'utilisons pas les messages privés pour entraîner l'IA.",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "un réglage est désormais activé",
        "Le réglage qui permet d'entraîner l'IA générative est désactivé par défaut.",
        "Le réglage qui permet d'entraîner l'IA générative est activé par défaut.",
        (TRAIN, "default-changed", "weaker"),
    ),
    (
        "un profil devient public",
        "Ton profil est privé par défaut.",
        "Ton profil est public par défaut.",
        (DEFAULT, "default-changed", "weaker"),
    ),
    (
        "le consentement devient intérêt légitime",
        "L'entraînement de nos modèles d'IA repose sur votre consentement.",
        "L'entraînement de nos modèles d'IA repose sur notre intérêt légitime.",
        (TRAIN, "basis-changed", "weaker"),
    ),
    (
        "un usage est annoncé avec sa date",
        "",
        "À partir du 3 novembre 2025, nous utiliserons vos publications dans l'UE pour entraîner l'IA générative.",
        (TRAIN, "announced", "weaker"),
    ),
    (
        "la date est repoussée",
        "À partir du 3 novembre 2025, nous entraînerons l'IA générative avec vos publications.",
        "À partir du 3 décembre 2025, nous entraînerons l'IA générative avec vos publications.",
        (TRAIN, "date-changed", "neutral"),
    ),
    (
        "des régions s'ajoutent",
        "Nous entraînons l'IA générative avec les données des membres des États-Unis.",
        "Nous entraînons l'IA générative avec les données des membres des États-Unis, de l'UE et de la Suisse.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "l'exception d'une région disparaît",
        "Nous entraînons l'IA générative avec les données des membres, sauf dans l'EEE.",
        "Nous entraînons l'IA générative avec les données des membres.",
        (TRAIN, "regions-widened", "weaker"),
    ),
    (
        "des destinataires s'ajoutent",
        "Nous partageons vos données avec nos filiales pour entraîner des modèles d'IA.",
        "Nous partageons vos données avec nos filiales et des tiers pour entraîner des modèles d'IA.",
        (TRAIN, "recipients-widened", "weaker"),
    ),
    (
        "des données s'ajoutent",
        "Nous utilisons votre profil pour entraîner l'IA générative.",
        "Nous utilisons votre profil et vos photos pour entraîner l'IA générative.",
        (TRAIN, "data-widened", "weaker"),
    ),
    (
        "un moyen de refuser apparaît",
        "",
        "Vous pouvez vous opposer à l'usage de vos données pour entraîner l'IA dans vos paramètres.",
        (TRAIN, "control-added", "stronger"),
    ),
    (
        "un réglage des annonces disparaît",
        "Vous pouvez désactiver les annonces personnalisées dans vos réglages de confidentialité.",
        "",
        (DEFAULT, "control-removed", "weaker"),
    ),
    (
        "une promesse disparaît",
        "Nous n'utilisons jamais les messages privés pour entraîner l'IA générative.",
        "",
        (TRAIN, "exclusion-removed", "weaker"),
    ),
    (
        "l'âge baisse",
        "Nous n'utilisons pas les données des moins de 18 ans pour entraîner l'IA.",
        "Nous n'utilisons pas les données des moins de 16 ans pour entraîner l'IA.",
        (TRAIN, "rule-changed", "weaker"),
    ),
    (
        "le choix perd son formulaire",
        "Vous pouvez refuser la publicité ciblée dans vos paramètres ou par formulaire.",
        "Vous pouvez refuser la publicité ciblée dans vos paramètres.",
        (DEFAULT, "control-removed", "weaker"),
    ),
]
_ALSO = "Vous pouvez vous opposer à l'usage de vos données pour entraîner l'IA dans vos paramètres."
_QUIET = [
    (
        "de tu à vous",
        "Tu peux t'opposer à l'usage de tes données pour entraîner l'IA dans tes paramètres.",
        "Vous pouvez vous opposer à l'usage de vos données pour entraîner l'IA dans vos paramètres.",
    ),
    (
        "de tu à vous dans une promesse",
        "Nous n'utilisons pas tes messages privés pour entraîner l'IA sauf si tu nous donnes ton accord.",
        "Nous n'utilisons pas vos messages privés pour entraîner l'IA sauf si vous nous donnez votre accord.",
    ),
    (
        "de tu à vous dans un usage",
        "Nous utilisons tes publications pour entraîner nos modèles d'IA.",
        "Nous utilisons vos publications pour entraîner nos modèles d'IA.",
    ),
    (
        "une phrase change de place",
        f"Nous utilisons vos photos pour entraîner l'IA. / {_ALSO} / Écrivez-nous quand vous voulez.",
        f"Écrivez-nous quand vous voulez. / {_ALSO} / Nous utilisons vos photos pour entraîner l'IA.",
    ),
    (
        "autre numérotation",
        f"1. Nous utilisons vos photos pour entraîner l'IA. / 2. {_ALSO}",
        f"3. Nous utilisons vos photos pour entraîner l'IA. / 4. {_ALSO}",
    ),
    (
        "autre typographie",
        "Nous utilisons vos photos pour entraîner l'« IA générative » - sans exception.",
        "Nous utilisons vos photos pour entraîner l’“IA générative” — sans exception.",
    ),
    (
        "espaces insécables",
        f"{_UNDER_YES} / - votre profil",
        _UNDER_YES.replace(" :", "\u00a0:") + " / - votre profil",
    ),
    (
        "de tu à vous dans une opposition",
        "Tes photos servent à entraîner l'IA, sauf si tu t'y opposes.",
        "Vos photos servent à entraîner l'IA, sauf si vous vous y opposez.",
    ),
    ("la date de la page", "Dernière mise à jour : 3 mai 2025", "Dernière mise à jour : 4 juin 2025"),
    (
        "une phrase coupée en deux",
        "Nous utilisons vos photos pour entraîner l'IA ; vous pouvez vous y opposer dans les paramètres.",
        "Nous utilisons vos photos pour entraîner l'IA ; / vous pouvez vous y opposer dans les paramètres.",
    ),
    (
        "majuscules",
        "Nous entraînons l'IA Générative avec vos photos uniquement avec votre Consentement.",
        "Nous entraînons l'IA générative avec vos photos uniquement avec votre consentement.",
    ),
    (
        "de l'actif au passif",
        "Nous utilisons vos publications pour entraîner nos modèles d'IA.",
        "Vos publications sont utilisées pour entraîner nos modèles d'IA.",
    ),
    ("une fonction d'IA", "", "Notre assistant utilise l'IA pour résumer vos documents."),
    ("une infolettre", "", "Vous pouvez vous désabonner de notre infolettre à tout moment."),
    ("la formation du personnel", "", "Nous formons nos employés à la protection des données."),
    ("entraîner au sens de causer", "", "Un usage abusif de l'IA peut entraîner la fermeture de votre compte."),
    ("un produit défectueux", "", "Le vendeur répond du défaut de conformité pendant deux ans."),
    ("une question", "", "Utilisez-vous mes publications pour entraîner l'IA ?"),
    (
        "la liste dans un autre ordre",
        f"{_UNDER_NO} / - messages privés / - données de salaire / - données de paiement",
        f"{_UNDER_NO} / - données de paiement / - messages privés / - données de salaire",
    ),
    (
        "un renvoi",
        "Pour en savoir plus, consultez la rubrique suivante.",
        "Pour en savoir plus, consultez la page ci-dessous.",
    ),
]

SAMPLES = Samples(
    "fr",
    page=(
        "L'IA chez Agora",
        "Cette page explique comment marche le service et ce que nous faisons de ce que vous nous confiez.",
        "Stockage",
        "Nous gardons les copies de secours sur des serveurs situés en Irlande pendant trente jours.",
    ),
    training=_TRAINING,
    settings=_SETTINGS,
    off_topic=_OFF_TOPIC,
    for_users=_FOR_USERS,
    news=_NEWS,
    quiet=_QUIET,
)
