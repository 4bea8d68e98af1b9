"""targets.yaml and the environment -> settings that the rest of the program can trust.

    tree       YAML text -> nodes with lines           variables  nodes -> data, ${NAME} filled in
    checks     one check per kind of value             shape      the models (pydantic)
    across     checks between values                   wording    errors in plain words, with their place
    load       all of it joined: load_settings         settings   the result: Settings, Target, Route, When
    insert     more documents, comments kept           published  the JSON Schema

Importing this package is cheap: pydantic, soupsieve and APScheduler are imported when a file is loaded.
"""

from watcher.config.duration import format_duration, parse_duration
from watcher.config.insert import add_document, add_documents
from watcher.config.load import load_settings, read_target_yaml
from watcher.config.published import json_schema
from watcher.config.secret import Secret
from watcher.config.settings import (
    Ahead,
    Route,
    Schedule,
    Serve,
    Settings,
    Source,
    Summary,
    Target,
    Timing,
    When,
    bare_target,
)

__all__ = [
    "Ahead",
    "Route",
    "Schedule",
    "Secret",
    "Serve",
    "Settings",
    "Source",
    "Summary",
    "Target",
    "Timing",
    "When",
    "add_document",
    "add_documents",
    "bare_target",
    "format_duration",
    "json_schema",
    "load_settings",
    "parse_duration",
    "read_target_yaml",
]
