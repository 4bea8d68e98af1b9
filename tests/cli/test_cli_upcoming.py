"""Terms that are to come, as commands show them: while they are watched, and when they have come."""

from __future__ import annotations

from tests.cli.program import AFTER, BEFORE, Program, Reply, Site, page

_BANNER = "<p>We are updating this notice on 3 May 2099. See <a href='/preview/privacy'>what is coming</a>.</p>"
_COMING = "example/privacy-upcoming"


def test_terms_that_are_to_come_can_be_named_until_they_came(site: Site, watcher: Program) -> None:
    site.pages["/privacy"] = Reply(page(f"{BEFORE}</p>{_BANNER}<p>"))
    site.pages["/preview/privacy"] = Reply(page(AFTER))
    watcher.watch(f"example/privacy {site.url}/privacy")
    assert _COMING in watcher("check").out
    shown = watcher("status")
    assert shown.code == 0
    assert shown.out.splitlines()[2].startswith(f"{_COMING}  ")
    assert shown.out.splitlines()[2].endswith("  to come on 2099-05-03")
    assert shown.out.splitlines()[-1] == "1 target, 1 text to come, 0 unwell; no daemon running."
    assert [row["upcoming_of"] for row in watcher("status", "--json").rows] == [None, "example/privacy"]
    again = watcher("check", "privacy-upcoming", "--json").rows
    assert [(row["target"], row["outcome"]) for row in again] == [(_COMING, "unchanged")]
    assert len(watcher("status", _COMING, "--json").rows) == 1
    assert _facts(watcher) == ["example/privacy", _COMING]

    site.pages["/privacy"] = Reply(page(AFTER))
    assert f"{_COMING}  unchanged  no longer announced" in watcher("check").out
    assert _facts(watcher) == ["example/privacy"]
    assert [row["target"] for row in watcher("facts", _COMING, "--json").rows] == [_COMING]
    assert _COMING not in watcher("status").out
    assert len(watcher("history", _COMING, "--json").rows) == 2
    gone = watcher("check", _COMING)
    assert gone.code == 2
    assert "example/privacy announces no text that is to come; " in gone.message
    assert f"`watcher history {_COMING}`" in gone.message


def test_a_text_that_cannot_be_read_yet_is_shown_and_makes_nobody_unwell(site: Site, watcher: Program) -> None:
    site.pages["/privacy"] = Reply(page(f"{BEFORE}</p>{_BANNER}<p>"))
    watcher.watch(f"example/privacy {site.url}/privacy")
    watcher("check")
    shown = watcher("status")
    assert shown.code == 0
    assert "  to come; " in shown.out.splitlines()[2]
    assert watcher("check", "other-upcoming").message.startswith("no target 'other' in ")


def _facts(watcher: Program) -> list[str]:
    return [row["target"] for row in watcher("facts", "--json").rows]
