"""The proof that alerts arrive: the real program, the real protocols, and what came out at the other end.

Agora's page is looked at twice, and in between it turns "we do not train on members' data in the EU" into the
opposite. A mail server, Slack's webhook and a Matrix server must each have got the news, word for word as the files
in golden/ hold it. The same scenario runs against a container image: see program.py and tests/container/run.sh.

    UPDATE_GOLDEN=1     writes golden/ anew instead of comparing; look at the difference before you commit it
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.delivery import agora, normal, program
from tests.delivery.program import Place
from tests.delivery.services import SLACK, World, world

GOLDEN = Path(__file__).parent / "golden"
# The announced day must lie ahead, whenever this runs; normal.py writes 2027 for its year.
YEAR = dt.datetime.now(dt.UTC).year + 1

pytestmark = pytest.mark.timeout(180)  # an image starts four times

_TARGETS = f"""\
defaults:
  delay: 0s
alerts:
  - urls: ${{ALERT_URLS}}
platforms:
  - name: Agora
    documents:
      - id: agora/ai-faq
        title: Agora and generative AI
        url: {agora.URL}
        select: [main]
"""


@dataclass(frozen=True)
class Story:
    """What happened: exit status and output of each check, and what the world had received after each."""

    world: World
    place: Place
    statuses: tuple[int, ...]
    outputs: tuple[str, ...]
    counts: tuple[tuple[int, int, int], ...]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("delivery")
    data = folder / "data"
    data.mkdir()
    (data / "targets.yaml").write_text(_TARGETS, encoding="utf-8")
    with world(folder) as around:
        place = _place(folder, data, around)
        statuses, outputs, counts = [], [], []
        for page in (agora.before(), agora.after(YEAR), agora.after(YEAR)):
            around.site.page = page
            done = program.run(place, "check")
            statuses.append(done.returncode)
            outputs.append(done.stdout + done.stderr)
            counts.append((len(around.mailbox.mails), len(around.slack.posts), len(around.matrix.events)))
        yield Story(around, place, tuple(statuses), tuple(outputs), tuple(counts))


def _place(folder: Path, data: Path, around: World) -> Place:
    urls = folder / "alert_urls"
    urls.write_text(around.alert_urls, encoding="utf-8")
    for file in (urls, around.ca_file):
        file.chmod(0o644)  # the image's user is another one
    environment = {
        "ALERT_URLS_FILE": str(urls),
        "HTTPS_PROXY": around.proxy,
        "NO_PROXY": "127.0.0.1",
        "SSL_CERT_FILE": str(around.ca_file),
        "REQUESTS_CA_BUNDLE": str(around.ca_file),
    }
    return Place(data, (urls, around.ca_file), environment)


def _matches_golden(name: str, got: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(got, encoding="utf-8", newline="\n")
    assert got == file.read_text(encoding="utf-8")


def test_the_first_sight_is_told_as_the_beginning_and_the_change_as_an_alert_and_neither_twice(story: Story) -> None:
    assert story.statuses == (0, 0, 0), story.outputs
    assert story.counts == ((1, 1, 1), (2, 2, 2), (2, 2, 2)), story.outputs
    assert message_from_bytes(story.world.mailbox.mails[0])["Subject"] == "Watching began: 1 document"


def test_the_mail_arrives_word_for_word(story: Story) -> None:
    _matches_golden("agora.eml", normal.mail(story.world.mailbox.mails[1], YEAR))


def test_slack_gets_the_alert_at_its_own_address(story: Story) -> None:
    post = story.world.slack.posts[1]
    assert (post.host, post.method) == (SLACK, "POST")
    assert post.path == "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
    _matches_golden("slack.json", normal.payload(post.json(), YEAR))


def test_matrix_gets_the_alert_in_its_room(story: Story) -> None:
    _matches_golden("matrix.json", normal.payload(story.world.matrix.events[1], YEAR))


def test_no_address_or_token_is_in_the_output_or_in_the_data_folder(story: Story) -> None:
    secrets = ("swordfish", "TIiajkdnlazkcOXrIdevi7")
    written = [path.read_bytes() for path in story.place.data.rglob("*") if path.is_file()]
    assert written
    for secret in secrets:
        assert not any(secret in output for output in story.outputs)
        assert not any(secret.encode() in content for content in written)


def test_history_and_status_tell_the_same_news(story: Story) -> None:
    history = program.run(story.place, "history", "agora/ai-faq", "--json")
    assert history.returncode == 0, history.stderr
    versions = [json.loads(line) for line in history.stdout.splitlines()]
    assert [version["severity"] for version in versions] == ["high", None]
    assert versions[0]["topics"][0] == "ai-training"
    status = program.run(story.place, "status")
    assert status.returncode == 0, status.stderr
    assert "0 unwell" in status.stdout
