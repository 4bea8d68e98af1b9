"""For each cue of the lexicon a text that it is in and a text that it is not in: cue | with it | without it."""

from __future__ import annotations

_EN = """
train | We train AI on posts | We strain our eyes
train | Posts are used for training | A restraint on us
improve | We improve the service | We approve the service
improve_model | We improve our AI models with your posts | We improve our roads
improve_model | the development of AI | the development of land
train_alone | Posts are used for training purposes | Posts are used for shipping purposes
train_alone | human reviewers read conversations | human rights and conversations
not_training | our staff training covers privacy | our model training covers privacy
we_do | We may use your posts | You may use our posts
restriction | You may not use the service to train AI models | We train AI models on posts
negation | We do not use it | We do use it
negation | It is never sold | It is ever sold
may | We may use it | We use the maypole
will | We will use it | We are willing and use it
unless | We use it unless you object | We use it when you object
opt_in | This is opt-in | This is opt-out
opt_in | only with your consent | only with your content
opt_out | You can opt out | This is opt-in
opt_out | you have the right to object | an object of value
control | Change it in your account settings | Change it in your house
default_mention | It is on by default | It is in default of payment
privacy_context | We process personal data | We process timber
not_default | You can unsubscribe from e-mails | You can object to profiling
legal_basis_words | our lawful basis | our basic law
outside | members outside the EU | members inside the EU
share | We share it with others | It is our fair portion
exclusion | except salary data | expect salary data
path | Go to Settings > Privacy | It settings nowhere
future | It starts in November | It stood in November
in_force | effective today | affective today
models/content-generating AI | content-generating AI models | content and models of cars
models/generative AI | generative AI | general aviation
models/large language models | a large language model | a large model of a car
models/AI | our AI models | an air model
models/machine learning | by machine learning | by learning a machine's name
data/profile | your profile | your portfolio
data/posts | your posts | your postal address
data/private messages | direct messages | direct mail
data/prompts | your prompts | a timely answer
data/outputs | the outputs | the inn
data/conversations | your conversations | conversion of units
data/feedback | your feedback | your feed
data/user content | your content | our own content
data/customer data | customer data | customs data
data/personal data | your personal data | weather data
data/photos | your photos | your phone
data/video | videos of you | a view of you
data/voice | voice recordings | an invoice number
data/location | your location | your allocation
data/usage data | usage data | sausage data
data/public data | publicly available sources | the publisher
data/job data | your salary | your sale
data/payment data | payment details | pavement details
data/health data | health records | wealth records
data/biometric data | biometric templates | barometric templates
data/contacts | your contacts | your contracts
data/code | your source code | your coded name
data/children's data | data of children | data of chefs
default/on | enabled by default | disabled by default
default/off | turned off by default | turned on by default
default/public | public by default | hidden by default
default/private | private by default | public by default
basis/legitimate interest | our legitimate interests | our legitimate interns
basis/consent | based on your consent | based on your contract
basis/contract | performance of a contract | performance of a concert
basis/legal obligation | a legal obligation | a moral obligation
regions/EU | members in the EU | members in Reunion
regions/EEA | the EEA | the sea
regions/UK | the United Kingdom | the united front
regions/Switzerland | in Switzerland | in Swaziland
regions/Canada | in Canada | in Cana
regions/Hong Kong | in Hong Kong | in King Kong
regions/US | members in the US | it tells us
regions/Europe | in Europe | in Eutopia
regions/India | in India | in Indiana
regions/Brazil | in Brazil | in Bristol
regions/Korea | in Korea | in Kos
regions/Japan | in Japan | in Java
regions/China | in China | in Chile
audience/minors | members under 18 | members over 20
audience/business | enterprise customers | private persons
audience/non-users | people who do not use Agora | people who use Agora
audience/free users | free accounts | paid accounts
audience/members | our members | our remembrance
recipients/affiliates | our affiliates | our affinity
recipients/Microsoft | Microsoft | Micronesia
recipients/third parties | third parties | third persons
controls/setting | in the settings | in the sitting
controls/form | by this form | by this firm
controls/e-mail | e-mail us | nail us
controls/device | on your device | by your advice
"""

_FR = """
train | pour entraîner l’IA | pour traîner des pieds
train | l’entraînement de modèles | le train de Paris
improve | améliorer le service | amerrir
improve_model | améliorer nos modèles d’IA | améliorer nos routes
train_alone | des données d’entraînement | des données de vente
not_training | la formation du personnel | la formation de nos modèles
we_do | Nous utilisons vos données | Vous utilisez nos services
restriction | Vous ne pouvez pas entraîner d’IA avec nos contenus | Nous pouvons entraîner une IA
negation | nous n’utilisons pas vos posts | nous utilisons vos posts
negation | ne sont jamais vendues | sont vendues
may | nous pouvons utiliser | nous utilisons
will | à partir du 3 novembre | depuis toujours
unless | sauf si vous refusez | quand vous refusez
opt_in | avec votre consentement | avec votre contenu
opt_out | vous pouvez vous opposer | vous pouvez composer
opt_out | droit d’opposition | droit de visite
control | dans vos paramètres | dans vos maisons
default_mention | activé par défaut | à défaut de paiement
privacy_context | vos données personnelles | le bois de chauffage
not_default | se désabonner de la newsletter par un lien | s’opposer au profilage
legal_basis_words | base légale | base navale
outside | hors de l’UE | dans l’UE
share | nous partageons vos données | nous payons vos données
exclusion | sauf les salaires | avec les salaires
path | dans vos paramètres | dans vos mains
future | à partir du 3 mai | pendant mai
in_force | en vigueur | en vogue
models/content-generating AI | des modèles d’IA générant du contenu | un créateur de contenu
models/generative AI | l’IA générative | la génération
models/AI | l’IA | j’ai
models/machine learning | l’apprentissage automatique | l’apprentissage du piano
data/profile | votre profil | votre portefeuille
data/posts | vos publications | votre poste
data/private messages | messages privés | massages privés
data/prompts | vos requêtes | vos fêtes
data/outputs | les résultats | les raisons
data/conversations | vos conversations | la conversion
data/feedback | vos retours | vos tours
data/user content | vos contenus | vos contrats
data/customer data | les données des clients | les données des clubs
data/personal data | vos données personnelles | la météo
data/photos | vos photos | vos phares
data/video | vos vidéos | vos visites
data/voice | votre voix | votre voie
data/location | votre localisation | votre location
data/usage data | données d’utilisation | données de base
data/public data | données publiquement accessibles | un public
data/job data | votre salaire | votre salon
data/payment data | vos paiements | vos paysages
data/health data | votre santé | votre sang
data/biometric data | données biométriques | données barométriques
data/contacts | vos contacts | vos contrats
data/code | le code source | le code de la route
data/children's data | les enfants | les éléphants
default/on | activé par défaut | désactivé par défaut
default/off | désactivé par défaut | activé par défaut
default/public | public par défaut | caché par défaut
default/private | privé par défaut | public par défaut
basis/legitimate interest | notre intérêt légitime | notre intérêt
basis/consent | fondé sur votre consentement | fondé sur un contrat
basis/contract | l’exécution du contrat | l’exécution du morceau
basis/legal obligation | une obligation légale | une obligation morale
regions/EU | dans l’Union européenne | dans l’union libre
regions/EEA | l’EEE | l’été
regions/UK | au Royaume-Uni | au royaume
regions/Switzerland | en Suisse | en Suède
regions/Canada | au Canada | au canal
regions/Hong Kong | à Hong Kong | à King Kong
regions/US | aux États-Unis | aux états
regions/Europe | en Europe | en Eure
regions/India | en Inde | en Indre
regions/Brazil | au Brésil | au bras
regions/China | en Chine | en Chypre
audience/minors | les mineurs | les menteurs
audience/business | les entreprises | les entrées
audience/non-users | les visiteurs | les vigiles
audience/free users | les comptes gratuits | les comptes payants
audience/members | nos membres | nos mers
recipients/affiliates | nos filiales | nos files
recipients/Microsoft | Microsoft | Micronésie
recipients/third parties | des tiers | des tiroirs
controls/setting | les paramètres | les parasols
controls/form | un formulaire | une formule
controls/e-mail | par courriel | par courrier postal
controls/device | votre navigateur | votre navire
"""


def examples() -> list[tuple[str, str, str, str]]:
    """Language, cue, a text with it, a text without it."""
    rows: list[tuple[str, str, str, str]] = []
    for language, table in (("en", _EN), ("fr", _FR)):
        for line in table.strip().splitlines():
            cue, positive, negative = (part.strip() for part in line.split(" | "))
            rows.append((language, cue, positive, negative))
    return rows
