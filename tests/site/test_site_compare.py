"""The comparison in the browser: nothing lost, nothing invented, nothing marked that need not be."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import LCSseq

from tests.pages.harness import in_chromium, opened
from tests.site.conftest import Made
from watcher.extract import parse_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS = "we do not may use your posts , . data to train AI models été 東京 “private” e-mail 👍🏽 no\u00a0break".split(
    " "
)


def in_page(made: Made, script: str, argument: object) -> Any:
    """What a script of the document's page makes of the argument."""

    def run(browser: Browser) -> Any:
        with opened(browser, (made.site / "documents/agora/ai-faq/index.html").as_uri()) as page:
            return page.evaluate(script, argument)

    return in_chromium(run)


def versions(chance: random.Random) -> tuple[list[int], list[int]]:
    """Two lists of sentences' numbers: the second is the first one edited, or another one."""
    old = [chance.randrange(12) for _ in range(chance.randrange(30))]
    new = list(old)
    for _ in range(chance.randrange(12)):
        at = chance.randrange(len(new) + 1)
        if chance.random() < 0.5:
            new.insert(at, chance.randrange(14))
        else:
            del new[at : at + 1]
    if chance.random() < 0.1:
        chance.shuffle(new)
    return old, new


def test_sentences_are_all_there_and_as_many_as_possible_unchanged(made: Made) -> None:
    chance = random.Random(6)  # noqa: S311 - inputs for a test
    pairs = [versions(chance) for _ in range(300)]
    texts = [" ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 9))) for _ in range(14)]
    script = "([pairs, texts]) => pairs.map(([old, now]) => watcher.compare.compare(old, now, n => texts[n]))"
    found = in_page(made, script, [pairs, texts])
    for (old, new), entries in zip(pairs, found, strict=True):
        assert [entry["old"] for entry in entries if "old" in entry] == old
        assert [entry["new"] for entry in entries if "new" in entry] == new
        equal = [entry for entry in entries if entry["kind"] == "equal"]
        assert all(entry["old"] == entry["new"] for entry in equal)
        assert len(equal) == LCSseq.similarity(old, new)
        moved = [entry.get("new", entry.get("old")) for entry in entries if entry.get("moved")]
        assert all(moved.count(number) % 2 == 0 for number in moved)


def test_words_are_all_there(made: Made) -> None:
    chance = random.Random(7)  # noqa: S311 - same
    pairs = []
    for _ in range(300):
        old = [chance.choice(WORDS) for _ in range(chance.randrange(20))]
        new = [chance.choice(WORDS) if chance.random() < 0.2 else word for word in old if chance.random() > 0.1]
        pairs.append((" ".join(old), " ".join(new)))
    found = in_page(made, "pairs => pairs.map(([old, now]) => watcher.compare.words(old, now))", pairs)
    for (before, after), spans in zip(pairs, found, strict=True):
        assert "".join(span["text"] for span in spans if span["op"] != "insert") == before
        assert "".join(span["text"] for span in spans if span["op"] != "delete") == after
        assert all(span["text"] for span in spans)


def test_a_negation_is_marked_alone(made: Made) -> None:
    old = "We do not use your private messages to train AI models."
    new = "We may use your private messages to train AI models."
    spans = in_page(made, "([old, now]) => watcher.compare.words(old, now)", [old, new])
    assert [(span["op"], span["text"]) for span in spans] == [
        ("equal", "We "),
        ("delete", "do not"),
        ("insert", "may"),
        ("equal", " use your private messages to train AI models."),
    ]


def test_thousands_of_sentences_and_long_ones_take_no_time(made: Made) -> None:
    script = """() => {
      const begun = performance.now();
      const old = Array.from({length: 5000}, (_, n) => n), now = old.map(n => n % 3 ? n : n + 5000);
      const text = n => `sentence ${n} says that ${"word ".repeat(n % 40)}`;
      const found = watcher.compare.compare(old, now, text);
      watcher.compare.words("a b ".repeat(20000), "b c ".repeat(20000));
      watcher.compare.compare(old, old.map(n => n + 5000), text);
      return [found.filter(entry => entry.kind === "equal").length, performance.now() - begun];
    }"""
    equal, taken = in_page(made, script, None)
    assert equal == 3333
    assert taken < 5000


def test_the_versions_file_holds_the_texts_as_they_are(made: Made) -> None:
    raw = (made.site / "documents/linkwell/privacy/versions.js").read_text("ascii")
    data = json.loads(raw.partition(",")[2].removesuffix(");\n"))
    history = made.archive.history("linkwell/privacy")[::-1]
    assert [version["c"] for version in data["versions"]] == [item.commit[:12] for item in history]
    lines = data["lines"]
    for version, item in zip(data["versions"], history, strict=True):
        runs = version["l"]
        numbers = [runs[at] + step for at in range(0, len(runs), 2) for step in range(runs[at + 1])]
        text = made.archive.read("linkwell/privacy", item.commit).text
        assert len(numbers) == sum(1 for line in text.split("\n") if line.strip())
        document = parse_text(text, title="", language="en")
        assert [lines[n][1] for n in numbers] == [passage.text for passage in document.passages]
    assert data["versions"][0]["l"] == data["versions"][2]["l"]
    newest = made.archive.read("linkwell/privacy", 0).text.split("\n")
    assert newest[data["at"][0] - 1].lstrip("# ") == lines[0][1]
