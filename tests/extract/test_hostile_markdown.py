"""Markdown made to exhaust the reader is read in a time that grows with its length and no faster."""

from __future__ import annotations

import time

import pytest

from watcher.extract import extract

# Generous: each takes well under a second on the slowest machine used so far; quadratic work would take minutes.
_SECONDS = 8.0

_TEXTS = {
    "one line": "word " * 60_000,
    "no space": "w" * 300_000,
    "short items": "- a\n" * 30_000,
    "nested quotations": "> " * 50_000,
    "nested items": "- " * 50_000,
    "deeper and deeper": "".join(f"{'  ' * depth}- a\n" for depth in range(600)),
    "brackets": "[" * 300_000,
    "nested links": "[a " * 30_000 + "](b)" * 30_000,
    "emphasis": "*" * 100_000 + "a" + "*" * 100_000,
    "code": "`a``b" * 30_000,
    "tags": "<a " * 60_000,
    "blocks of HTML": "<div>\n\n" * 20_000,
    "definitions": "[a]: b\n" * 30_000 + "[a] " * 300,
    "rows": "|a|b|\n|-|-|\n" + "|a|b|\n" * 20_000,
    "a wide row": "|" + "a|" * 20_000 + "\n|" + "-|" * 20_000 + "\n",
    "headings": "# a\n" * 50_000,
    "paragraphs": "a\n\n" * 100_000,
    "blank lines": "\n" * 300_000 + " \n" * 150_000 + " " * 300_000 + "\n",
}


@pytest.mark.parametrize("name", _TEXTS)
def test_a_hostile_text_is_read_in_bounded_time(name: str) -> None:
    begun = time.perf_counter()
    document = extract(f"{_TEXTS[name]}\n\nWe train AI.\n".encode(), "text/markdown").document
    assert time.perf_counter() - begun < _SECONDS
    assert "We train AI." in document.text
