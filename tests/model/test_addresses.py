"""Which addresses lead to one and the same page."""

from __future__ import annotations

from watcher.model.addresses import same_but_for_query


def test_an_address_that_no_browser_would_open_is_the_same_as_itself_only() -> None:
    assert same_but_for_query("http://[agora/", "http://[agora/")
    assert not same_but_for_query("http://[agora/", "http://[agora/?lang=en")
