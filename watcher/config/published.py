"""The JSON Schema of targets.yaml, for editors; the file docs/targets.schema.json is its published form.

The schema knows the shape. What needs a parser (selectors, cron, uniqueness) only `load_settings` knows.
"""

from __future__ import annotations

from typing import Any


def json_schema() -> dict[str, Any]:
    """The schema as plain data, JSON Schema 2020-12."""
    from watcher.config.shape import File  # pydantic is slow to import

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_bare(File.model_json_schema()),
        "title": "Policy watcher: targets.yaml",
    }


def _bare(schema: Any) -> Any:
    """The schema without the titles that pydantic makes of names, and without "default: null", which says nothing."""
    if isinstance(schema, dict):
        return {
            key: _bare(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)
        }
    return [_bare(value) for value in schema] if isinstance(schema, list) else schema
