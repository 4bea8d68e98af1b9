"""targets.yaml -> Settings: what a right file means."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from watcher.config import (
    Route,
    Schedule,
    Secret,
    Settings,
    Target,
    Timing,
    When,
    load_settings,
    read_target_yaml,
)
from watcher.errors import ConfigError, UsageError
from watcher.model import Direction, Severity, TargetName

SMALL = """\
platforms:
  - name: LinkedIn
    documents:
      - id: linkedin/ai-faq
        url: https://linkedin.example/faq
"""
HOURS = dt.timedelta(hours=1)


def load(folder: Path, text: str, **environ: str) -> Settings:
    file = folder / "targets.yaml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, environ)


def test_the_smallest_file_gets_every_default(tmp_path: Path) -> None:
    settings = load(tmp_path, SMALL)
    assert settings.targets == (
        Target(
            id="linkedin/ai-faq",
            platform="LinkedIn",
            title="LinkedIn: ai faq",
            url="https://linkedin.example/faq",
            select=(),
            remove=(),
            schedule=Schedule(every=6 * HOURS),
            language="en",
            topics=("ai-training", "default-setting"),
            delay=dt.timedelta(seconds=5),
            timeout=dt.timedelta(seconds=30),
            max_bytes=20_000_000,
            robots_override=None,
            allow_private_addresses=False,
        ),
    )
    assert settings.targets[0].name == TargetName(
        "linkedin/ai-faq", "LinkedIn", "LinkedIn: ai faq", "https://linkedin.example/faq", "en"
    )
    assert (settings.routes, settings.health_routes) == ((), ())
    assert (settings.contact, settings.user_agent) == (None, "policy-watcher/0.1.0")
    assert (settings.concurrency, settings.push, settings.browse_url, settings.timezone) == (4, None, None, "UTC")
    assert (settings.file, settings.ca_file) == (tmp_path / "targets.yaml", None)


def test_the_nearest_level_decides(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        """
defaults: {every: 12h, language: de, delay: 1s, robots: {ignore: everywhere}, max_bytes: 1MB, timeout: 10s}
platforms:
  - name: A
    cron: "0 7 * * 1-5"
    allow_private_addresses: true
    documents:
      - {id: a/one, url: https://a.example/1}
      - {id: a/two, url: https://a.example/2, every: 1d, robots: respect, language: no,
         allow_private_addresses: false}
  - name: B
    topics: default-setting
    documents:
      - {id: b/one, url: https://b.example/1, delay: 0s, enabled: false, select: main, title: The one}
""",
    )
    one, two, three = settings.targets
    assert one.schedule == Schedule(cron="0 7 * * mon,tue,wed,thu,fri")
    assert (one.robots_override, one.language, one.allow_private_addresses) == ("everywhere", "de", True)
    assert (one.delay, one.timeout, one.max_bytes) == (dt.timedelta(seconds=1), dt.timedelta(seconds=10), 1_000_000)
    assert two.schedule == Schedule(every=24 * HOURS)
    assert (two.robots_override, two.language, two.allow_private_addresses) == (None, "no", False)
    assert three.schedule == Schedule(every=12 * HOURS)
    assert (three.topics, three.select, three.title) == (("default-setting",), ("main",), "The one")
    assert (three.delay, three.enabled) == (dt.timedelta(0), False)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0 7 * * 1-5", "0 7 * * mon,tue,wed,thu,fri"),
        ("0 7 * * 0", "0 7 * * sun"),
        ("0 7 * * 7", "0 7 * * sun"),
        ("*/15 * * * *", "*/15 * * * *"),
        ("0 7 * * fri-mon", "0 7 * * mon,fri,sat,sun"),
        ("0 7 * * */2", "0 7 * * tue,thu,sat,sun"),
        ("0 7 * * 1,3", "0 7 * * mon,wed"),
        ("0 0 29 2 *", "0 0 29 2 *"),
    ],
)
def test_cron_weekdays_count_from_sunday_as_cron_does(tmp_path: Path, written: str, kept: str) -> None:
    settings = load(tmp_path, SMALL + f'        cron: "{written}"\n')
    assert settings.targets[0].schedule == Schedule(cron=kept)


def test_routes_take_their_addresses_from_the_environment_and_hide_them(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        SMALL
        + """
alerts:
  - urls: ${ALERT_URLS}
    when: {topics: ai-training, at_least: medium, platforms: [LinkedIn], targets: linkedin/*, directions: [weaker]}
    language: fr
  - name: second
    urls: ["json://host/a,b", "${MORE:-}"]
health:
  - urls: ${HEALTH:-ntfy://health-topic}
network: {contact: "https://example.org/watcher", concurrency: "${N:-8}"}
""",
        ALERT_URLS="mailto://user:pass@example.org?to=a@x.org,b@x.org, slack://T/A/B\n json://three",
    )
    first, second = settings.routes
    assert [url.reveal() for url in first.urls] == [
        "mailto://user:pass@example.org?to=a@x.org,b@x.org",
        "slack://T/A/B",
        "json://three",
    ]
    assert first.when == When(("ai-training",), Severity.MEDIUM, ("LinkedIn",), ("linkedin/*",), (Direction.WEAKER,))
    assert (first.name, first.language) == ("alerts-1", "fr")
    utc = Timing(zone=ZoneInfo("UTC"))
    assert second == Route("second", (Secret("json://host/a,b"),), timing=utc)
    assert settings.health_routes == (Route("health-1", (Secret("ntfy://health-topic"),), timing=utc),)
    assert settings.user_agent == "policy-watcher/0.1.0 (+https://example.org/watcher)"
    assert settings.concurrency == 8
    assert "pass" not in repr(settings)
    assert "host/a" not in repr(settings)


def test_health_notices_use_the_alert_routes_unless_told_otherwise(tmp_path: Path) -> None:
    alerts = SMALL + "alerts: [{urls: 'json://host'}]\n"
    assert load(tmp_path, alerts).health_routes == load(tmp_path, alerts).routes != ()
    assert load(tmp_path, alerts + "health: []\n").health_routes == ()


@pytest.mark.parametrize("urls", ["${ALERT_URLS:-}", "", "[]", '""', "${ALERT_URLS:-} ${OTHER:-}"])
def test_a_route_without_addresses_is_off(tmp_path: Path, urls: str) -> None:
    assert load(tmp_path, SMALL + f"alerts:\n  - urls: {urls}\n").routes == ()


def test_secret_files_are_read_from_the_file_variable_and_from_urls_file(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("json://one\njson://two\n")
    (tmp_path / "two").write_text("json://three")
    settings = load(
        tmp_path,
        SMALL + "alerts:\n  - urls: ${ALERT_URLS}\n    urls_file: two\n",
        ALERT_URLS_FILE=str(tmp_path / "one"),
    )
    assert [url.reveal() for url in settings.routes[0].urls] == ["json://one", "json://two", "json://three"]


def test_a_variable_can_stand_in_any_text_and_be_written_literally(tmp_path: Path) -> None:
    text = SMALL + '        title: "${WHAT} costs $${5} or ${N:-nothing}"\n'
    assert load(tmp_path, text, WHAT="Tea").targets[0].title == "Tea costs ${5} or nothing"


def test_anchors_work_and_keep_small_lists_in_one_place(tmp_path: Path) -> None:
    text = (
        SMALL
        + "        remove: &noise [.nav, .ad]\n"
        + """\
      - id: linkedin/two
        url: https://linkedin.example/2
        remove: *noise
"""
    )
    assert load(tmp_path, text).targets[1].remove == (".nav", ".ad")


def test_archive_and_timezone_are_read(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("")
    settings = load(
        tmp_path,
        SMALL
        + "archive: {push: origin, browse_url: 'https://git.example/r/blob/{commit}/{path}'}\n"
        + "timezone: Europe/Paris\nnetwork: {ca_file: ca.pem}\n",
    )
    assert (settings.push, settings.timezone) == ("origin", "Europe/Paris")
    assert settings.browse_url == "https://git.example/r/blob/{commit}/{path}"
    assert settings.ca_file == tmp_path / "ca.pem"


def test_a_push_address_with_a_credential_is_not_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, SMALL + "archive: {push: 'https://${TOKEN}@git.example/r'}\n", TOKEN="s3cret")
    assert settings.push == "https://s3cret@git.example/r"
    assert "s3cret" not in repr(settings)


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = Secret("json://token")
    assert (repr(secret), str(secret), f"{secret}", f"{secret!r}") == ("Secret('***')", "***", "***", "Secret('***')")
    assert (secret == Secret("json://token"), secret == Secret("other"), secret == "json://token") == (
        True,
        False,
        False,
    )
    assert len({secret, Secret("json://token")}) == 1
    assert not Secret("")
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(secret)


def test_a_schedule_is_an_interval_or_a_cron_expression() -> None:
    for wrong in ((None, None), (HOURS, "0 7 * * *")):
        with pytest.raises(ValueError, match="either"):
            Schedule(*wrong)


TARGETS = """\
platforms:
  - name: A
    documents:
      - {id: a/privacy, url: https://a.example/1}
      - {id: a/privacy-eu, url: https://a.example/2}
      - {id: a/ai-faq, url: https://a.example/3}
  - name: B
    documents:
      - {id: b/privacy, url: https://b.example/1}
"""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a/privacy", "a/privacy"),
        ("ai-faq", "a/ai-faq"),
        ("b/", "b/privacy"),
        ("eu", "a/privacy-eu"),
        ("b", "b/privacy"),
    ],
)
def test_a_target_is_found_by_its_id_or_an_end_that_only_it_has(tmp_path: Path, name: str, found: str) -> None:
    assert load(tmp_path, TARGETS).target(name).id == found


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("privacy", "could be any of a/privacy, b/privacy"),
        ("a/", "could be any of a/privacy, a/privacy-eu, a/ai-faq"),
        ("b/privcy", "did you mean b/privacy"),
        ("zzz", "`watcher targets list` shows all"),
        ("riva", "did you mean a/privacy, a/privacy-eu, b/privacy?"),
        ("", "`watcher targets list` shows all"),
    ],
)
def test_an_unknown_or_ambiguous_target_lists_what_was_close(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("?", r"\?")):
        load(tmp_path, TARGETS).target(name)


def test_a_lone_target_file_needs_nothing_but_takes_everything(tmp_path: Path) -> None:
    folder = tmp_path / "chatgpt-data-use"
    folder.mkdir()
    file = folder / "target.yaml"
    file.write_text('{"url": "https://a.example/", "select": ["main"], "remove": [".sr"], "language": "fr"}')
    target = read_target_yaml(file)
    assert (target.id, target.platform, target.title) == (
        "chatgpt-data-use",
        "chatgpt-data-use",
        "chatgpt-data-use: chatgpt data use",
    )
    assert (target.url, target.select, target.remove, target.language) == (
        "https://a.example/",
        ("main",),
        (".sr",),
        "fr",
    )
    file.write_text("id: openai/data-use\nplatform: OpenAI\ntopics: [ai-training]\n")
    target = read_target_yaml(file)
    assert (target.id, target.platform, target.topics) == ("openai/data-use", "OpenAI", ("ai-training",))
    assert target.url == "https://unknown.invalid/"


def test_a_lone_target_file_is_checked_like_an_entry(tmp_path: Path) -> None:
    file = tmp_path / "target.yaml"
    file.write_text("id: a/b/c\nselct: main\nselect: '[x'\n")
    with pytest.raises(ConfigError) as caught:
        read_target_yaml(file)
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [
        ("id", 1),
        ("selct", 2),
        ("select", 3),
    ]
