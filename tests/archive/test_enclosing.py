"""The snapshots inside a user's own repository: only our paths are touched, whatever state the user is in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.archive.making import FAQ, git, open_archive, shows_head, told, user_repository, version
from watcher.errors import ArchiveError


def test_the_repository_around_is_used(tmp_path: Path) -> None:
    user_repository(tmp_path)
    archive = open_archive(tmp_path)
    archive.record(version())
    assert not (tmp_path / "snapshots/.git").exists()
    assert git(tmp_path, "ls-tree", "-r", "--name-only", "HEAD").split("\n") == [
        "notes.txt",
        "snapshots/.gitattributes",
        "snapshots/README.md",
        "snapshots/acme/ai-faq/capture.json",
        "snapshots/acme/ai-faq/page.html",
        "snapshots/acme/ai-faq/text.md",
    ]
    assert git(tmp_path, "status", "--porcelain") == ""


def test_staged_unstaged_and_untracked_work_of_the_user_stays_as_it_is(tmp_path: Path) -> None:
    user_repository(tmp_path)
    for name in ("staged.txt", "edited.txt", "both.txt", "gone.txt", "deleted.txt"):
        (tmp_path / name).write_text("old\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "More notes")
    (tmp_path / "staged.txt").write_text("staged\n")
    (tmp_path / "both.txt").write_text("staged\n")
    (tmp_path / "new.txt").write_text("new\n")
    git(tmp_path, "add", "staged.txt", "both.txt", "new.txt")
    git(tmp_path, "rm", "-q", "gone.txt")
    (tmp_path / "both.txt").write_text("edited\n")
    (tmp_path / "edited.txt").write_text("edited\n")
    (tmp_path / "deleted.txt").unlink()
    (tmp_path / "untracked.txt").write_text("untracked\n")
    before = git(tmp_path, "status", "--porcelain")
    staged = git(tmp_path, "diff", "--cached")
    assert before.count("\n") == 6

    archive = open_archive(tmp_path)
    archive.record(version())
    archive.record(told("Two.\n", "a1", 5))
    open_archive(tmp_path)

    assert git(tmp_path, "status", "--porcelain") == before
    assert git(tmp_path, "diff", "--cached") == staged
    assert git(tmp_path, "show", "--format=", "--name-only", "HEAD").split("\n") == [
        "snapshots/README.md",
        "snapshots/acme/ai-faq/CHANGES.md",
        "snapshots/acme/ai-faq/capture.json",
        "snapshots/acme/ai-faq/changes/2025-09-18T12-05-00Z.html",
        "snapshots/acme/ai-faq/changes/2025-09-18T12-05-00Z.json",
        "snapshots/acme/ai-faq/text.md",
    ]
    assert (tmp_path / "both.txt").read_text() == "edited\n"


def test_a_folder_with_spaces_and_accents_deep_inside_works(tmp_path: Path) -> None:
    user_repository(tmp_path)
    data = tmp_path / 'Données "privées"/mes politiques'
    archive = open_archive(data)
    archive.record(version())
    commit = archive.record(told("Two.\n", "a1", 5))
    assert git(tmp_path, "status", "--porcelain") == ""
    alerts, head = open_archive(data).alerts_since(None)
    assert [(found.id, found.commit) for found in alerts] == [("a1", commit)]
    assert head == commit
    assert archive.history(FAQ.id)[0].commit == commit
    assert archive.alert("a1").commit == commit


def test_an_unborn_branch_gets_its_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "trunk")
    (tmp_path / "mine.txt").write_text("mine\n")
    git(tmp_path, "add", "mine.txt")
    archive = open_archive(tmp_path)
    archive.record(version())
    assert git(tmp_path, "rev-list", "--count", "trunk") == "1"
    assert git(tmp_path, "status", "--porcelain") == "A  mine.txt"


def test_a_detached_head_moves_and_no_branch_does(tmp_path: Path) -> None:
    user_repository(tmp_path)
    git(tmp_path, "checkout", "-q", "--detach")
    archive = open_archive(tmp_path)
    commit = archive.record(version())
    assert git(tmp_path, "rev-parse", "HEAD") == commit
    assert git(tmp_path, "rev-list", "--count", "main") == "1"
    assert git(tmp_path, "status", "--porcelain") == ""


def test_a_linked_work_tree_commits_to_its_own_branch(tmp_path: Path) -> None:
    main = user_repository(tmp_path / "main")
    git(main, "worktree", "add", "-q", "-b", "watch", str(tmp_path / "linked"))
    archive = open_archive(tmp_path / "linked")
    commit = archive.record(version())
    assert git(main, "rev-parse", "watch") == commit
    assert git(main, "rev-list", "--count", "main") == "1"
    assert git(tmp_path / "linked", "status", "--porcelain") == ""
    assert git(main, "status", "--porcelain") == ""


def test_a_user_in_the_middle_of_a_conflict_is_not_disturbed(tmp_path: Path) -> None:
    user_repository(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "other")
    (tmp_path / "notes.txt").write_text("theirs\n")
    git(tmp_path, "commit", "-q", "-a", "-m", "Theirs")
    git(tmp_path, "checkout", "-q", "main")
    (tmp_path / "notes.txt").write_text("ours\n")
    git(tmp_path, "commit", "-q", "-a", "-m", "Ours")
    git(tmp_path, "merge", "other", check=False)
    before = git(tmp_path, "status", "--porcelain")
    assert before == "UU notes.txt"
    conflict = (tmp_path / "notes.txt").read_bytes()

    archive = open_archive(tmp_path)
    commit = archive.record(version())
    assert git(tmp_path, "status", "--porcelain") == before
    assert (tmp_path / "notes.txt").read_bytes() == conflict
    git(tmp_path, "add", "notes.txt")
    git(tmp_path, "commit", "-q", "-m", "Merged")
    assert git(tmp_path, "rev-parse", "HEAD^1") == commit
    assert list(open_archive(tmp_path).entries()) == [FAQ.id]


def test_a_branch_without_snapshots_starts_anew_and_the_other_keeps_its_own(tmp_path: Path) -> None:
    user_repository(tmp_path)
    git(tmp_path, "branch", "bare-of-snapshots")
    archive = open_archive(tmp_path)
    archive.record(version())
    git(tmp_path, "checkout", "-q", "bare-of-snapshots")
    assert archive.entries() == {}
    assert archive.latest(FAQ.id) is None
    archive.record(version("Two.\n"))
    git(tmp_path, "checkout", "-q", "main")
    found = archive.latest(FAQ.id)
    assert found is not None
    assert found.text == "One sentence.\n"
    assert shows_head(archive)


def test_a_repository_that_ignores_the_data_folder_is_left_alone(tmp_path: Path) -> None:
    user_repository(tmp_path)
    (tmp_path / ".gitignore").write_text("/data/\n")
    before = git(tmp_path, "rev-parse", "HEAD")
    archive = open_archive(tmp_path / "data")
    archive.record(version())
    assert git(tmp_path, "rev-parse", "HEAD") == before
    assert (tmp_path / "data/snapshots/.git").is_dir()
    assert git(tmp_path / "data/snapshots", "rev-list", "--count", "HEAD") == "1"
    assert open_archive(tmp_path / "data").head == archive.head


def test_the_user_s_settings_and_hooks_have_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/hooks-that-ran\nexit 1\n")
        (hooks / name).chmod(0o755)
    template = tmp_path / "template"
    (template / "hooks").mkdir(parents=True)
    (template / "info").mkdir()
    (template / "info/exclude").write_text("*\n")
    config = tmp_path / "gitconfig"
    config.write_text(
        "[user]\n\tuseConfigOnly = true\n"
        f"[core]\n\thooksPath = {hooks}\n\tautocrlf = true\n\tquotePath = true\n\tfsmonitor = /bin/false\n"
        "\tpager = false\n\tattributesFile = /nowhere\n"
        f"[init]\n\ttemplateDir = {template}\n\tdefaultBranch = trunk\n"
        "[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = /bin/false\n[tag]\n\tgpgSign = true\n"
        "[i18n]\n\tcommitEncoding = ISO-8859-1\n\tlogOutputEncoding = UTF-16\n"
        "[log]\n\tshowSignature = true\n\tshowRoot = false\n\tdate = relative\n\tfollow = true\n"
        "[diff]\n\trelative = true\n\torderFile = /nowhere\n\trenames = copies\n\texternal = /bin/false\n"
        "[status]\n\trelativePaths = true\n\tshort = true\n\tbranch = true\n"
        "[color]\n\tui = always\n[format]\n\tpretty = fuller\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    monkeypatch.setenv("LANGUAGE", "fr")
    raw = b"<p>\r\ncaf\xc3\xa9\n</p>\r"
    archive = open_archive(tmp_path)
    archive.record(version("Été.\r\nDeux.\n", raw=raw, subject="acme/ai-faq: l'été « nouveau »"))
    archive.record(told("Trois.\n", "a1", 5))
    (archive.root / "acme/ai-faq/text.md").write_text("Été.\r\nDeux.\n", newline="")
    archive = open_archive(tmp_path)

    assert not (tmp_path / "hooks-that-ran").exists()
    assert archive.problems == ()
    assert [item.subject for item in archive.history(FAQ.id)][1] == "acme/ai-faq: l'été « nouveau »"
    assert archive.read(FAQ.id, 1).text == "Été.\r\nDeux.\n"
    assert archive.raw(FAQ.id, archive.history(FAQ.id)[1].commit) == raw
    assert [found.id for found in archive.alerts_since(None)[0]] == ["a1"]
    monkeypatch.undo()
    assert shows_head(archive)
    assert git(archive.root, "symbolic-ref", "HEAD") == "refs/heads/main"


def test_a_fresh_clone_has_the_capture_byte_for_byte_even_with_line_end_conversion(tmp_path: Path) -> None:
    raw = b"one\ntwo\r\nthree\n"
    archive = open_archive(tmp_path / "data")
    archive.record(version("Un.\nDeux.\n", raw=raw))
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", str(archive.root), "copy")
    assert (tmp_path / "copy/acme/ai-faq/page.html").read_bytes() == raw
    assert (tmp_path / "copy/acme/ai-faq/text.md").read_bytes() == b"Un.\nDeux.\n"


def test_a_repository_with_sha256_names_works(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    archive = open_archive(tmp_path)
    archive.record(version())
    commit = archive.record(told("Two.\n", "a1", 5))
    assert len(commit) == 64
    assert archive.read(FAQ.id, commit[:10]).text == "Two.\n"
    assert shows_head(archive)


def test_a_bare_repository_around_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "store.git")
    with pytest.raises(ArchiveError, match="lies in a bare git repository"):
        open_archive(tmp_path / "store.git")


def test_the_inside_of_a_repository_is_refused(tmp_path: Path) -> None:
    user_repository(tmp_path)
    with pytest.raises(ArchiveError, match="lies in the inside of a git repository"):
        open_archive(tmp_path / ".git")


def test_a_repository_of_another_user_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_repository(tmp_path)
    real = next(folder for folder in os.environ["PATH"].split(":") if (Path(folder) / "git").exists())
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "git").write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real}/git "$@"\n')
    (tools / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    with pytest.raises(ArchiveError, match=r"another user owns it.*git config --global --add safe\.directory"):
        open_archive(tmp_path)
