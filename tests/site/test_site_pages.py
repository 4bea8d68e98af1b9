"""The pages in a real Chromium: by eye, by ear, by keyboard, with and without scripts, from a disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.pages.harness import DESKTOP, PHONE, Scheme, in_chromium, mended, opened, violations
from tests.site.conftest import Made
from tests.site.making import build, capture, day, open_archive, target

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

T = TypeVar("T")
FAQ = "documents/agora/ai-faq/index.html"
REDLINE = "documents/agora/ai-faq/2025-09-18T12-34-39Z.html"
TERMS = "documents/hostile/terms/index.html"


def tab(file: Path, work: Callable[[Page], T], state: str = "") -> T:
    """What `work` sees in a tab with the page."""

    def visit(browser: Browser) -> T:
        with opened(browser, file.as_uri() + state) as page:
            page.emulate_media(reduced_motion="reduce")
            return work(page)

    return in_chromium(visit)


@pytest.mark.parametrize(
    ("path", "width", "scheme", "language"),
    [
        ("index.html#topic=ai-training", DESKTOP, "light", "en"),
        ("index.html", PHONE, "dark", "fr"),
        (TERMS, DESKTOP, "dark", "en"),
        (FAQ, PHONE, "light", "fr"),
        ("facts.html", PHONE, "dark", "fr"),
        ("search/index.html#q=train+data", DESKTOP, "light", "en"),
        ("documents/hostile/terms/text.html", PHONE, "light", "en"),
        (REDLINE, PHONE, "dark", "en"),
    ],
)
def test_there_is_nothing_to_object_to(made: Made, path: str, width: int, scheme: Scheme, language: str) -> None:
    file, _, state = path.partition("#")
    folder = made.french if language == "fr" else made.site
    assert violations(f"{(folder / file).as_uri()}#{state}", width, scheme, language) == []


def test_french_pages_are_in_french(made: Made) -> None:
    home = (made.french / "index.html").read_text("utf-8")
    assert "Moins de protection pour vous" in home
    assert "3 documents · 4 changements" in home


def test_a_redline_leads_back_into_the_site_and_the_one_in_the_folder_stays_alone(made: Made) -> None:
    def walk(page: Page) -> list[str]:
        nav = page.get_by_role("navigation", name="Pages of this site")
        nav.get_by_role("link", name="Agora · AI: your questions").click()
        seen = [page.inner_text("h1")]
        page.go_back()
        nav.get_by_role("link", name="Changes").click()
        return [*seen, page.inner_text("h1")]

    assert tab(made.site / REDLINE, walk) == ["AI: your questions", "Changes"]
    name = REDLINE.rpartition("/")[2]
    alone = (made.data / "snapshots" / "agora" / "ai-faq" / "changes" / name).read_bytes()
    assert b"Pages of this site" not in alone
    shown = (made.site / REDLINE).read_bytes()
    policy = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
    assert policy.findall(shown) == policy.findall(alone)
    assert re.sub(rb"<nav class=.*</nav>\n", b"", shown, count=1) == alone


def test_a_redline_is_in_one_language_whatever_the_site_is_in(made: Made) -> None:
    text = (made.french / REDLINE).read_text("utf-8")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert 'aria-label="Pages of this site"' in text
    hostile = next((made.site / TERMS).parent.glob("20*.html")).read_text("utf-8")
    assert "<script>alert(1)" not in hostile


def test_headings_of_a_text_go_down_in_order_whatever_it_has(tmp_path: Path) -> None:
    archive, watched = open_archive(tmp_path), target(tmp_path, "agora/terms", "Agora", "Terms")
    said = "We show the posts of members to those whom they choose, and to nobody else, for as long as they want."
    body = f"## Terms\n\n{said}\n\n#### Posts\n\n{said}\n\n# Law\n\n{said}\n".encode()
    capture(archive, watched, day(2, 3), body, "text/markdown")
    build(archive, tmp_path / "site")
    text = (tmp_path / "site/documents/agora/terms/text.html").read_text("utf-8")
    assert re.findall(r"<(h\d) id=\"(L\d+)", text) == [("h2", "L1"), ("h3", "L5"), ("h2", "L9")]


@pytest.mark.parametrize("path", ["facts.html", "documents/hostile/terms/text.html"])
def test_the_html_needs_no_mending(made: Made, path: str) -> None:
    assert mended((made.site / path).read_text("utf-8")) == []


def test_page_text_never_becomes_a_script(made: Made) -> None:
    def read(page: Page) -> tuple[str, int, str]:
        page.click("#comparison button")
        page.wait_for_selector("#difference ins")
        active = "script:not([src]), main script, main img, [onerror]"
        return page.title(), page.locator(active).count(), page.inner_text("#difference")

    title, active, text = tab(made.site / TERMS, read)
    assert title.startswith("Terms </title><script>alert(1)</script>")
    assert active == 0
    assert '<script>document.title = "owned"</script>' in text


def test_the_filters_find_what_fits(made: Made) -> None:
    def count(page: Page) -> list[str]:
        seen = []
        for field, value in (("topic", "ai-training"), ("platform", "Linkwell"), ("since", "2025-10-06")):
            if field == "since":
                page.fill(f"#{field}", value)
            else:
                page.select_option(f"#{field}", value)
            page.locator("#count", has_not_text="…").wait_for()
            seen.append(page.inner_text("#count"))
        page.click("button[type=reset]")
        page.wait_for_selector("#newest", state="visible")
        return [*seen, page.url.partition("#")[2]]

    assert tab(made.site / "index.html", count) == ["2 changes", "1 change", "No change fits.", ""]


def test_a_filter_can_be_linked(made: Made) -> None:
    def read(page: Page) -> tuple[str, list[str]]:
        page.wait_for_selector("#found li")
        return page.input_value("#severity"), page.locator("#found .said").all_inner_texts()

    severity, said = tab(made.site / "index.html", read, "#severity=high&direction=weaker")
    assert severity == "high"
    assert [text.split(" ")[0] for text in said] == ["Linkwell", "Agora"]


def test_what_a_script_lists_looks_like_what_the_page_lists(made: Made) -> None:
    def both(page: Page) -> tuple[str, str]:
        static = page.inner_html("#newest")
        page.fill("#since", "2000-01-01")
        page.wait_for_selector("#found li")
        return static, page.inner_html("#found")

    static, listed = tab(made.site / "index.html", both)
    assert listed.replace("\n", "") == static.replace("\n", "")


def test_search_finds_sentences_by_the_beginnings_of_words(made: Made) -> None:
    def search(page: Page) -> list[tuple[str, int]]:
        found = []
        for query in ("prof post", "tokyo", "ete naivete", "東京", "finan", "x", "nowhere"):
            page.fill("#query", query)
            page.press("#query", "Enter")
            page.locator("#status", has_not_text="…").wait_for()
            if page.locator(".hits").count():
                page.wait_for_selector(".hits li")
            found.append((page.inner_text("#status"), page.locator(".hits mark").count()))
        return found

    found = tab(made.site / "search/index.html", search)
    assert found[0][0] == "1 document · 1 change"
    assert found[0][1] >= 2
    assert found[1:] == [
        ("Nothing has all these words.", 0),
        ("1 document", 2),
        ("1 document", 1),
        ("1 document", 1),
        ("Write at least two letters.", 0),
        ("Nothing has all these words.", 0),
    ]


@pytest.mark.parametrize(("width", "language"), [(PHONE, "en"), (PHONE, "fr"), (DESKTOP, "en")])
def test_a_choice_of_a_version_shows_its_commit_whole(made: Made, width: int, language: str) -> None:
    """As wide as it would be if it had all the room that its text wants."""

    def measure(page: Page) -> list[float]:
        page.set_viewport_size({"width": width, "height": 800})
        room: list[float] = page.locator("#comparison select").evaluate_all(
            "all => all.map(e => { const had = e.clientWidth; e.style.width = 'max-content'; "
            "e.style.maxWidth = 'none'; return had - e.clientWidth; })"
        )
        return room

    folder = made.french if language == "fr" else made.site
    spare = tab(folder / FAQ, measure)
    assert len(spare) == 2
    assert min(spare) >= 0


def test_a_hit_leads_to_its_sentence(made: Made) -> None:
    def follow(page: Page) -> str:
        page.click(".hits a")
        page.wait_for_selector(":target")
        return page.inner_text(":target")

    assert tab(made.site / "search/index.html", follow, "#q=naivete").startswith("Été, naïveté")


def test_everything_can_be_reached_by_keyboard(made: Made) -> None:
    def walk(page: Page) -> list[str]:
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.className")
        page.keyboard.press("Enter")
        seen = [first]
        for _ in range(60):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate("document.activeElement.id || document.activeElement.getAttribute('href') || ''")
            )
            if seen[-1] == "new":
                page.keyboard.press("Tab")
                page.keyboard.press("Enter")
                page.wait_for_selector("#difference ins")
                break
        return [*seen, page.inner_text("#status")]

    seen = tab(made.site / FAQ, walk)
    assert seen[0] == "skip"
    assert "2025-09-18T12-34-39Z.html" in seen
    assert seen[-2] == "new"
    assert seen[-1].startswith("Sentences: ")
    assert "added" in seen[-1]


def test_without_scripts_there_is_everything_but_filters(made: Made) -> None:
    home, document = ((made.site / path).read_text("utf-8") for path in ("index.html", FAQ))
    assert '<form id="filters" hidden' in home
    assert all(f'href="changes/{name}.html"' in home for name in ("2026", "2026-01", "2025", "2025-10", "2025-09"))
    assert home.count("<li class=") == 4
    assert '<form id="comparison"' in document
    assert "watcher diff agora/ai-faq OLD NEW" in document
    assert (made.site / "documents/agora/ai-faq/2025-09-18T12-34-39Z.html").read_text("utf-8").startswith("<!DOCTYPE")
    assert "git grep" in (made.site / "search/index.html").read_text("utf-8")


def test_the_drawings_say_what_their_tables_say(made: Made) -> None:
    def read(page: Page) -> tuple[list[str], int, list[str]]:
        names = page.locator("svg[role=img]").evaluate_all(
            "all => all.map(svg => document.getElementById(svg.getAttribute('aria-labelledby')).textContent)"
        )
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        rows = page.locator("details").last.locator("tbody tr").all_inner_texts()
        return names, page.locator("svg[role=img] rect").count(), rows

    names, rects, rows = tab(made.site / "facts.html", read)
    assert names[0].startswith("How many documents give which answer about AI training, 3 February 2025")
    assert names[1].startswith("The answers of ")
    assert rects == len(rows)
    assert any("18 Sep 2025" in row and "yes, unless you object" in row for row in rows)
