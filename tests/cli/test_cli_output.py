"""What goes where: data and messages apart, no colours in files, help with examples, a quiet end for `head`."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.cli.conftest import Story
from tests.cli.program import Program, Reply, Site
from watcher.cli.common import print_json

COMMANDS = (
    "run", "check", "status", "history", "diff", "compare", "backtest", "targets list", "targets validate",
    "targets test", "targets add", "alerts list", "alerts retry", "alerts test", "alerts preview", "import ota",
    "export",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    from click.testing import CliRunner

    from watcher.cli import cli

    done = CliRunner().invoke(cli, [*command.split(), "--help"], prog_name="watcher", terminal_width=80)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert [line for line in lines if line.startswith(f"  watcher {command}")], done.output
    assert not [line for line in lines if len(line) > 80], done.output


def test_help_of_the_program_names_every_command_and_the_exit_statuses(watcher: Program) -> None:
    done = watcher("--help")
    assert (done.code, done.err) == (0, "")
    names = ("run", "check", "status", "history", "diff", "compare", "backtest", "import", "export", "targets")
    assert all(f"\n  {name} " in done.out for name in names)
    assert "0 done, 1 done but some target failed, 2 usage" in " ".join(done.out.split())
    assert watcher("--version").out.startswith("watcher, version ")


def test_an_unknown_command_or_option_is_a_usage_error(watcher: Program) -> None:
    for arguments in (["nope"], ["check", "--nope"], ["targets"], ["diff"]):
        done = watcher(*arguments)
        assert done.code == 2, arguments
        assert "Usage: watcher" in done.err + done.out
        assert "Traceback" not in done.err


def test_a_reader_that_leaves_early_is_no_error(story: Story) -> None:
    for arguments in (["history", "privacy", "--json"], ["status"]):
        process = subprocess.Popen(
            story.watcher.command(*arguments),
            cwd=story.watcher.folder,
            env=story.watcher.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.close()
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (0, b""), arguments


def test_no_colour_codes_outside_a_terminal(story: Story) -> None:
    assert "TERM" in story.watcher.environment
    outputs = [story.first, story.changed, story.watcher("status"), story.watcher("diff", "privacy")]
    for done in outputs:
        assert "\x1b" not in done.out + done.err
        assert not [line for line in done.out.splitlines() if line != line.rstrip() and line != "-- "]


def test_the_shells_can_complete_commands(watcher: Program) -> None:
    script = watcher.having(_WATCHER_COMPLETE="bash_source")()
    assert script.code == 0
    assert "complete -o nosort -F _watcher_completion watcher" in script.out
    words = watcher.having(_WATCHER_COMPLETE="bash_complete", COMP_WORDS="watcher targets v", COMP_CWORD="2")()
    assert words.out.strip() == "plain,validate"


def test_a_failed_target_gives_exit_status_1_and_the_others_are_still_checked(site: Site, watcher: Program) -> None:
    site.pages["/gone"] = Reply(b"gone", 410)
    done = watcher.watch(f"x/good {site.url}/privacy", f"x/gone {site.url}/gone")("check")
    assert (done.code, done.err) == (1, "")
    assert "x/good  first" in done.out
    assert "x/gone  failed   127.0.0.1 says that the page was taken away for good (410)" in done.out
    assert done.out.splitlines()[-2].endswith("1 could not be seen.")
    status = watcher("status", "--unwell", "--json")
    (unwell,) = status.rows
    assert status.code == 1
    assert (unwell["target"], unwell["verdict"]) == ("x/gone", "gone")


def test_status_names_where_a_page_has_moved_and_passes_over_what_is_not_looked_at(
    site: Site, watcher: Program
) -> None:
    site.pages["/gone"] = Reply(b"gone", 410)
    site.pages["/old"] = Reply(b"", 301, headers={"Location": "/privacy"})
    documents = (f"x/old {site.url}/old", f"x/gone {site.url}/gone")
    watcher.watch(*documents)("check")
    status = watcher.watch(documents[0], f"{documents[1]} | enabled: false")("status")
    assert status.code == 0
    assert f"well; moved to {site.url}/privacy" in " ".join(status.out.split())
    assert status.out.splitlines()[-1] == "2 targets, 0 unwell; no daemon running."
    old, gone = watcher("status", "--json").rows
    assert (old["moved_to"], gone["moved_to"]) == (f"{site.url}/privacy", None)


def test_json_holds_nothing_that_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    text = "a\x1b[31m\x9b31m\u202eb\ud800"
    print_json({"text": text})
    out = capsys.readouterr().out
    assert out == '{"text": "a\\u001b[31m\\u009b31m\\u202eb\\ud800"}\n'
    assert json.loads(out) == {"text": text}


def test_an_output_that_lacks_a_character_gets_a_question_mark(story: Story) -> None:
    done = story.watcher.having(PYTHONIOENCODING="latin-1")("status")
    assert (done.code, done.err) == (0, "")
    assert "  ?           well" in done.out
