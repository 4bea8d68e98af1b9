"""`watcher targets`: list, validate, test, add."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.cli.program import AFTER, Program, Reply, Site, page

YAML = """\
# What we watch.
defaults: {delay: 0s, allow_private_addresses: true}   # for all

platforms:
  - name: Example Network
    documents:
      - id: example/privacy      # the notice
        url: SITE/privacy
        robots: {ignore: "we may"}

alerts:
  - urls: ["json://127.0.0.1/", "slack://hush-hush"]
"""


def test_the_list_marks_what_ignores_robots(tmp_path: Path, watcher: Program) -> None:
    (tmp_path / "targets.yaml").write_text(YAML.replace("SITE", "https://example.org"), encoding="utf-8")
    url = "https://example.org/privacy"
    done = watcher("targets", "list")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "target           schedule  language  document",
        f"example/privacy  every 6h  en        Example Network: privacy (robots.txt ignored)  {url}",
        "",
        "1 target of 1 platform.",
    ]
    (row,) = watcher("targets", "list", "--json").rows
    assert (row["target"], row["robots_override"], row["schedule"]) == ("example/privacy", "we may", "every 6h")


def test_validate_warns_of_addresses_that_cannot_be_used_and_never_shows_them(
    tmp_path: Path, watcher: Program
) -> None:
    (tmp_path / "draft.yaml").write_text(YAML.replace("SITE", "https://example.org"), encoding="utf-8")
    done = watcher("targets", "validate", "draft.yaml")
    assert (done.code, done.out) == (0, "1 target of 1 platform, 2 warnings.\n")
    first, second = done.err.splitlines()[:2]
    assert first.startswith("watcher: warning: draft.yaml: network.contact is not set: owners of sites cannot")
    assert second.startswith("watcher: warning: draft.yaml: alerts-1, address 2 (slack): Apprise does not understand")
    assert "hush" not in done.err


def test_a_page_is_tried_without_any_configuration(site: Site, watcher: Program) -> None:
    done = watcher("targets", "test", f"{site.url}/privacy")
    assert done.code == 1
    assert "verdict  refused: " in done.out
    assert "private" in done.out
    assert list(watcher.folder.iterdir()) == []


def test_a_tried_page_is_told_with_its_topics_and_selectors(site: Site, watcher: Program) -> None:
    site.pages["/other"] = Reply(page(AFTER))
    watcher.watch(f"example/privacy {site.url}/privacy")
    done = watcher("targets", "test", f"{site.url}/other", "privacy", "--twice", "--remove", "footer")
    assert (done.code, done.err) == (0, "")
    first, second = done.out.split("\nexample/privacy ")
    lines = [line.strip() for line in first.splitlines()]
    assert lines[0] == f"{site.url}/other"
    assert lines[1].split() == ["verdict", "good"]
    assert "title     Privacy notice" in lines
    assert "text      3 headings, 5 sentences, 297 characters" in lines
    assert "remove    footer: 1 element, 15 characters" in lines
    assert "topic     speaks of AI training in 1 sentence" in lines
    assert "“We use your posts to train generative AI models.”" in lines
    assert "facts     AI training on users' data: yes, unless you object" in lines
    assert "try       --select 'main' (100% of the text, 1 element)" in lines
    assert "twice     the same words both times" in lines
    assert "verdict   good" in second
    assert not (watcher.folder / "snapshots").exists()


def test_a_selector_without_a_match_is_told_and_a_better_one_offered(site: Site, watcher: Program) -> None:
    watcher.watch(f"example/privacy {site.url}/privacy")
    done = watcher("targets", "test", "privacy", f"{site.url}/gone", "--select", ".lost", "--json")
    assert (done.code, done.err) == (1, "")
    lost, gone = done.rows
    assert (lost["target"], lost["verdict"]) == ("example/privacy", "selector-lost")
    assert lost["matched"] == [{"option": "select", "selector": ".lost", "elements": 0, "characters": 0}]
    assert lost["suggested"][0]["selector"] == "main"
    assert (gone["target"], gone["verdict"], gone["status"], gone["title"]) == (None, "gone", 404, None)


def test_a_tried_page_must_be_named_rightly(site: Site, watcher: Program) -> None:
    watcher.watch(f"example/privacy {site.url}/privacy")
    done = watcher("targets", "test", f"{site.url}/privacy", "--select", "div[", "--language", "english")
    assert done.code == 2
    language, select = sorted(done.message.splitlines())
    assert select.startswith("--select: is not a valid CSS selector")
    assert language.startswith("--language: must be a language tag")
    done = watcher("targets", "test", "privacies")
    assert (done.code, done.message) == (2, "no target 'privacies' in targets.yaml; did you mean example/privacy?")


def test_a_new_target_is_written_and_nothing_else_touched(tmp_path: Path, site: Site, watcher: Program) -> None:
    file, before = tmp_path / "targets.yaml", YAML.replace("SITE", site.url)
    file.write_text(before, encoding="utf-8")
    file.chmod(0o640)
    site.pages["/ai"] = Reply(page(AFTER))
    added = ("targets", "add", f"{site.url}/ai", "--platform", "example network", "--id", "example/ai")
    done = watcher(*added, "--select", "main", "--every", "12h")
    lines = [
        "      - id: example/ai",
        "        title: Privacy notice",
        f"        url: {site.url}/ai",
        "        select: [main]",
        "        every: 12h",
    ]
    assert (done.code, done.out.splitlines()) == (0, lines)
    assert "speaks of AI training in 1 sentence" in done.err
    assert done.err.splitlines()[-1] == "watcher: added to targets.yaml from line 10 on:"
    anchor = '        robots: {ignore: "we may"}\n'
    assert file.read_text(encoding="utf-8") == before.replace(anchor, anchor + "\n".join(lines) + "\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    again = watcher(*added, "--no-test")
    assert (again.code, again.message) == (2, "there is a document 'example/ai' already: choose another id")
    assert [path.name for path in tmp_path.iterdir()] == ["targets.yaml"]


def test_a_target_that_cannot_be_read_or_is_not_right_is_not_written(
    tmp_path: Path, site: Site, watcher: Program
) -> None:
    file, text = tmp_path / "targets.yaml", YAML.replace("SITE", site.url)
    file.write_text(text, encoding="utf-8")
    gone = watcher("targets", "add", f"{site.url}/gone", "--platform", "Example", "--id", "example/gone")
    assert (gone.code, gone.out) == (1, "")
    assert gone.err.splitlines()[-1] == "watcher: nothing was written; --no-test writes it all the same"
    done = watcher("targets", "add", "ftp://x", "--platform", "Example", "--id", "X", "--every", "often", "--no-test")
    assert done.code == 2
    assert [line.partition(":")[0] for line in done.message.splitlines()] == ["--id", "the URL", "--every"]
    assert file.read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["targets.yaml"]


def test_the_first_target_makes_the_file(tmp_path: Path, watcher: Program) -> None:
    done = watcher(
        "targets",
        "add",
        "https://example.org/privacy",
        "--platform",
        "Example",
        "--id",
        "example/privacy",
        "--no-test",
    )
    assert (done.code, done.err) == (0, "watcher: added to targets.yaml from line 1 on:\n")
    assert (tmp_path / "targets.yaml").read_text(encoding="utf-8") == done.out


def test_a_page_without_text_is_said_to_be_worth_a_browser(site: Site, watcher: Program) -> None:
    site.pages["/app"] = Reply(b"<html><body><div id=app></div><script src=/app.js></script></body></html>")
    site.pages["/later"] = Reply(b"gone", 410)
    watcher.watch(f"x/good {site.url}/privacy")
    shown = watcher("targets", "test", f"{site.url}/app", "--once")
    assert shown.code == 1
    assert "--render auto, which shows the page in a browser" in shown.out
    assert "--render" not in watcher("targets", "test", f"{site.url}/later", "--once").out
