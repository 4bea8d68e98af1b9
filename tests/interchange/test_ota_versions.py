"""Versions of a public collection are read from its repository, whatever somebody put into it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.interchange.collection import CHANGE, FIRST, NEVER, ORIGIN, TECHNICAL, Collection, day, git, terms, three
from watcher.errors import ArchiveError, UsageError
from watcher.interchange.git_source import opened
from watcher.interchange.ota_names import path_part, target_id
from watcher.interchange.ota_versions import Kind, OtaHistory, OtaText, histories, text


def read(path: Path, *services: str, branch: str = "") -> tuple[OtaHistory, ...]:
    with opened(path, branch) as source:
        return histories(source, services)


def texts(path: Path) -> list[OtaText | None]:
    with opened(path) as source, source.files() as files:
        return [text(version, files) for history in histories(source) for version in history.versions]


def test_a_version_has_its_date_what_it_is_its_text_and_its_origin(tmp_path: Path) -> None:
    (history,) = read(three(tmp_path / "c"))
    assert history.name == "Agora/Terms of Service"
    assert [(v.time, v.kind) for v in history.versions] == [
        (day(1), Kind.FIRST), (day(2), Kind.CHANGE), (day(3), Kind.CHANGE),
    ]  # fmt: skip
    first = texts(tmp_path / "c")[0]
    assert first is not None
    assert (first.body.decode(), first.origins) == (terms(), (ORIGIN,))
    assert first.trailers == {"X-engine-version": "14.1.0"}


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Start tracking", Kind.FIRST),
        ("First record of", Kind.FIRST),
        ("Update", Kind.CHANGE),
        ("Record new changes of", Kind.CHANGE),
        ("Refilter", Kind.TECHNICAL),
        ("Apply technical or declaration upgrade on", Kind.TECHNICAL),
        ("Whatever somebody wrote by hand:", Kind.CHANGE),
    ],
)
def test_the_subject_says_whether_the_page_changed(tmp_path: Path, subject: str, kind: Kind) -> None:
    made = Collection(tmp_path / "c").add("Update", day(1), terms()).add(subject, day(2), terms("Otherwise."))
    (history,) = read(made.write())
    assert [version.kind for version in history.versions] == [Kind.FIRST, kind]


def test_only_documents_of_a_service_are_versions(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms())
    for path in ("README.md", "Agora/Terms.txt", "Agora/deep/Terms.md", ".github/Terms.md"):
        made.add(FIRST, day(2), "no version", path)
    made.add(FIRST, day(3), "../../elsewhere", "Agora/Linked.md", mode="120000")
    assert [history.name for history in read(made.write())] == ["Agora/Terms of Service"]


def test_services_are_chosen_by_name_and_an_unknown_one_is_told_with_what_there_is(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(FIRST, day(1), terms()).add(FIRST, day(2), terms(), "Stoa/Terms.md")
    path = made.write()
    assert [history.service for history in read(path, "stoa")] == ["Stoa"]
    with pytest.raises(UsageError, match="has no service 'Stoaa'; it has 'Stoa'"):
        read(path, "Stoaa")


def test_since_keeps_the_version_that_was_in_force_then(tmp_path: Path) -> None:
    with opened(three(tmp_path / "c")) as source:
        (history,) = histories(source, since=day(2, 12))
    assert [version.time for version in history.versions] == [day(2), day(3)]


def test_a_text_read_anew_with_an_older_date_does_not_turn_time_back(tmp_path: Path) -> None:
    made = (
        Collection(tmp_path / "c")
        .add(FIRST, day(1), "one")
        .add(CHANGE, day(5), "two")
        .add(TECHNICAL, day(3), "three")
    )
    (history,) = read(made.write())
    assert [version.time for version in history.versions] == [day(1), day(5), day(5)]


def test_a_bundle_is_read_without_unpacking_it_first(tmp_path: Path) -> None:
    path = three(tmp_path / "c")
    git(path, "bundle", "create", str(tmp_path / "c.bundle"), "refs/heads/main")  # it names no HEAD
    assert read(tmp_path / "c.bundle") == read(path)


def test_a_part_of_a_bundle_is_told(tmp_path: Path) -> None:
    path = three(tmp_path / "c")
    git(path, "bundle", "create", str(tmp_path / "part.bundle"), "main~1..main")
    with pytest.raises(UsageError, match="holds only a part of a history"):
        read(tmp_path / "part.bundle")


def test_a_shallow_clone_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = three(tmp_path / "c")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{path}", "shallow")
    (history,) = read(tmp_path / "shallow")
    assert [version.time for version in history.versions] == [day(3)]


def test_a_clone_without_contents_is_told_and_nothing_is_fetched(tmp_path: Path) -> None:
    path = three(tmp_path / "c")
    git(path, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", f"file://{path}", "thin")
    with pytest.raises(ArchiveError, match=r"lacks the object .* Clone it whole"):
        texts(tmp_path / "thin")


def test_several_branches_need_a_choice(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c", branch="one").add(FIRST, day(1), terms())
    made.branch = "two"
    path = made.add(FIRST, day(2), terms(), "Stoa/Terms.md").write()
    with pytest.raises(UsageError, match=r"which branch .* 'one', 'two'; name one with --branch"):
        read(path)
    with pytest.raises(UsageError, match="there is no branch '--all'"):
        read(path, branch="--all")
    assert [history.service for history in read(path, branch="two")] == ["Stoa"]


def test_what_is_no_repository_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no bundle")
    inside = three(tmp_path / "c") / "refs"
    for path, message in (
        (tmp_path / "file", "is no git bundle"),
        (tmp_path / "none", "is neither a git repository"),
    ):
        with pytest.raises(UsageError, match=message):
            read(path)
    with pytest.raises(UsageError, match="is no git repository"):
        read(inside)  # a folder within one is not taken for it
    empty = Collection(tmp_path / "empty").write()
    with pytest.raises(UsageError, match="there is no commit in"):
        read(empty)


def test_a_repository_without_versions_is_told(tmp_path: Path) -> None:
    path = Collection(tmp_path / "c").add(FIRST, day(1), "words", "README.md").write()
    with pytest.raises(UsageError, match="holds no versions of Open Terms Archive"):
        read(path)


def test_nothing_that_a_repository_brings_along_is_ever_run(tmp_path: Path) -> None:
    path = (
        Collection(tmp_path / "c", bare=False)
        .add(FIRST, day(1), terms())
        .add(CHANGE, day(2), "*.md diff=x\n")
        .write()
    )
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    script.chmod(0o755)
    for hook in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        (path / ".git" / "hooks").mkdir(exist_ok=True)
        shutil.copy(script, path / ".git" / "hooks" / hook)
    for key in (
        "core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.x.textconv", "diff.x.command",
        "gpg.program", "uploadpack.packObjectsHook", "core.sshCommand", "core.alternateRefsCommand",
        "filter.x.smudge",
    ):  # fmt: skip
        git(path, "config", key, str(script))
    git(path, "config", "log.showSignature", "true")
    git(path, "config", "remote.origin.url", f"ext::{script}")
    git(path, "config", "remote.origin.promisor", "true")
    (path / ".gitattributes").write_text("*.md diff=x filter=x\n")
    (path / ".git" / "info").mkdir(exist_ok=True)
    (path / ".git" / "info" / "attributes").write_text("* diff=x filter=x\n")
    assert len(read(path)[0].versions) == 2
    assert [found.body for found in texts(path) if found] == [terms().encode(), b"*.md diff=x\n"]
    assert not ran.exists()


def test_a_file_that_is_too_large_is_passed_over_and_the_next_one_is_read(tmp_path: Path) -> None:
    path = Collection(tmp_path / "c").add(FIRST, day(1), b"x" * 2_000).add(CHANGE, day(2), NEVER).write()
    with opened(path) as source, replace(source, most_bytes=1_000).files() as files:
        found = [text(version, files) for version in histories(source)[0].versions]
    assert [each and each.body for each in found] == [None, NEVER.encode()]


def test_names_and_messages_may_hold_anything(tmp_path: Path) -> None:
    made = Collection(tmp_path / "c").add(
        FIRST, day(1), "text", "Ünï \u202ecode \x01/--all :(top).md", body="\x02" * 100_000
    )
    made.add(CHANGE, day(2), "more", "Ünï \u202ecode \x01/--all :(top).md", body="")
    (history,) = read(made.write())
    assert (history.service, history.terms) == ("Ünï \u202ecode \x01", "--all :(top)")
    assert len(history.versions) == 2


@pytest.mark.parametrize(
    ("service", "kind", "expected"),
    [
        ("LinkedIn", "Privacy Policy", "linkedin/privacy-policy"),
        ("Écho & Co.", "Conditions d’utilisation", "echo-co/conditions-dutilisation"),
        ("..", "../../etc/passwd", "2c2c0b54/etc-passwd"),
        ("CHANGES", "Terms", "changes-"),
        ("会社", "条款", ""),
    ],
)
def test_ids_are_made_of_any_name_and_are_safe_paths(service: str, kind: str, expected: str) -> None:
    found = target_id(service, kind)
    assert found.startswith(expected) or "/etc-passwd" in found
    assert ".." not in found
    assert found.count("/") == 1
    assert found == target_id(service, kind)


@pytest.mark.parametrize("name", ["..", ".git", "a/b", "a\\b", "\x00", "", "x" * 500])
def test_parts_of_paths_lead_nowhere_else(name: str) -> None:
    part = path_part(name, "Unnamed")
    assert part
    assert len(part) <= 80
    assert not part.startswith(".")
    assert not {"/", "\\", "\x00"} & set(part)
