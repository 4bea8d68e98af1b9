"""Lists of data that are left out of the training of AI, or used for it, in the forms in which pages write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

ITEMS: dict[str, tuple[str, ...]] = {
    "en": (
        "private messages",
        "salary data",
        "login credentials",
        "answers to surveys",
        "wedding invitations",
        "content of members under 18",
        "data from the payment of bills",
        "medical records",
        "the address book of your phone",
        "job applications",
        "anything you delete",
        "calendar entries",
    ),
    "fr": (
        "messages privés",
        "données de salaire",
        "réponses aux enquêtes",
        "invitations à des fêtes",
        "contenus des membres de moins de 18 ans",
        "candidatures",
        "tout ce que vous supprimez",
        "carnet d’adresses",
        "entrées de l’agenda",
    ),
}

# The opening words of the list of what is left out, and of the list of what is used.
LEADS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            "We do not use the following to train generative AI:",
            "We use the following to train generative AI:",
        ),
        (
            "The following data is not used to train our AI models:",
            "The following data is used to train our AI models:",
        ),
        ("We never train AI models on:", "We train AI models on:"),
        ("Data that is excluded from AI training:", "Data that is included in AI training:"),
    ),
    "fr": (
        (
            "Nous n’utilisons pas les données suivantes pour entraîner l’IA :",
            "Nous utilisons les données suivantes pour entraîner l’IA :",
        ),
        (
            "Les données suivantes ne sont pas utilisées pour entraîner nos modèles d’IA :",
            "Les données suivantes sont utilisées pour entraîner nos modèles d’IA :",
        ),
        ("Sont exclus de l’entraînement de l’IA :", "Sont inclus dans l’entraînement de l’IA :"),
        ("Nous n’entraînons jamais l’IA sur :", "Nous entraînons l’IA sur :"),
    ),
}

List = Callable[[str, Sequence[str]], str]


def _form(mark: str, opening: str = "{lead}\n\n") -> List:
    def write(lead: str, items: Sequence[str]) -> str:
        lines = (mark.format(number=place, item=item) for place, item in enumerate(items, 1))
        return opening.format(lead=lead) + "\n".join(lines)

    return write


FORMS: dict[str, List] = {
    "bullets": _form("- {item}"),
    "bullets with semicolons": _form("- {item};"),
    "numbers": _form("{number}. {item}"),
    "a list in a list": _form("  - {item}", "- {lead}\n"),
    "paragraphs with numbers": _form("({number}) {item};\n"),
    "paragraphs with bullets": _form("• {item}\n"),
}


def _headed(mark: str, opening: str) -> List:
    inner = _form(mark, opening)
    return lambda lead, items: inner(lead.rstrip(" :"), items)


# Opened by something else than a sentence with a colon.
HEADED: dict[str, List] = {
    "a heading": _headed("- {item}", "### {lead}\n\n"),
    "a table": _form("| {item} |", "{lead}\n\n| Data |\n| --- |\n"),
}
