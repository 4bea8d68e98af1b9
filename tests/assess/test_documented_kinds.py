"""The table of finding kinds in docs/assessment.md is true: each example gives the kind and direction it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from watcher.assess import assess
from watcher.compare import compare
from watcher.extract import extract
from watcher.model import Document, FindingKind

_DOCS = (Path(__file__).parents[2] / "docs" / "assessment.md").read_text(encoding="utf-8")
_ROWS = re.findall(r"^\| `([\w-]+)` \| (.*?) \| (.*?) \| (\w+) \|$", _DOCS, re.MULTILINE)
_AROUND = "# Privacy notice\n\nWe keep invoices for ten years.\n\n"


def _document(sentence: str) -> Document:
    text = _AROUND + sentence.replace("—", "") + "\n"
    return extract(text.encode(), "text/markdown", language="en").document


def test_every_kind_has_an_example() -> None:
    assert sorted(row[0] for row in _ROWS) == sorted(kind.value for kind in FindingKind)


@pytest.mark.parametrize(("kind", "before", "after", "direction"), _ROWS)
def test_the_example_of_a_kind_gives_it(kind: str, before: str, after: str, direction: str) -> None:
    findings = assess(compare(_document(before), _document(after))).findings
    told = findings[-1 if kind == "takes-effect" else 0]  # which is told beside news only, and last
    assert (told.kind.value, told.direction.value) == (kind, direction)
