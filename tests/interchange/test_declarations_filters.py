"""Filters in JavaScript are known by their text, or not at all. They are never run."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.interchange.declarations_filters import Filter, read_filter
from watcher.interchange.declarations_script import functions, pieces
from watcher.model.selecting import Range, Selector

HELPER = """
function removeQueryParam(document, queryParam) {
  document.querySelectorAll('a').forEach(el => {
    const href = el.getAttribute('href');
    const params = new URLSearchParams(href);
    if (params.has(queryParam)) { params.delete(queryParam); el.setAttribute('href', params.toString()); }
  });
}
"""


def known(body: str, more: str = "") -> Filter:
    return read_filter("it", "Agora", {"Agora": f"export function it(document) {{\n{body}\n}}\n{more}"})


def removed(found: Filter) -> tuple[Selector, ...]:
    return tuple(selector for effect in found.effects for selector in effect.remove)


def cleaned(found: Filter) -> dict[str, object]:
    return {key: value for effect in found.effects for key, value in effect.clean.items()}


@pytest.mark.parametrize(
    "body",
    [
        "document.querySelectorAll('.x').forEach(element => element.remove());",
        'document.querySelectorAll(".x").forEach((e) => { e.remove(); })',
        "document\n  .querySelectorAll(`.x`) // all of them\n  .forEach(e => e.remove(),)",
    ],
)
def test_elements_that_are_removed_are_selectors_to_remove(body: str) -> None:
    assert removed(known(body)) == (".x",)


def test_statements_follow_one_another() -> None:
    found = known("document.querySelectorAll('.x').forEach(e => e.remove()); document.querySelector('#y').remove();")
    assert removed(found) == (".x", Range("#y", "#y", after_end=True))


@pytest.mark.parametrize(
    "body",
    [
        "document.querySelectorAll('[href=\"#\"]').forEach(link => { link.removeAttribute('href'); });",
        "Array.from(document.querySelectorAll('[href=\"#\"]')).map(link => link.removeAttribute('href'));",
        """const links = document.querySelectorAll('[href="#"]');
        links.forEach(a => { if (a.hasAttribute('href')) { a.removeAttribute('href'); } });""",
    ],
)
def test_links_that_lose_their_address_are_unwrapped(body: str) -> None:
    assert cleaned(known(body)) == {"unwrap_links": ('[href="#"]',)}


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("removeQueryParam(document, 'h');", "h"),
        (
            """document.querySelectorAll('a').forEach(link => {
              const params = new URLSearchParams(link.getAttribute('href'));
              params.delete('h'); link.setAttribute('href', params.toString()); });""",
            "h",
        ),
        (
            """const all = document.querySelectorAll('a');
            all.forEach(a => { a.href = a.href.replace(/utm_[^=]*=[^&]*[&]{0,1}/g, ''); });""",
            "utm_*",
        ),
        (
            r"""const all = document.querySelectorAll('a');
            all.forEach(a => { a.href = a.href.replace(/\?device_id=[^&]*[&]?/, ''); });""",
            "device_id",
        ),
    ],
)
def test_parameters_of_links_are_known_however_they_are_removed(body: str, name: str) -> None:
    assert cleaned(known(body, HELPER)) == {"remove_query_params": (name,)}


def test_a_helper_of_the_same_name_that_does_something_else_makes_the_filter_unknown() -> None:
    other = HELPER.replace("params.delete(queryParam)", "params.delete('x')")
    assert known("removeQueryParam(document, 'h');", other).unknown
    assert known("removeQueryParam(document, 'h');").unknown
    assert known("removeQueryParam(document, '?h=1&x');", HELPER).needless


def test_redirects_beginnings_and_times_are_known() -> None:
    redirect = (
        'const links = document.querySelectorAll(\'[href*="https://l.example/?"],[href*="http://l.example/?"]\');'
        " links.forEach(link => { link.href ="
        r" decodeURIComponent(link.href.replace(/&h=\S*/, '').replace(/(\S*)\?u=(\S*)/, '$2')); });"
    )
    assert cleaned(known(redirect)) == {"unwrap_redirects": {"https://l.example/": "u", "http://l.example/": "u"}}
    assert known(redirect.replace("http://l.example/?", "http://l.example/")).unknown
    rewrite = (
        "const a = 'https://old.example'; const b = 'https://new.example';"
        ' document.querySelectorAll(`a[href^="${a}"]`).forEach(l => { l.href = l.href.replace(a, b); });'
    )
    assert cleaned(known(rewrite)) == {"rewrite_links": {"https://old.example": "https://new.example"}}
    assert known(rewrite.replace("${a}", "${b}")).unknown
    dates = (
        "[...document.querySelectorAll('time')].forEach(t =>"
        " t.parentNode.replaceChild(document.createTextNode(t.getAttribute('datetime')), t));"
    )
    assert cleaned(known(dates)) == {"use_datetime": True}


@pytest.mark.parametrize(
    "body",
    [
        "document.body.innerHTML = document.body.innerHTML.replace(/\\u00A0/g, ' ');",
        """[...document.querySelectorAll("a[href^='/cdn-cgi/l/email-protection']")]
        .forEach(a => { a.innerHTML = 'x'; });""",
        "const icons = document.querySelectorAll('img[src*=\"info\"]'); icons.forEach(i => { i.replaceWith('i'); });",
        """const all = document.querySelectorAll('img'); all.forEach(img => {
        const up = img.parentNode; if (up.tagName === 'A' && !up.text) { up.remove(); } });""",
    ],
)
def test_what_is_done_here_anyway_is_needless(body: str) -> None:
    assert known(body).needless


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("document.querySelectorAll('.x').forEach(e => e.remove()); fetch('/');", "it (it looks for .x)"),
        ("document.querySelectorAll('.x').forEach(e => f.remove());", "it (it looks for .x)"),
        ("document.querySelectorAll('.x' + y).forEach(e => e.remove());", "it (it looks for .x)"),
        ("document.querySelectorAll('.\\x').forEach(e => e.remove());", "it (it looks for '.\\x')"),
        ("document.querySelectorAll('img').forEach(e => e.parentNode.remove());", "it (it looks for img)"),
        ("if (a) { b(); }", "it"),
    ],
)
def test_anything_else_is_not_known_and_told_with_what_it_looks_for(body: str, told: str) -> None:
    assert known(body) == Filter("it", unknown=told)


def test_an_unknown_filter_says_its_comment_or_the_words_of_its_name() -> None:
    script = (
        "// Old helper\nconst x = 1;\n/* Prices blink,\n * so they go. */\n"
        "export const dropPrices = async page => {\n  // inside\n  page.go('}');\n};\n"
        "export function dropAllPrices(document) { go(); }\n"
    )
    assert read_filter("dropPrices", "A", {"A": script}).unknown == "Prices blink, so they go."
    assert read_filter("dropAllPrices", "A", {"A": script}).unknown == "drop all prices"
    assert len(read_filter("it", "A", {"A": f"/* {'long ' * 99}*/ function it(document) {{ go() }}"}).unknown) == 200


def test_a_filter_may_be_handed_on_from_another_service_and_circles_end() -> None:
    scripts = {
        "A": "export { it, other } from './B.filters.js';\n",
        "B": "export function it(document) { document.querySelectorAll('p').forEach(e => e.remove()); }",
        "C": "export { it } from './D.filters.js';",
        "D": "export { it } from './C.filters.js';",
        "E": "export { it } from '../secret/B.filters.js';",
    }
    assert removed(read_filter("it", "A", scripts)) == ("p",)
    assert all(read_filter("it", service, scripts).unknown.startswith("there is no such filter") for service in "CDE")


def test_brackets_in_texts_patterns_and_comments_are_no_brackets() -> None:
    script = (
        "export function one(document) { const a = '}'; const b = /[}/]}/g; /* } */ const c = `}${'}'}`; }\n"
        "export function two(document) { document.querySelector('p').remove(); }"
    )
    assert set(functions(script)) == {"one", "two"}
    assert removed(read_filter("two", "A", {"A": script})) == (Range("p", "p", after_end=True),)


@given(st.text(st.sampled_from("abf(){}[]'\"`/\\*=>;,.$\n 1"), max_size=200))
def test_any_text_is_cut_into_pieces_that_make_it_up_again(text: str) -> None:
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())
    assert all(name for name in functions(text))


@pytest.mark.parametrize("piece", ["/*", "`", "'", "(/", "{", "a=>"])
def test_a_text_made_to_be_slow_is_not(piece: str) -> None:
    begun = time.process_time()
    functions(piece * 60_001)
    assert time.process_time() - begun < 2
