"""What is the page and what stands in its place. All texts are made up for these tests."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from watcher.capture import Expectation, judge_document, judge_response
from watcher.capture.language import other_language
from watcher.capture.request import accept_language, product_token
from watcher.model import Block, BlockKind, Capture, Document, Section, Sentence, Verdict, VerdictKind

NOON = dt.datetime(2025, 9, 18, 12, 0, tzinfo=dt.UTC)
URL = "https://site.test/legal/privacy"
SENTENCE = "We use the data that you give to us in order to run the service and to keep it safe for you. "
POLICY = SENTENCE * 30  # 630 words


def capture(
    body: str | bytes = "",
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    final: str = URL,
    **headers: str,
) -> Capture:
    named = (("content-type", kind), *((name.replace("_", "-"), value) for name, value in headers.items()))
    raw = body.encode() if isinstance(body, str) else body
    return Capture(URL, final, NOON, status, named, raw, () if final == URL else (URL,))


def page(text: str, title: str = "Privacy Policy", around: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{around}<main>{text}</main></body></html>"


def kind_of(body: str | bytes, kind: str = "text/html; charset=utf-8") -> VerdictKind:
    return judge_response(capture(body, kind=kind)).kind


@pytest.mark.parametrize(
    ("status", "kind", "permanent"),
    [
        (304, VerdictKind.NOT_MODIFIED, False),
        (404, VerdictKind.GONE, False),
        (410, VerdictKind.GONE, True),
        (401, VerdictKind.LOGIN_WALL, False),
        (403, VerdictKind.BLOCKED, False),
        (429, VerdictKind.BLOCKED, False),
        (451, VerdictKind.BLOCKED, False),
        (999, VerdictKind.BLOCKED, False),
        (500, VerdictKind.ERROR_PAGE, False),
        (503, VerdictKind.ERROR_PAGE, False),
        (400, VerdictKind.ERROR_PAGE, False),
        (302, VerdictKind.ERROR_PAGE, False),
        (204, VerdictKind.EMPTY, False),
        (206, VerdictKind.TRUNCATED, False),
        (200, VerdictKind.GOOD, False),
        (203, VerdictKind.GOOD, False),
    ],
)
def test_status_decides_first(status: int, kind: VerdictKind, permanent: bool) -> None:  # noqa: FBT001
    verdict = judge_response(capture(page(POLICY), status))
    assert (verdict.kind, verdict.permanent) == (kind, permanent)


def test_an_error_says_which_host_and_status_and_when_to_come_again() -> None:
    verdict = judge_response(capture("<h1>busy</h1>", 503, retry_after="20"))
    later = NOON + dt.timedelta(seconds=20)
    assert verdict == Verdict(VerdictKind.ERROR_PAGE, "site.test: the server answers 503", retry_after=later)


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("application/pdf", b"%PDF-1.7 ...", VerdictKind.GOOD),
        ("application/octet-stream", b"%PDF-1.7 ...", VerdictKind.GOOD),
        ("application/pdf", b"what?", VerdictKind.OTHER_DOCUMENT),
        ("text/plain", POLICY.encode(), VerdictKind.GOOD),
        ("text/markdown", POLICY.encode(), VerdictKind.GOOD),
        ("application/xhtml+xml", page(POLICY).encode(), VerdictKind.GOOD),
        ("", page(POLICY).encode(), VerdictKind.GOOD),
        ("application/json", b"{}", VerdictKind.OTHER_DOCUMENT),
        ("image/png", b"\x89PNG", VerdictKind.OTHER_DOCUMENT),
        ("text/html; charset=nonsense-9", page(POLICY).encode(), VerdictKind.GOOD),
        ("text/html; charset=\x01\x00", page(POLICY).encode(), VerdictKind.GOOD),
        ("text/html; charset=é", page(POLICY).encode(), VerdictKind.GOOD),
        ("text/html", b"", VerdictKind.EMPTY),
        ("text/html", b" \r\n\t ", VerdictKind.EMPTY),
        ("text/html", b"\0\0\0", VerdictKind.EMPTY),
        ("text/html", b"<!-- nothing -->", VerdictKind.EMPTY),
        (
            "text/html",
            b"<html><body><div id=root></div><script src=app.js></script></body></html>",
            VerdictKind.EMPTY,
        ),
    ],
)
def test_the_kind_of_content_is_looked_at(kind: str, body: bytes, expected: VerdictKind) -> None:
    assert kind_of(body, kind) is expected


CHALLENGES = [
    page("<h1>Checking the site connection</h1><form id='challenge-form' action='/x'></form>", "Just a moment..."),
    page("<p>Please wait.</p><script>window._cf_chl_opt={}</script>", "Un instant…"),
    "<body><iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful. Incapsula incident ID: 1</iframe></body>",
    page("<h1>Access Denied</h1><p>You don't have permission. Reference #18.1</p>", "Access Denied"),
    page(
        "<p>Please enable JS</p><script src='https://ct.captcha-delivery.com/captcha-delivery.com/captcha'></script>"
    ),
    page("<div id='px-captcha'></div><p>Press and hold</p>", "Access to this page has been denied"),
    page("<p>Vérifiez que vous êtes humain pour continuer.</p>", "Vérification"),
    page("<p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p>", "Sicherheit"),
]
LOGINS = [
    page(
        "<h1>Sign in</h1><form><input name=u><input type=password name=p><button>Sign in</button></form>", "Sign in"
    ),
    page(
        "<form><input type=email><input type='password'></form>" + "<p>Join people who share what they know.</p>" * 8,
        "Welcome",
    ),
    page("<form><input type=email name=u><button>Suivant</button></form>", "Connexion - Exemple"),
    page("<form><input type=text><button>Weiter</button></form>", "Anmelden"),
]
CONSENTS = [
    page("<h1>Before you continue</h1><p>We use cookies.</p><button>Reject all</button><button>Accept all</button>"),
    page("<p>Nous et nos partenaires…</p><a>Tout accepter</a> <a>Tout refuser</a>", "Exemple"),
    page("<p>Wir verwenden Cookies.</p><button>Alle akzeptieren</button><button>Alle ablehnen</button>", "Beispiel"),
    page("<p>Usamos cookies.</p><button>Aceptar todo</button><button>Rechazar todo</button>", "Ejemplo"),
    page("<p>Usiamo i cookie.</p><button>Accetta tutto</button><button>Rifiuta tutto</button>", "Esempio"),
    page("<p>Usamos cookies.</p><button>Aceitar tudo</button><button>Rejeitar tudo</button>", "Exemplo"),
    page(
        "<p>Wij gebruiken cookies.</p><button>Alles accepteren</button><button>Alles weigeren</button>", "Voorbeeld"
    ),
]


@pytest.mark.parametrize(
    ("kind", "body"),
    [(VerdictKind.BLOCKED, body) for body in CHALLENGES]
    + [(VerdictKind.LOGIN_WALL, body) for body in LOGINS]
    + [(VerdictKind.CONSENT_WALL, body) for body in CONSENTS]
    + [
        (VerdictKind.MAINTENANCE, page("<h1>We are down for maintenance, back in an hour.</h1>" * 2, "Example")),
        (
            VerdictKind.ERROR_PAGE,
            page("<h1>Une erreur s’est produite. Réessayez plus tard, merci beaucoup à vous.</h1>"),
        ),
        (VerdictKind.GONE, page("<p>Try our home page or write to us.</p>" * 10, "Page not found | Example")),
        (VerdictKind.GONE, page("<p>Essayez notre page d’accueil.</p>" * 10, "Page introuvable - Exemple")),
        (VerdictKind.EMPTY, page("<noscript>You need to enable JavaScript to run this app.</noscript>")),
        (
            VerdictKind.OTHER_DOCUMENT,
            "<head><meta http-equiv=Refresh content='0; URL=/new'></head><body>Moved. Follow the link.</body>",
        ),
    ],
)
def test_what_stands_in_the_way_is_recognised(kind: VerdictKind, body: str) -> None:
    assert kind_of(body) is kind


@pytest.mark.parametrize("wall", CHALLENGES + LOGINS + CONSENTS)
def test_a_long_policy_is_never_refused_for_what_else_its_page_holds(wall: str) -> None:
    assert kind_of(page(POLICY, "Privacy Policy", around=wall)) is VerdictKind.GOOD


def test_a_short_help_page_with_a_log_in_form_and_a_cookie_banner_is_the_page() -> None:
    around = (
        "<header><form><input type=email><input type=password><button>Sign in</button></form></header>"
        "<script src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js'></script>"
    )
    assert kind_of(page(f"<p>{SENTENCE * 7}</p>", "How to object | Help", around)) is VerdictKind.GOOD


def test_a_page_that_is_one_large_form_is_the_page() -> None:
    body = f"<form id=aspnetForm><input type=password>{POLICY}</form>"
    assert kind_of(page(body)) is VerdictKind.GOOD


def test_the_same_challenge_under_an_error_status_is_a_block() -> None:
    assert judge_response(capture(CHALLENGES[0], 503)).kind is VerdictKind.BLOCKED
    assert judge_response(capture("x", 403, cf_mitigated="challenge")).reason == (
        "site.test wants a check for robots passed first (status 403)"
    )
    assert judge_response(capture("", 202, x_amzn_waf_action="challenge")).kind is VerdictKind.BLOCKED


@pytest.mark.parametrize(
    ("final", "kind"),
    [
        ("https://site.test/login?next=/legal/privacy", VerdictKind.LOGIN_WALL),
        ("https://site.test/authwall?trk=x", VerdictKind.LOGIN_WALL),
        ("https://login.site.test/x", VerdictKind.LOGIN_WALL),
        ("https://consent.site.test/m?continue=x", VerdictKind.CONSENT_WALL),
        ("https://www.site.test/legal/privacy-policy", VerdictKind.GOOD),
        ("https://site.test/legal/login-data-policy", VerdictKind.GOOD),
    ],
)
def test_where_the_redirects_end_counts(final: str, kind: VerdictKind) -> None:
    assert judge_response(capture(page(POLICY), final=final)).kind is kind


def test_hostile_markup_is_judged_quickly() -> None:
    began = time.monotonic()
    for body in (
        "<div>" * 200_000,
        "<a " * 200_000,
        "&" * 500_000,
        "<!--" * 200_000,
        "<b><p>" * 50_000,
        "\u0130" * 10**6,
    ):
        judge_response(capture(body))
    assert time.monotonic() - began < 10


def document(*sentences: str) -> Document:
    block = Block(BlockKind.PARAGRAPH, tuple(Sentence(text) for text in sentences))
    return Document("Privacy", "en", (Section(None, 0, (block,)),))


FRENCH = (
    "Nous utilisons les données que vous nous confiez pour faire fonctionner le service et pour le garder sûr. "
    "Vous pouvez vous opposer à cette utilisation dans les paramètres de votre compte. "
) * 5


def test_a_document_as_expected_is_good() -> None:
    assert judge_document(document(POLICY), Expectation("en")) == Verdict(VerdictKind.GOOD)
    assert judge_document(document(POLICY), Expectation("en", previous_chars=len(POLICY) * 2)).good
    assert judge_document(document(POLICY), Expectation("en", previous_chars=len(POLICY) // 5)).good
    assert judge_document(document("A short notice."), Expectation("en", previous_chars=20)).good


def test_a_lost_selector_is_told() -> None:
    verdict = judge_document(document(POLICY), Expectation("en", selector_matched=False))
    assert verdict.kind is VerdictKind.SELECTOR_LOST


@pytest.mark.parametrize("text", ["", "Loading, please wait."])
def test_too_little_text_is_no_page(text: str) -> None:
    verdict = judge_document(document(text) if text else Document("", "en"), Expectation("en"))
    assert verdict == Verdict(VerdictKind.EMPTY, f"the page holds only {len(text)} characters of text")


def test_a_collapse_is_told_with_its_figures() -> None:
    verdict = judge_document(document(SENTENCE * 3), Expectation("en", previous_chars=10_000))
    assert verdict == Verdict(VerdictKind.TRUNCATED, f"the page holds {len(SENTENCE * 3)} characters, before 10000")


def test_another_language_is_told() -> None:
    verdict = judge_document(document(FRENCH), Expectation("en"))
    assert verdict == Verdict(VerdictKind.OTHER_LANGUAGE, "the page is in another language (fr) than expected (en)")
    assert judge_document(document(FRENCH), Expectation("fr-FR")).good
    assert judge_document(document(FRENCH), Expectation("pl")).good


SAMPLES = {
    "en": SENTENCE * 5,
    "fr": FRENCH,
    "de": "Wir verwenden die Daten, die Sie uns geben, um den Dienst zu betreiben und ihn für Sie sicher zu halten. "
    * 6,
    "es": "Utilizamos los datos que usted nos da para prestar el servicio y para que sea seguro para los demás. " * 6,
    "it": "Usiamo i dati che ci fornisci per far funzionare il servizio e per la sicurezza degli altri utenti. " * 6,
    "pt": "Usamos os dados que você nos dá para prestar o serviço e para que ele seja seguro para os outros. " * 6,
    "nl": "Wij gebruiken de gegevens die je aan ons geeft om de dienst te laten werken en veilig te houden. " * 6,
}


@pytest.mark.parametrize("tag", SAMPLES)
@pytest.mark.parametrize("expected", SAMPLES)
def test_languages_are_told_apart(tag: str, expected: str) -> None:
    assert other_language(SAMPLES[tag], expected) == (None if tag == expected else tag)


@pytest.mark.parametrize(
    ("language", "header"),
    [("en", "en"), ("fr", "fr, en;q=0.3"), ("fr-CA", "fr-CA, fr;q=0.9, en;q=0.3"), ("en-GB", "en-GB, en;q=0.9")],
)
def test_the_language_asked_for(language: str, header: str) -> None:
    assert accept_language(language) == header


@pytest.mark.parametrize(
    ("agent", "token"),
    [("policy-watcher/0.1 (+https://x)", "policy-watcher"), ("My bot/2", "My"), ("", ""), ("/1", "")],
)
def test_the_name_in_robots_txt(agent: str, token: str) -> None:
    assert product_token(agent) == token
