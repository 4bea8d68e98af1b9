"""docs/configuration.md: every example loads, every key is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from watcher.config import json_schema, load_settings

DOCS = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
PLATFORMS = """
platforms:
  - name: LinkedIn
    documents: [{id: linkedin/ai-faq, url: https://linkedin.example/faq}]
"""


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_loads(tmp_path: Path, example: str) -> None:
    whole = example if "platforms:\n" in example else example + PLATFORMS
    (tmp_path / "targets.yaml").write_text(whole, encoding="utf-8")
    assert load_settings(tmp_path / "targets.yaml", {}).targets


def test_every_key_is_explained() -> None:
    schema = json_schema()
    blocks = [schema, *schema["$defs"].values()]
    keys = {key for block in blocks for key in block.get("properties", {})}
    assert len(keys) > 30
    assert [key for key in sorted(keys) if f"`{key}`" not in DOCS and f"{key}:" not in DOCS] == []
