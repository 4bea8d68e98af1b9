"""Which links lead to the text of terms that are to come."""

from __future__ import annotations

import datetime as dt

import pytest

from watcher.assess.upcoming import upcoming
from watcher.extract import extract
from watcher.model.upcoming import Upcoming

TODAY = dt.date(2027, 3, 1)
DAY = dt.date(2027, 5, 3)
ROOT = "https://www.agora.example"


def _found(html: str, language: str = "en") -> tuple[Upcoming, ...]:
    page = f'<html lang="{language}"><body><main><h1>Agora</h1>{html}</main></body></html>'
    return upcoming(extract(page.encode(), "text/html", url=f"{ROOT}/terms", language=language).document, TODAY)


@pytest.mark.parametrize(
    ("language", "html"),
    [
        ("en", 'We’re updating our terms on 3 May 2027. See <a href="/t2">here</a> for what’s coming.'),
        ("en", 'This agreement holds until 3 May 2027. <a href="/t2">The new version</a> can be read now.'),
        ("fr", 'Nous mettons à jour nos conditions le 3 mai 2027. Lire <a href="/t2">la nouvelle version</a>.'),
        ("de", 'Wir ändern unsere Bedingungen zum 3. Mai 2027: <a href="/t2">neue Fassung</a>.'),
        ("es", 'Modificaremos nuestras condiciones el 3 de mayo de 2027: <a href="/t2">nueva versión</a>.'),
        ("it", 'Modificheremo le nostre condizioni il 3 maggio 2027: <a href="/t2">nuova versione</a>.'),
        ("pt", 'Alteraremos os nossos termos em 3 de maio de 2027: <a href="/t2">nova versão</a>.'),
        ("nl", 'We wijzigen onze voorwaarden op 3 mei 2027: <a href="/t2">nieuwe versie</a>.'),
    ],
)
def test_a_text_that_is_to_come_is_found_with_its_day(language: str, html: str) -> None:
    assert [(found.url, found.date) for found in _found(f"<p>{html}</p>", language)] == [(f"{ROOT}/t2", DAY)]


def test_the_address_of_a_preview_needs_no_day() -> None:
    html = '<p><a href="/legal/preview/terms">User Agreement Preview</a></p>'
    assert [(found.url, found.date) for found in _found(html)] == [(f"{ROOT}/legal/preview/terms", None)]


def test_the_day_may_stand_in_the_sentence_before() -> None:
    html = '<p>Changes come on 3 May 2027.</p><p>See the <a href="/legal/preview/terms">updated terms</a>.</p>'
    assert [(found.date, found.quote) for found in _found(html)] == [(DAY, "Changes come on 3 May 2027.")]


@pytest.mark.parametrize(
    "html",
    [
        '<p>We updated our terms on 3 May 2026. See <a href="/t2">here</a> what was new.</p>',  # it holds already
        '<p>We are updating our terms on 3 May 2027. <a href="/help">Ask us</a> when in doubt.</p>',  # another matter
        '<p>Agora shows <a href="/help/link-preview">previews</a> of links.</p>',  # no new terms
        '<p>Write <a href="/contact">here</a> before 3 May 2027 to take part.</p>',  # a day, and no terms
    ],
)
def test_other_links_are_left_alone(html: str) -> None:
    assert _found(html) == ()
