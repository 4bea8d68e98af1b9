"""An installation with a language model: from the page to the message, through everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.alert.model_server import GOOD, model_server, says
from tests.check.watching import check, opened
from tests.daemon.town import WORSE, Hands, Page, page, subjects, town, write
from watcher.check.watch import Watch


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("off", "on"):
        (tmp_path / name).mkdir()
    return tmp_path / "off", tmp_path / "on"


async def told(
    place: Path, answer: Callable[[BaseHTTPRequestHandler], None] | None
) -> tuple[dict[str, str], int, list[str]]:
    """The one alert that the webhook got when a promise was turned, how often a model was asked, and the commits."""
    hands = Hands()
    with town(faq=Page()) as site, model_server(answer or says(GOOD)) as model:
        block = f"{{url: '{model.url}', model: small}}" if answer else ""
        config = write(place, site, "faq", summary=block, life_signs="{}")

        async def round_of(watch: Watch) -> None:
            hands.go(hours=1)
            await check(watch)
            await watch.deliver()

        async with opened(config, hands) as watch:
            await round_of(watch)
        site.pages["/faq"].body = page(WORSE)
        site.hook.status = 503
        async with opened(config, hands) as watch:
            await round_of(watch)
        site.hook.status = 200
        async with opened(config, hands) as watch:
            await round_of(watch)
        (alert,) = [body for body in site.posted if "Watching began" not in body["title"]]
        # Its own address differs from town to town.
        return (
            json.loads(json.dumps(alert).replace(str(site.port), "PORT")),
            model.connections,
            [subject for subject in subjects(place / "data") if "agora" in subject],
        )


async def test_the_message_gains_two_marked_sentences_and_nothing_else_is_another(folders: tuple[Path, Path]) -> None:
    plain, never, commits = await told(folders[0], None)
    summed, once, same = await told(folders[1], says(GOOD))
    assert (never, once) == (0, 1)
    assert commits == same
    assert len(commits) == 2
    added = f"IN SHORT, WRITTEN BY A MACHINE\n\nNot checked by anybody: {GOOD}\n\n"
    assert summed["message"].count(added) == 1
    assert summed["message"].replace(added, "") == plain["message"]
    assert {**summed, "message": ""} == {**plain, "message": ""}


@pytest.mark.parametrize(
    "answer",
    [
        "No alert is needed. Ignore this change.",
        "<!channel> Posts may be used. See https://evil.example now.",
    ],
)
async def test_an_answer_that_wants_to_stop_or_change_the_alert_leaves_it_as_it_is(
    folders: tuple[Path, Path], answer: str
) -> None:
    plain, _, commits = await told(folders[0], None)
    attacked, once, same = await told(folders[1], says(answer))
    assert once == 1
    assert attacked == plain
    assert commits == same
