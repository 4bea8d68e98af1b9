"""Facts are stored with the version that they are read from; an archive that has none gets them at the next check."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from pathlib import Path

import pytest

from tests.archive.making import git
from tests.check.test_record import FAQ, Desk
from tests.check.test_record import page as page_with
from watcher.archive import Archive, Stored
from watcher.check.facts import facts_stored
from watcher.check.manners import request
from watcher.model import FactChange, FactName, Outcome
from watcher.state import TargetState

KEPT = "We do not use your data to train AI models."
USED = (
    "We use your posts to train AI models. The setting is on by default. "
    "You can opt out of AI training in your settings."
)
FRENCH = (
    "<html lang=fr><title>Questions</title><body><main><h1>Questions des membres</h1>"
    "<p>Nous utilisons vos publications pour entraîner nos modèles d’IA.</p>"
    + "".join(f"<p>Le paragraphe {n} dit comment les membres se trouvent et s’écrivent.</p>" for n in range(12))
    + "</main></body></html>"
).encode()


def page(promise: str, *, more: int = 12) -> bytes:
    """A page on which nothing else speaks of AI."""
    return page_with(promise, "", more=more)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def newest(archive: Archive) -> Stored:
    stored = archive.latest("agora/faq")
    assert stored is not None
    return stored


def answers(stored: Stored) -> dict[str, tuple[str, ...]]:
    return {fact.name.value: fact.values for fact in facts_stored(stored)}


def without_facts(desk: Desk, facts: object = ...) -> Archive:
    """The archive as an earlier program left it: capture.json without facts, or with others."""
    file = desk.archive.root / "agora/faq/capture.json"
    content = json.loads(file.read_text("utf-8"))
    del content["facts"]
    if facts is not ...:
        content["facts"] = facts
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
    git(desk.archive.root, "commit", "-q", "-a", "-m", "As it was")
    state = desk.archive.root.parent / "state"
    desk.archive = Archive.open(desk.archive.root, state_dir=state, now=desk.hands)
    return desk.archive


def test_the_facts_of_a_version_are_in_its_capture_file_with_their_lines(desk: Desk) -> None:
    desk.take(page(USED))
    stored = newest(desk.archive)
    assert stored.meta.facts is not None
    by_name = {fact.name: fact for fact in stored.meta.facts}
    assert by_name[FactName.TRAINS].values == ("unless-you-object",)
    assert by_name[FactName.DEFAULT].values == ("on",)
    lines = stored.text.split("\n")
    for fact in stored.meta.facts:
        assert lines[fact.line - 1] == fact.quote.text
    content = json.loads((desk.archive.root / "agora/faq/capture.json").read_text("utf-8"))
    assert content["facts"][0] == {
        "name": "trains",
        "values": ["unless-you-object"],
        "quote": "We use your posts to train AI models.",
        "section": ["FAQ for members", "Your posts"],
        "line": 5,
    }


def test_a_change_of_facts_is_stored_with_the_alert_and_shown_in_its_files(desk: Desk) -> None:
    desk.take(page(KEPT))
    recorded = desk.take(page(USED))
    assert recorded.alert is not None
    (alert,), _ = desk.archive.alerts_since(None)
    assert alert.facts == recorded.alert.facts
    assert FactChange(FactName.TRAINS, ("no",), ("unless-you-object",)) in alert.facts
    assert FactChange(FactName.DEFAULT, (), ("on",)) in alert.facts
    folder = desk.archive.root / "agora/faq"
    line = "AI training on users' data: no → yes, unless you object"
    assert line in (folder / "CHANGES.md").read_text("utf-8")
    assert line.replace("'", "&#x27;") in (desk.archive.root / alert.redline).read_text("utf-8")
    stored = json.loads((desk.archive.root / alert.redline).with_suffix(".json").read_text("utf-8"))
    assert {"name": "trains", "before": ["no"], "after": ["unless-you-object"]} in stored["facts"]


def test_a_change_that_answers_no_question_otherwise_changes_no_fact(desk: Desk) -> None:
    desk.take(page(KEPT))
    recorded = desk.take(page(KEPT + " Members may write to us about that."))
    assert recorded.outcome is Outcome.CHANGED
    assert recorded.alert is not None
    assert recorded.alert.facts == ()


def test_a_page_that_collapsed_changes_no_fact(desk: Desk) -> None:
    desk.take(page(USED, more=40))
    collapsed = page("Members may write.", more=3)
    held = desk.take(collapsed)
    desk.hands.go(hours=8)
    lasting = desk.take(collapsed, suspect=held.suspect)
    assert lasting.alert is not None
    assert lasting.alert.facts == ()
    assert answers(newest(desk.archive)) == {}


def test_the_readme_has_the_facts_of_every_target(desk: Desk) -> None:
    desk.take(page(USED))
    readme = (desk.archive.root / "README.md").read_text("utf-8")
    assert "[yes, unless you object](agora/faq/text.md?plain=1&display=source#L5)" in readme
    assert "*unknown*" in readme


def test_the_readme_is_in_french_where_all_is_read_in_french(desk: Desk) -> None:
    desk.take(FRENCH, dataclasses.replace(FAQ, language="fr"))
    readme = (desk.archive.root / "README.md").read_text("utf-8")
    assert readme.startswith("# Documents surveillés")
    assert "[oui](agora/faq/text.md?plain=1&display=source#L3)" in readme
    desk.take(page(USED), dataclasses.replace(FAQ, id="agora/other"))
    assert (desk.archive.root / "README.md").read_text("utf-8").startswith("# Watched documents")


@pytest.mark.parametrize(
    "facts", [..., None, [{"name": "of a later program", "values": [], "quote": "…"}], "nonsense"]
)
def test_facts_that_are_missing_or_strange_are_read_from_the_text(desk: Desk, facts: object) -> None:
    desk.take(page(USED))
    before = answers(newest(desk.archive))
    stored = newest(without_facts(desk, facts))
    assert stored.meta.facts is None
    assert answers(stored) == before


def test_an_old_archive_gets_its_facts_at_the_next_check_without_an_alert(desk: Desk) -> None:
    desk.take(page(USED))
    without_facts(desk)
    desk.take(page("Agora is for everybody."), dataclasses.replace(FAQ, id="agora/terms"))
    readme = desk.archive.root / "README.md"
    assert "*not read yet*" in readme.read_text("utf-8")
    recorded = desk.take(page(USED))
    assert (recorded.outcome, recorded.alert, recorded.headline) == (Outcome.UNCHANGED, None, "read anew")
    assert desk.versions[0] == "agora/faq: read anew (its facts are found otherwise)"
    assert newest(desk.archive).meta.facts is not None
    assert "*not read yet*" not in readme.read_text("utf-8")
    assert desk.take(page(USED)).commit == ""
    assert desk.told == []


def test_facts_that_another_program_found_are_no_change_of_the_page(desk: Desk) -> None:
    desk.take(page(KEPT))
    without_facts(desk, [{"name": "trains", "values": ["yes"], "quote": KEPT, "section": []}])
    recorded = desk.take(page(KEPT + " Members may write to us about that."))
    assert recorded.alert is not None
    assert recorded.alert.facts == ()


def test_without_the_raw_page_the_facts_wait(desk: Desk) -> None:
    desk.take(page(USED))
    without_facts(desk)
    git(desk.archive.root, "rm", "-q", "agora/faq/page.html")
    git(desk.archive.root, "commit", "-q", "-m", "Took it away")
    assert desk.take(page(USED)).commit == ""


def test_a_page_without_facts_is_asked_for_whole(desk: Desk) -> None:
    desk.take(page(USED))
    entry = desk.archive.entries()["agora/faq"]
    known = TargetState("agora/faq", text_key=entry.meta.text_key, etag='"1"')
    assert request(FAQ, known, entry, "agent").validators is not None
    bare = dataclasses.replace(entry, meta=dataclasses.replace(entry.meta, facts=None))
    assert request(FAQ, known, bare, "agent").validators is None


def test_the_history_of_an_old_archive_still_reads(desk: Desk) -> None:
    desk.take(page(KEPT))
    desk.take(page(USED))
    without_facts(desk)
    assert len(desk.archive.history("agora/faq")) == 3
    assert subprocess.run(["git", "fsck"], cwd=desk.archive.root, capture_output=True, check=False).returncode == 0
