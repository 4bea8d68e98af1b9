"""A text that is to come stands in the comparison of the site while it is, and its history stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.site.making import build, capture, day, open_archive, target, terms
from watcher.check.record import close
from watcher.config import Ahead

_COMING = "agora/terms-upcoming"


def test_a_text_that_was_to_come_leaves_the_comparison_and_can_still_be_read(tmp_path: Path) -> None:
    archive, watched = open_archive(tmp_path), target(tmp_path, "agora/terms", "Agora", "Terms")
    coming = replace(watched, id=_COMING, title="Terms (upcoming)", ahead=Ahead(watched, None, "New terms come."))
    capture(archive, watched, day(2, 3), terms("two years"), "text/markdown")
    capture(archive, coming, day(2, 4), terms("three years"), "text/markdown")
    out = tmp_path / "site"
    build(archive, out)
    assert _COMING in _matrix(out)
    assert close(archive, _COMING)
    assert close(archive, _COMING) == ""
    build(archive, out)
    assert "agora/terms/" in _matrix(out)
    assert _COMING not in _matrix(out)
    assert _COMING in (out / "index.html").read_text("utf-8")
    own = (out / "documents" / _COMING / "index.html").read_text("utf-8")
    assert "it is announced no more: it has come, or was withdrawn" in own
    assert (out / "documents" / _COMING / "text.html").is_file()


def _matrix(out: Path) -> str:
    return (out / "facts.html").read_text("utf-8").split('<table class="matrix">')[1].split("</table>")[0]
