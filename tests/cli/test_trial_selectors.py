"""Which selectors are offered for a page, and what two looks at it have in common."""

from __future__ import annotations

import datetime as dt

from watcher.check.trial import Trial, inspect, stability
from watcher.config import Schedule, Target
from watcher.model import Capture

WORDS = "We explain here how the data of our members is used, stored and shared. "
TARGET = Target(
    id="example/page", platform="Example", title="Page", url="https://example.org/", select=(), remove=(),
    schedule=Schedule(dt.timedelta(hours=6)), language="en", topics=("ai-training",), delay=dt.timedelta(0),
    timeout=dt.timedelta(seconds=5), max_bytes=1_000_000, robots_override=None, allow_private_addresses=False,
)  # fmt: skip


def trial(body: str) -> Trial:
    page = f"<!doctype html><html lang='en'><body>{body}</body></html>".encode()
    headers = (("content-type", "text/html"),)
    return inspect(
        Capture(TARGET.url, TARGET.url, dt.datetime(2025, 9, 18, tzinfo=dt.UTC), 200, headers, page), TARGET
    )


def suggested(body: str) -> list[tuple[str, int]]:
    return [(each.selector, round(each.share * 100)) for each in trial(body).suggested]


def test_the_part_with_the_text_comes_before_the_part_around_it() -> None:
    menu = "<nav>" + "<a href='/x'>Another page of ours</a> " * 20 + "</nav>"
    links = "<ul>" + "<li><a href='/y'>Something else to read</a></li>" * 10 + "</ul>"
    body = f"{menu}<div class='content'>{links}<article><p>{WORDS * 10}</p></article></div>"
    assert suggested(body) == [("article", 100), (".content", 100)]


def test_the_pages_own_names_are_offered_where_they_are_unmistakable() -> None:
    body = (
        f"<div class='css-1x2y3z kohLxz pt-header app'><div id='policy-text'><p>{WORDS}</p><p>{WORDS}</p></div></div>"
    )
    assert suggested(body) == [("#policy-text", 100), (".app", 100)]


def test_a_part_that_loses_half_of_the_text_is_not_offered() -> None:
    assert suggested(f"<article><p>{WORDS}</p></article><div><p>{WORDS * 3}</p></div>") == []


def test_a_page_without_text_gets_no_offer() -> None:
    assert suggested("<script>let x = 1</script>") == []


def test_two_looks_with_the_same_words_are_stable_whatever_the_markup() -> None:
    found = stability(trial(f"<main><p>{WORDS * 3}</p></main>"), trial(f"<main><p><b>{WORDS * 3}</b></p></main>"))
    assert found is not None
    assert (found.same_words, found.changes) == (True, ())


def test_two_looks_with_other_words_say_which() -> None:
    first, second = (trial(f"<main><p>{WORDS * 3}</p><p>{count} people read this.</p></main>") for count in (12, 15))
    found = stability(first, second)
    assert found is not None
    assert not found.same_words
    (change,) = found.changes
    assert change.before is not None
    assert change.before.text == "12 people read this."
