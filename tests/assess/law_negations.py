"""Training sentences and their denials in all languages, and clauses to make both as long as a page.

Each sentence is cut where clauses may stand: before it, between its halves, after it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tongue:
    """`cores` are (stated, denied, purpose): "We use your posts", "We do not use your posts", "to train our models".

    `before` are clauses that end with a comma, `aside` ones that follow a comma; `greeting` opens the page.
    """

    greeting: str

    cores: tuple[tuple[str, str, str], ...]
    before: tuple[str, ...]
    aside: tuple[str, ...]


TONGUES = {
    "en": Tongue(
        greeting="This page tells you what we do with the data that you give us, and why.",
        cores=(
            ("we use your posts", "we do not use your posts", "to train our AI models"),
            ("we may use your posts", "we may not use your posts", "to train our AI models"),
            ("we will use your photos", "we will not use your photos", "to train generative AI"),
            ("your posts are used", "your posts are not used", "to train our AI models"),
            ("your posts are used", "your posts are never used", "for the training of AI models"),
            ("your prompts may be used", "your prompts may not be used", "to improve our AI models"),
            (
                "we use the comments of members",
                "we don’t use the comments of members",
                "to train machine learning models",
            ),
            ("we train our AI models", "we do not train our AI models", "on the posts of members"),
            ("our affiliates use your data", "our affiliates do not use your data", "to develop their AI models"),
            ("we use your posts", "we no longer use your posts", "to train our AI models"),
        ),
        before=(
            "in the countries where we offer the service,",
            "as far as the law allows it,",
            "since the day on which you opened your account,",
            "as this notice explains in its second section,",
            "for members on paid plans and on free ones,",
            "when you write in public groups,",
            "together with the companies that work for us,",
            "from time to time and for as long as it takes,",
        ),
        aside=(
            "in the form in which you published them",
            "with the help of the companies that host our servers",
            "on the computers of our data centres in Ireland",
            "together with the words and pictures that belong to them",
            "as section four describes in more detail",
            "so that people in all countries find what they look for",
            "which engineers of ours run every week",
            "whether you write on a phone or at a desk",
            "in all languages that the service speaks",
            "which we do not sell",
            "whether or not you are signed in",
            "including but not limited to those in public groups",
            "even if you have not opened the app for a year",
            "as nobody else can do it",
            "unless the law says otherwise",
            "except where the law forbids it",
            "which never leave our servers",
            "without asking our partners",
            "and not only in the EU",
        ),
    ),
    "fr": Tongue(
        greeting="Cette page vous dit ce que nous faisons des données que vous nous donnez, et pourquoi.",
        cores=(
            (
                "nous utilisons vos publications",
                "nous n’utilisons pas vos publications",
                "pour entraîner nos modèles d’IA",
            ),
            ("nous pouvons utiliser vos photos", "nous ne pouvons pas utiliser vos photos", "pour entraîner l’IA"),
            ("vos publications sont utilisées", "vos publications ne sont pas utilisées", "pour entraîner l’IA"),
            ("vos requêtes servent", "vos requêtes ne servent jamais", "à l’entraînement de nos modèles d’IA"),
            ("nous entraînons nos modèles d’IA", "nous n’entraînons pas nos modèles d’IA", "sur vos publications"),
            (
                "nous utilisons vos commentaires",
                "nous n’utilisons plus vos commentaires",
                "pour améliorer nos modèles d’IA",
            ),
        ),
        before=(
            "dans les pays où nous proposons le service,",
            "dans la mesure où la loi le permet,",
            "depuis le jour où vous avez ouvert votre compte,",
            "comme le dit la deuxième section de cette politique,",
            "lorsque vous écrivez dans des groupes publics,",
            "avec les sociétés qui travaillent pour nous,",
        ),
        aside=(
            "dans la forme où vous les avez publiées",
            "avec l’aide des sociétés qui hébergent nos serveurs",
            "sur les ordinateurs de nos centres en Irlande",
            "avec les mots et les images qui les accompagnent",
            "comme la section quatre le décrit plus en détail",
            "dans toutes les langues que parle le service",
            "que nous ne vendons pas",
            "que vous soyez connecté ou non",
            "y compris, sans s’y limiter, ceux des groupes publics",
            "sauf si la loi en dispose autrement",
            "qui ne quittent jamais nos serveurs",
            "et pas seulement dans l’UE",
        ),
    ),
    "es": Tongue(
        greeting="Esta página le explica qué hacemos con los datos que usted nos da y por qué.",
        cores=(
            (
                "utilizamos sus publicaciones",
                "no utilizamos sus publicaciones",
                "para entrenar nuestros modelos de IA",
            ),
            ("podemos usar sus fotos", "no podemos usar sus fotos", "para entrenar la inteligencia artificial"),
            ("sus mensajes se utilizan", "sus mensajes no se utilizan", "para entrenar nuestros modelos de IA"),
            ("entrenamos nuestros modelos de IA", "nunca entrenamos nuestros modelos de IA", "con sus publicaciones"),
        ),
        before=("en los países en los que ofrecemos el servicio,", "en la medida en que la ley lo permite,"),
        aside=(
            "en la forma en que las publicó",
            "con la ayuda de las empresas que alojan nuestros servidores",
            "en todos los idiomas del servicio",
        ),
    ),
    "it": Tongue(
        greeting="Questa pagina spiega che cosa facciamo con i dati che ci fornisce e perché lo facciamo.",
        cores=(
            ("utilizziamo i suoi post", "non utilizziamo i suoi post", "per addestrare i nostri modelli di IA"),
            (
                "possiamo usare le sue foto",
                "non possiamo usare le sue foto",
                "per addestrare l’intelligenza artificiale",
            ),
            (
                "i suoi messaggi sono utilizzati",
                "i suoi messaggi non sono utilizzati",
                "per addestrare i modelli di IA",
            ),
            ("addestriamo i nostri modelli di IA", "non addestriamo mai i nostri modelli di IA", "sui suoi post"),
        ),
        before=("nei paesi in cui offriamo il servizio,", "nella misura in cui la legge lo permette,"),
        aside=(
            "nella forma in cui li ha pubblicati",
            "con l’aiuto delle aziende che ospitano i nostri server",
            "in tutte le lingue del servizio",
        ),
    ),
    "pt": Tongue(
        greeting="Esta página explica o que fazemos com os dados que nos fornece e porque o fazemos.",
        cores=(
            ("usamos as suas publicações", "não usamos as suas publicações", "para treinar os nossos modelos de IA"),
            (
                "podemos usar as suas fotos",
                "não podemos usar as suas fotos",
                "para treinar a inteligência artificial",
            ),
            ("as suas mensagens são usadas", "as suas mensagens não são usadas", "para treinar modelos de IA"),
            (
                "treinamos os nossos modelos de IA",
                "nunca treinamos os nossos modelos de IA",
                "com as suas publicações",
            ),
        ),
        before=("nos países em que oferecemos o serviço,", "na medida em que a lei o permite,"),
        aside=(
            "na forma em que as publicou",
            "com a ajuda das empresas que alojam os nossos servidores",
            "em todas as línguas do serviço",
        ),
    ),
    "de": Tongue(
        greeting="Diese Seite sagt Ihnen, was wir mit den Daten machen, die Sie uns geben, und warum.",
        cores=(
            (
                "verwenden wir Ihre Beiträge",
                "verwenden wir Ihre Beiträge nicht",
                "um unsere KI-Modelle zu trainieren",
            ),
            ("nutzen wir Ihre Fotos", "nutzen wir Ihre Fotos nicht", "für das Training unserer KI-Modelle"),
            (
                "werden Ihre Nachrichten verwendet",
                "werden Ihre Nachrichten nicht verwendet",
                "um KI-Modelle zu trainieren",
            ),
            ("trainieren wir unsere KI-Modelle", "trainieren wir unsere KI-Modelle niemals", "mit Ihren Beiträgen"),
        ),
        before=("in den Ländern, in denen wir den Dienst anbieten,", "soweit das Gesetz es erlaubt,"),
        aside=(
            "in der Form, in der Sie sie veröffentlicht haben",
            "mit Hilfe der Firmen, die unsere Server betreiben",
            "in allen Sprachen des Dienstes",
        ),
    ),
    "nl": Tongue(
        greeting="Deze pagina vertelt u wat wij met de gegevens doen die u ons geeft, en waarom.",
        cores=(
            ("gebruiken wij uw berichten", "gebruiken wij uw berichten niet", "om onze AI-modellen te trainen"),
            ("gebruiken wij uw foto’s", "gebruiken wij uw foto’s niet", "voor het trainen van onze AI-modellen"),
            ("worden uw gegevens gebruikt", "worden uw gegevens niet gebruikt", "om AI-modellen te trainen"),
            ("trainen wij onze AI-modellen", "trainen wij onze AI-modellen nooit", "met uw berichten"),
        ),
        before=("in de landen waar wij de dienst aanbieden,", "voor zover de wet het toestaat,"),
        aside=(
            "in de vorm waarin u ze heeft gepubliceerd",
            "met hulp van de bedrijven die onze servers beheren",
            "in alle talen van de dienst",
        ),
    ),
}
