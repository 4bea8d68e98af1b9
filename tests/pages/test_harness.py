"""The harness sees what it is there to see: a test that cannot fail proves nothing."""

from __future__ import annotations

import pytest

from tests.pages.harness import PHONE, mended, violations

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>A page</title>'
    '<meta name="viewport" content="width=device-width">{policy}</head>'
    "<body><main><h1>A page</h1><p>Text.</p>{fault}</main></body></html>"
)
FAULTS = {
    '<p style="color:#aaa">Pale.</p>': "axe: color-contrast",
    "<h3>Too deep</h3>": "axe: heading-order",
    "<p style='display:flex'><a href=#>x</a><a href=#>y</a></p>": "axe: target-size",
    "<script>nothing.here()</script>": "script: nothing is not defined",
    "<script>console.error('oh')</script>": "console: oh",
    "<img alt='' src='http://127.0.0.1:9/x'>": "request: http://127.0.0.1:9/x",
    "<div style='width:60rem'>Wide.</div>": "wider than the window",
}


@pytest.fixture(scope="module")
def seen() -> list[str]:
    """What is said of a page that has all of them."""
    return violations(PAGE.format(policy="", fault="".join(FAULTS)), PHONE, language="fr")


def test_a_good_page_has_none() -> None:
    assert violations(PAGE.format(policy="", fault=""), alone=True) == []


@pytest.mark.parametrize("line", [*FAULTS.values(), "language: 'en', not 'fr'"])
def test_each_fault_is_named(seen: list[str], line: str) -> None:
    assert [found for found in seen if found.startswith(line)]


def test_a_breach_of_the_policy_is_named() -> None:
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    found = violations(PAGE.format(policy=policy, fault="<script>1</script>"))
    assert "policy: script-src-elem inline" in found


def test_what_a_browser_mends_is_named() -> None:
    assert mended(PAGE.format(policy="", fault="<ul><li>x</li></ul>")) == []
    assert mended(PAGE.format(policy="", fault="<p><b>x</p>")) == ["+ </b>"]
