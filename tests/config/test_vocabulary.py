"""`vocabulary` in targets.yaml: phrases of the user's own reach the targets, and wrong ones are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from watcher.config import load_settings
from watcher.errors import ConfigError
from watcher.model import OwnTopic

_PLATFORMS = """
platforms:
  - name: LinkedIn
    documents: [{id: linkedin/ai-faq, url: https://linkedin.example/faq, topics: [ai-training, biometrics]}]
"""


def _load(folder: Path, vocabulary: str) -> tuple[str, ...]:
    (folder / "targets.yaml").write_text(vocabulary + _PLATFORMS, encoding="utf-8")
    return load_settings(folder / "targets.yaml", {}).targets[0].topics


def test_the_phrases_come_with_the_topic(tmp_path: Path) -> None:
    training, biometrics = _load(tmp_path, "vocabulary: {biometrics: {en: face print*, fr: [empreinte*, visage*]}}")
    assert not isinstance(training, OwnTopic)
    assert isinstance(biometrics, OwnTopic)
    assert biometrics.phrases == {"en": ("face print*",), "fr": ("empreinte*", "visage*")}


@pytest.mark.parametrize(
    ("vocabulary", "line", "said"),
    [
        ("vocabulary:\n  biometric:\n    en: [face]", 3, "did you mean `biometrics`?"),
        ("vocabulary:\n  gambling:\n    en: [bet]", 3, "no document watches this topic; add it to `topics`"),
        ('vocabulary:\n  biometrics:\n    en: ["face (print"]', 3, "every parenthesis closed"),
        ('vocabulary:\n  biometrics:\n    en: ["..."]', 3, "must be words"),
        (f"vocabulary:\n  biometrics:\n    en: [{'long ' * 50}]", 3, "at most 200 characters"),
        ("vocabulary:\n  biometrics:\n    english: [face]", 3, "language tag"),
        ("vocabulary:\n  Bio Metrics:\n    en: [face]", 3, "small letters, digits and dashes"),
    ],
)
def test_a_phrase_or_topic_that_cannot_be_is_named_with_its_line(
    tmp_path: Path, vocabulary: str, line: int, said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, vocabulary)
    problems = caught.value.problems
    assert any(said in problem.message and problem.line == line for problem in problems), problems
