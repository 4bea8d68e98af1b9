"""The targets.yaml that we ship, its published schema, and what loading costs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
import yaml

from watcher.config import Schedule, Settings, json_schema, load_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Settings:
    return load_settings(ROOT / "targets.yaml", {})


def test_the_shipped_file_loads_with_nothing_set_and_has_no_route(shipped: Settings) -> None:
    assert (shipped.routes, shipped.health_routes, shipped.contact) == ((), (), None)


def test_one_variable_gives_it_a_route() -> None:
    settings = load_settings(
        ROOT / "targets.yaml", {"ALERT_URLS": "json://host", "WATCHER_CONTACT": "me@example.org"}
    )
    assert [[url.reveal() for url in route.urls] for route in settings.routes] == [["json://host"]]
    assert settings.user_agent.endswith("(+me@example.org)")


def test_it_watches_at_least_forty_documents_of_twenty_platforms(shipped: Settings) -> None:
    enabled = [target for target in shipped.targets if target.enabled]
    assert len(enabled) >= 40
    assert len({target.platform for target in enabled}) >= 20
    assert len({target.url for target in shipped.targets}) == len(shipped.targets)
    assert all(urlsplit(target.url).scheme == "https" for target in shipped.targets)


def test_linkedin_comes_first_with_its_faq_in_two_languages(shipped: Settings) -> None:
    english, french = shipped.targets[:2]
    assert (english.id, english.language) == ("linkedin/ai-faq", "en")
    assert english.url == "https://www.linkedin.com/help/linkedin/answer/a5538339"
    assert (french.id, french.language) == ("linkedin/ai-faq-fr", "fr")
    assert french.url == "https://www.linkedin.com/help/linkedin/answer/a5538339?lang=fr"
    assert english.select == french.select == (".article-details-page",)
    ids = {target.id for target in shipped.targets}
    assert {"linkedin/ai-control", "linkedin/privacy-policy", "linkedin/privacy-eu"} <= ids


def test_robots_txt_is_overridden_for_linkedin_alone_and_with_a_reason(shipped: Settings) -> None:
    overridden = {target.platform for target in shipped.targets if target.robots_override}
    assert overridden == {"LinkedIn"}
    assert all(target.robots_override for target in shipped.targets if target.platform == "LinkedIn")


def test_every_platform_name_and_folder_go_together(shipped: Settings) -> None:
    folders = {target.platform: target.id.partition("/")[0] for target in shipped.targets}
    assert all(target.id.startswith(folders[target.platform] + "/") for target in shipped.targets)
    assert len(set(folders.values())) == len(folders)
    assert all(target.id.endswith("-fr") == (target.language == "fr") for target in shipped.targets)
    assert {target.schedule.every for target in shipped.targets} == {shipped.targets[0].schedule.every}
    assert shipped.targets[0].schedule != Schedule(cron="0 7 * * *")


def test_the_published_schema_is_current() -> None:
    published = json.loads((ROOT / "docs" / "targets.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema(), "write json_schema() to docs/targets.schema.json"


def test_the_schema_accepts_the_shipped_file_and_refuses_slips() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    data = yaml.safe_load((ROOT / "targets.yaml").read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(data)] == []
    data["platforms"][0]["documents"][0]["slect"] = "main"
    data["platforms"][0]["robots"] = {"ignore": ""}
    data["timezone"] = 7
    assert sorted(error.json_path for error in validator.iter_errors(data)) == [
        "$.platforms[0].documents[0]",
        "$.platforms[0].robots",
        "$.timezone",
    ]


def test_importing_the_package_does_not_import_what_is_slow() -> None:
    code = "import sys, watcher.config; print({'pydantic', 'soupsieve', 'apscheduler', 'bs4'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "set()\n"


def test_a_thousand_targets_load_and_the_time_is_printed(tmp_path: Path) -> None:
    """The figure is for people (`pytest -s`): a busy machine must not fail the build."""
    lines = ["platforms:"]
    for platform in range(50):
        lines += [f"  - name: Platform {platform}", "    documents:"]
        for number in range(20):
            lines += [
                f"      - id: platform-{platform}/document-{number}",
                f"        title: Document {number} of platform {platform}",
                f"        url: https://platform-{platform}.example/legal/{number}",
                f"        select: [main, '#content-{platform}-{number}']",
                "        remove: [.nav, '[data-x*=\"time\"]']",
                "        language: fr",
            ]
    file = tmp_path / "targets.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    start = time.perf_counter()
    settings = load_settings(file, {})
    print(f"\n1,000 targets loaded in {time.perf_counter() - start:.2f} s")  # noqa: T201 - that is the point
    assert len(settings.targets) == 1_000
