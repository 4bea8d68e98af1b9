"""`watcher alerts`: what waits, sending again beside a running daemon, trying the channels."""

from __future__ import annotations

import json
import signal
import subprocess

from tests.cli.conftest import Story
from tests.cli.program import AFTER, Program, Reply, Site, page


def test_without_any_state_there_is_nothing_to_list_or_retry(watcher: Program) -> None:
    listed = watcher("alerts", "list", "--json")
    assert (listed.code, listed.out, listed.err) == (0, "", "")
    retried = watcher("alerts", "retry", "--all")
    assert (retried.code, retried.message) == (
        2,
        "retry: there are no deliveries yet (.watcher/state.sqlite3 does not exist)",
    )
    assert list(watcher.folder.iterdir()) == []


def test_retry_says_what_it_needs_and_what_it_cannot_do(story: Story) -> None:
    (entry,) = story.watcher("alerts", "list", "--state", "delivered", "--json").rows
    assert story.watcher("alerts", "retry").message.startswith("retry: give the id of one alert")
    assert story.watcher("alerts", "retry", "zzz").message.startswith("retry: no delivery of 'zzz' is known")
    done = story.watcher("alerts", "retry", entry["id"][:6])
    assert (done.code, done.message) == (2, f"retry: {entry['id']} is delivered; there is nothing to try again")


def test_a_failed_delivery_waits_and_a_running_daemon_sends_it_when_asked(site: Site, watcher: Program) -> None:
    site.pages["/hook"] = Reply(status=500)
    watcher.watch(
        f"example/privacy {site.url}/privacy| every: 1h",
        alerts=f'[{{name: hook, urls: ["json://127.0.0.1:{site.port}/hook?:token=hushhush"]}}]',
    )
    watcher("check")
    early = watcher("alerts", "preview", "privacy")
    assert early.code == 2
    assert early.message.startswith("preview: no change of privacy was worth an alert so far")
    site.pages["/privacy"] = Reply(page(AFTER))
    checked = watcher("check")
    assert checked.code == 0
    assert "1 delivery failed and will be tried again; see `watcher alerts list`." in checked.out
    waiting = watcher("alerts", "list", "--state", "due", "--json").rows
    alert = next(row for row in waiting if row["kind"] == "alert")
    assert (alert["channel"], alert["attempts"]) == ("json at 127.0.0.1", 1)
    site.pages["/hook"] = Reply(status=200)
    daemon = subprocess.Popen(
        watcher.command("run"), cwd=watcher.folder, env=watcher.environment, stderr=subprocess.PIPE, text=True
    )
    try:
        assert daemon.stderr is not None
        while "watching 1 target" not in daemon.stderr.readline():
            assert daemon.poll() is None
        locked = watcher("check")
        assert locked.code == 3
        assert locked.message.startswith(f"Another watcher (pid {daemon.pid}, since ")
        retried = watcher("alerts", "retry", "--all")
        assert (retried.code, retried.err) == (0, "")
        assert retried.out.endswith("due now; the daemon sends within half a minute.\n")
        assert watcher("status", "--healthcheck").code == 0
    finally:
        daemon.send_signal(signal.SIGTERM)
        _, log = daemon.communicate(timeout=15)
    assert daemon.returncode == 0
    assert "hushhush" not in log


def test_every_channel_is_tried_with_a_sample_and_told_apart(site: Site, watcher: Program) -> None:
    site.pages |= {"/good": Reply(status=200), "/bad": Reply(status=403)}
    here = f"json://127.0.0.1:{site.port}"
    watcher.watch(
        f"example/privacy {site.url}/privacy",
        alerts=f'[{{name: one, urls: ["{here}/good/hushhush"]}}, {{name: two, language: fr, urls: ["{here}/bad"]}}]',
    )
    site.pages["/good/hushhush"] = Reply(status=200)
    done = watcher("alerts", "test")
    first, second = done.out.splitlines()
    assert (done.code, done.err, first) == (1, "", "one: json at 127.0.0.1: accepted")
    assert second.startswith("two: json at 127.0.0.1: FAILED: ")
    assert "403" in second
    titles = sorted(json.loads(body)["title"] for body in site.posted)
    assert titles[0].startswith("[Essai] ")
    assert titles[1].startswith("[Test] Example Network")
    other = watcher("alerts", "test", "three")
    assert (other.code, other.message) == (2, "test: no route 'three' with a channel; there is one, two")
    assert not (watcher.folder / ".watcher").exists()


def test_without_a_channel_the_way_to_one_is_told(site: Site, watcher: Program) -> None:
    done = watcher.watch(f"example/privacy {site.url}/privacy", alerts="[{urls: '${ALERT_URLS:-}'}]")(
        "alerts", "test"
    )
    assert done.code == 2
    assert "put Apprise URLs" in done.message
    assert "ALERT_URLS" in done.message
