"""Which redirects say that a page has moved for good, and which lead away from it."""

from __future__ import annotations

import datetime as dt

import pytest

from watcher.capture import judge_response
from watcher.capture.moved import moved_to
from watcher.model import Capture, VerdictKind

NOON = dt.datetime(2025, 9, 18, 12, 0, tzinfo=dt.UTC)
PAGE = f"<html><body><main><h1>Privacy</h1><p>{'We use the data that you give to us. ' * 60}</p></main></body></html>"


def came(asked: str, final: str, *statuses: int) -> Capture:
    """A page that came from an address by redirects of these statuses."""
    headers = (("content-type", "text/html"),)
    return Capture(asked, final, NOON, 200, headers, PAGE.encode(), (asked,) * len(statuses), statuses)


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("https://agora.example/privacy", "https://agora.example/legal/privacy"),
        ("https://agora.example/privacy", "https://legal.agora.example/privacy"),
        ("https://agora.example/privacy", "https://forum.example/privacy"),
        ("https://agora.example/help?article=1", "https://agora.example/help?article=2"),
        ("https://agora.example/terms/privacy", "https://agora.example/terms"),
        ("https://agora.example/ai/privacy", "https://agora.example/privacy"),
    ],
)
def test_permanent_redirects_to_another_place_are_a_move(asked: str, final: str) -> None:
    assert moved_to(came(asked, final, 301)) == final
    assert moved_to(came(asked, final, 308, 301)) == final


@pytest.mark.parametrize("statuses", [(), (302,), (307,), (301, 302), (303, 301)])
def test_a_redirect_that_is_not_for_good_is_no_move(statuses: tuple[int, ...]) -> None:
    assert moved_to(came("https://agora.example/privacy", "https://agora.example/legal", *statuses)) is None


@pytest.mark.parametrize(
    "final",
    [
        "https://agora.example/privacy",
        "https://www.agora.example/privacy/",
        "https://AGORA.example/Privacy",
        "https://agora.example/en/privacy",
        "https://agora.example/en-us/privacy/index.html",
        "https://fr.agora.example/privacy",
        "https://agora.example/privacy?utm_source=x&gclid=1&trk=footer",
        "https://agora.example/privacy?lang=en#top",
        "https://agora.example/pri%76acy",
    ],
)
def test_another_way_to_write_the_address_is_no_move(final: str) -> None:
    assert moved_to(came("http://agora.example/privacy", final, 301)) is None


@pytest.mark.parametrize(
    ("final", "kind"),
    [
        ("https://agora.example/", VerdictKind.OTHER_DOCUMENT),
        ("https://www.agora.example/en/", VerdictKind.OTHER_DOCUMENT),
        ("https://agora.example/index.html?utm_source=old", VerdictKind.OTHER_DOCUMENT),
        ("https://agora.example/error/404", VerdictKind.GONE),
        ("https://agora.example/maintenance", VerdictKind.MAINTENANCE),
        ("https://privacy.agora.example/", VerdictKind.GOOD),
        ("https://agora.example/legal", VerdictKind.GOOD),
    ],
)
def test_a_redirect_away_from_the_page_is_seen_by_its_address(final: str, kind: VerdictKind) -> None:
    assert judge_response(came("https://agora.example/privacy", final, 302)).kind is kind


def test_a_page_that_is_a_home_page_may_be_redirected_to_itself() -> None:
    assert judge_response(came("http://agora.example/", "https://agora.example/en", 301)).good
