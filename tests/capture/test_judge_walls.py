"""The corpus of walls and of pages that only look like one, page by page (tests/capture/walls)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from bench.wall_pages import FOLDER, HTML, WallPage, earlier_version, target, wall_pages
from watcher.capture import judge_response
from watcher.capture.ending import cut_off
from watcher.check.examine import examine
from watcher.model import Capture, VerdictKind

PAGES = list(wall_pages())
WALLS = [page for page in PAGES if page.half != "good"]
GOOD = [page for page in PAGES if page.half == "good"]
TOLD = [page for page in WALLS if page.half == "seen"]


def name(page: WallPage) -> str:
    return page.name


def test_every_page_of_the_corpus_is_in_the_manifest() -> None:
    assert {f"{page.half}/{page.name}.html" for page in PAGES} == {
        str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*.html")
    }


def test_the_corpus_has_walls_of_all_kinds_in_all_seven_languages() -> None:
    assert {page.language for page in WALLS} == set("en fr de es it pt nl".split())
    assert {page.kind for page in WALLS} == {
        VerdictKind.BLOCKED,
        VerdictKind.LOGIN_WALL,
        VerdictKind.CONSENT_WALL,
        VerdictKind.ERROR_PAGE,
        VerdictKind.MAINTENANCE,
        VerdictKind.GONE,
        VerdictKind.EMPTY,
        VerdictKind.OTHER_DOCUMENT,
    }
    assert len(WALLS) >= 60


@pytest.mark.parametrize("page", WALLS, ids=name)
def test_a_wall_is_no_first_version(page: WallPage) -> None:
    for status in (None, 200):
        examined = page.examined(status)
        assert examined.document is None
        assert examined.verdict.reason


@pytest.mark.parametrize("page", TOLD, ids=name)
def test_a_wall_is_called_what_it_is(page: WallPage) -> None:
    expected = {page.kind, VerdictKind.EMPTY} if page.name == "client-exception-en" else {page.kind}
    assert page.examined().verdict.kind in expected


def test_no_wall_counts_after_a_version() -> None:
    before = earlier_version()
    assert [page.name for page in WALLS if page.examined(200, before).document is not None] == []


@pytest.mark.parametrize("page", GOOD, ids=name)
def test_a_page_that_only_looks_like_a_wall_is_the_page(page: WallPage) -> None:
    assert page.examined().verdict.reason == ""
    assert page.examined().document is not None


def test_a_page_of_few_words_counts_where_somebody_named_its_text() -> None:
    body = (
        b"<html><body><main><h1>Opening hours</h1><p>" + b"Open on Mondays from nine to five. " * 5 + b"</p></main>"
    )
    noon = dt.datetime(2025, 9, 18, 12, tzinfo=dt.UTC)
    hours = target("en")
    capture = Capture(hours.url, hours.url, noon, 200, (("content-type", HTML),), body)
    refused = examine(capture, hours, None, "").verdict
    assert refused.kind is VerdictKind.EMPTY
    assert refused.reason == (
        "the page holds only 37 words and none that a policy or its help page has;"
        " if it is the page all the same, name its text in the target's selectors"
    )
    assert examine(capture, dataclasses.replace(hours, select=("main",)), None, "").verdict.good
    assert examine(capture, dataclasses.replace(hours, language="pl"), None, "").verdict.good


def said(status: int, body: str) -> tuple[VerdictKind, str]:
    noon = dt.datetime(2025, 9, 18, 12, tzinfo=dt.UTC)
    url = "https://agora.example/privacy"
    verdict = judge_response(Capture(url, url, noon, status, (("content-type", HTML),), body.encode()))
    return verdict.kind, verdict.reason


def test_what_comes_with_an_error_says_more_than_its_status() -> None:
    assert said(503, "<h1>Down for maintenance</h1>") == (
        VerdictKind.MAINTENANCE,
        'agora.example: the site is down for maintenance ("down for maintenance") (status 503)',
    )
    kind, reason = said(403, "<h1>This page is not available in your country</h1>")
    assert kind is VerdictKind.BLOCKED
    assert reason == (
        "agora.example: the site does not serve the country from which we ask"
        ' ("this page is not available in your country") (status 403)'
    )
    assert said(403, "<h1>Nothing to tell</h1>") == (VerdictKind.BLOCKED, "agora.example refuses to serve us (403)")
    assert said(404, "<h1>Down for maintenance</h1>")[0] is VerdictKind.GONE


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        (b"<html><body><div><p>We use</p></div></body></html>", False),
        (b"<html><body><div><p>We use", True),
        (b"<html><body><main><p>We use</p><a hre", True),
        (b"<HTML><BODY><DIV><P>We use", True),
        (b"<html><head><title>x</title><body><p>We use<p>We keep", False),
        (b"<html><body><div>We use</div><!-- cached -->", False),
        (b"<p>a fragment <div>of a page", False),
        (b"<html><body><script>var a = 1", True),
        (b"<html><body><div>We use</body>\n<!-- late -->", False),
        (b"", False),
    ],
)
def test_a_cut_page_is_known_by_what_it_leaves_open(body: bytes, cut: bool) -> None:  # noqa: FBT001
    assert cut_off(body) is cut
