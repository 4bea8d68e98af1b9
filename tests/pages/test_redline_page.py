"""The redline in a browser: nothing to object to, by eye, by ear, by keyboard, with and without its script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.pages.harness import DESKTOP, PHONE, Scheme, address_of, in_chromium, mended, opened, violations
from tests.report.stories import AGORA, FACT_CHANGES, NEW_TIME, OLD_TIME, announcement, comparison
from watcher.compare import compare
from watcher.model import Assessment, Block, BlockKind, Document, Section, Sentence
from watcher.report import Language, RedlineHead, redline_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

T = TypeVar("T")
HEAD = RedlineHead(AGORA, OLD_TIME, NEW_TIME, facts=FACT_CHANGES)


def made(language: Language = "en", *, whole: bool = False) -> str:
    return redline_html(comparison(), announcement(), HEAD, language, whole=whole)


def in_tab(work: Callable[[Page], T], width: int = DESKTOP, html: str = "") -> T:
    """What `work` sees in a tab with the redline."""
    with address_of(html or made()) as address:

        def visit(browser: Browser) -> T:
            with opened(browser, address, width) as tab:
                tab.emulate_media(reduced_motion="reduce")  # a page that scrolls slowly is not where it will be
                return work(tab)

        return in_chromium(visit)


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("en", DESKTOP, "light"), ("fr", DESKTOP, "dark"), ("fr", PHONE, "light"), ("en", PHONE, "dark")],
)
def test_there_is_nothing_to_object_to(language: Language, width: int, scheme: Scheme) -> None:
    assert violations(made(language, whole=width == DESKTOP), width, scheme, language, alone=True) == []


def table() -> str:
    """A page with a table, whose cells are wide, and a list of one item."""
    cell = "Datenschutzgrundverordnungsfolgenabschätzungspflichten"

    def document(last: str) -> Document:
        cells = [Block(BlockKind.CELL, (Sentence(f"{cell} {n}"),), depth=n % 4) for n in range(8)]
        blocks = (*cells, Block(BlockKind.CELL, (Sentence(last),)), Block(BlockKind.ITEM, (Sentence("An item"),)))
        return Document("T", "de", (Section(Sentence("Tafel"), 2, blocks),))

    found = compare(document("Wir fragen zuerst."), document("Wir fragen später."))
    return redline_html(found, Assessment(), HEAD, "en")


def test_a_wide_table_scrolls_by_itself() -> None:
    assert violations(table(), PHONE, alone=True) == []


def test_no_browser_has_to_mend_it() -> None:
    assert [mended(html) for html in (made(whole=True), table())] == [[], []]


def test_every_link_on_the_page_leads_to_a_place_on_it() -> None:
    broken = """[...document.querySelectorAll('a[href^="#"]')].filter(a => !document.querySelector(a.hash)).length"""
    twice = (
        "[...document.querySelectorAll('[id]')].filter(e => document.querySelectorAll('#' + e.id).length > 1).length"
    )
    assert in_tab(lambda tab: [tab.evaluate(broken), tab.evaluate(twice)]) == [0, 0]


FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e),
  shown = e.type == 'radio' ? getComputedStyle(document.querySelector(`label[for=${e.id}]`)) : s;
  return [e.getAttribute('href') || e.id || e.type || e.tagName, shown.outlineStyle != 'none'] }"""


def test_the_tab_key_reaches_everything_in_reading_order_and_shows_where_it_is() -> None:
    def walk(tab: Page) -> list[list[object]]:
        seen = []
        for _ in range(18):
            tab.keyboard.press("Tab")
            seen.append(tab.evaluate(FOCUSED))
        return seen

    seen = in_tab(walk)
    assert [name for name, _ in seen] == [
        "#document", AGORA.url, "https://agora.example/settings/ai-improvement", "#f1", "#f2", "#f3", "checkbox",
        "inline", "#c1", "#m1", "#c2", "#c3", "#c4", "#c5", "#w1", "SUMMARY", "BODY", "#document",
    ]  # fmt: skip
    assert [name for name, visible in seen if not visible and name != "BODY"] == []


def test_the_skip_link_leads_past_the_findings() -> None:
    def skip(tab: Page) -> object:
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        return tab.evaluate(FOCUSED)[0]

    assert in_tab(skip) == "checkbox"


def test_keys_go_from_change_to_change_and_can_be_switched_off() -> None:
    def walk(tab: Page) -> list[object]:
        seen = []
        for key in ("n", "j", "n", "p", "k", "k", "p", "n", "Control+n", "x"):
            tab.keyboard.press(key)
            seen.append(tab.evaluate(FOCUSED)[0])
        top = tab.evaluate("document.activeElement.getBoundingClientRect().top")
        assert 0 <= top < 900
        tab.uncheck("#keys input")
        tab.keyboard.press("n")
        return [*seen, tab.evaluate(FOCUSED)[0]]

    assert in_tab(walk) == ["#c1", "#c2", "#c3", "#c2", "#c1", "#c5", "#c4", "#c5", "#c5", "#c5", "checkbox"]


def test_the_keys_begin_where_the_reader_is() -> None:
    def scroll(tab: Page) -> object:
        tab.evaluate("document.querySelector('#c2 .new').scrollIntoView()")
        tab.keyboard.press("n")
        return tab.evaluate(FOCUSED)[0]

    assert in_tab(scroll, width=PHONE) == "#c3"


def test_side_by_side_by_keyboard() -> None:
    def switch(tab: Page) -> list[object]:
        tab.focus("#inline")
        before = [tab.is_visible("#c2 .old"), tab.is_visible("#c2 .new del >> nth=0")]
        tab.keyboard.press("ArrowRight")
        boxes = [tab.locator(f"#c2 {cell}").bounding_box() for cell in (".old", ".new")]
        assert boxes[0]
        assert boxes[1]
        beside = boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] and boxes[0]["y"] == boxes[1]["y"]
        return [before, beside, tab.is_visible("#c2 .new del >> nth=0")]

    assert in_tab(switch) == [[False, True], True, False]
    chosen = made().replace('id="inline" checked', 'id="inline"').replace('id="side"', 'id="side" checked')
    assert violations(chosen, alone=True) == []


def test_a_note_stands_in_the_margin_or_below_its_sentence() -> None:
    def places(tab: Page) -> list[tuple[float, float, float, float]]:
        boxes = [tab.locator(f".hit:has(#f1) {name}").bounding_box() for name in ("#f1", ".q")]
        return [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes if box]

    note, sentence = in_tab(places)
    assert note[0] >= sentence[2]
    assert note[1] == pytest.approx(sentence[1], abs=20)
    note, sentence = in_tab(places, width=PHONE)
    assert note[1] >= sentence[3]


def test_the_page_is_complete_without_its_script() -> None:
    def visit(tab: Page) -> list[object]:
        tab.check("#side", force=True)
        return [tab.is_visible("#keys"), tab.is_visible("#c2 .old"), tab.is_visible("#f1")]

    bare = made().replace("<script>", '<script type="text/plain">')
    assert in_tab(visit, html=bare) == [False, True, True]


def test_nothing_moves_for_who_wants_no_motion() -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"

    def both(tab: Page) -> list[object]:
        seen = [tab.evaluate(behaviour)]
        tab.emulate_media(reduced_motion="no-preference")
        return [*seen, tab.evaluate(behaviour)]

    assert in_tab(both) == ["auto", "smooth"]


def test_print_has_all_findings_and_no_controls() -> None:
    def printed(tab: Page) -> list[object]:
        tab.emulate_media(media="print", color_scheme="dark")
        ground = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        last = tab.locator("nav li").last
        shown = last.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
        return [tab.is_visible(".no"), tab.is_visible(".pick"), ground, shown]

    many = announcement()
    many = Assessment(many.findings * 4)
    html = redline_html(comparison(), many, HEAD, "en")
    assert in_tab(printed, html=html) == [False, False, "rgb(255, 255, 255)", True]
