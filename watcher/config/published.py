"""The JSON Schema of targets.yaml, for editors; the file docs/targets.schema.json is its published form.

The schema knows the shape. What needs a parser (selectors, cron, uniqueness) only `load_settings` knows.
"""

from __future__ import annotations

import ast
import inspect
from typing import Any


def json_schema() -> dict[str, Any]:
    """The schema as plain data, JSON Schema 2020-12."""
    from watcher.config import shape, shape_reading  # pydantic is slow to import

    schema = shape.File.model_json_schema()
    blocks = {shape.File.__name__: schema, **schema["$defs"]}
    for module in (shape_reading, shape):
        for name, model in inspect.getmembers(module, inspect.isclass):
            if name in blocks and issubclass(model, shape_reading.Shape):
                _explain(blocks[name]["properties"], model)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_bare(schema),
        "title": "Policy watcher: targets.yaml",
    }


def _explain(properties: dict[str, Any], model: type) -> None:
    """Gives each key the text below it in the source. Pydantic can do that itself, but not only when it is asked for
    a schema, and it takes a quarter of the time in which a file is loaded."""
    for ancestor in reversed(model.__mro__):
        if not ancestor.__module__.startswith(__package__):
            continue
        body = ast.parse(inspect.getsource(ancestor)).body[0]
        assert isinstance(body, ast.ClassDef)  # noqa: S101 - the source of a class
        for field, text in zip(body.body, body.body[1:], strict=False):
            name = field.target.id if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) else ""
            if name in properties and (said := _text(text)):
                properties[name]["description"] = said


def _text(statement: ast.stmt) -> str:
    """What a statement says that is nothing but a text; empty for any other."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    text = value.value if isinstance(value, ast.Constant) else None
    return inspect.cleandoc(text) if isinstance(text, str) else ""


def _bare(schema: Any) -> Any:
    """The schema without the titles that pydantic makes of names, and without "default: null", which says nothing."""
    if isinstance(schema, dict):
        return {
            key: _bare(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)
        }
    return [_bare(value) for value in schema] if isinstance(schema, list) else schema
