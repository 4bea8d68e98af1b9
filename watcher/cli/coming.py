"""Texts that are to come, for commands: they have no entry in targets.yaml, the state knows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from watcher.errors import UsageError

if TYPE_CHECKING:
    from watcher.config import Settings, Target
    from watcher.state import State


def watched_ahead(settings: Settings, state: State | None) -> dict[str, Target]:
    """The texts that are to come and are watched, by the documents whose texts they will be."""
    if state is None:
        return {}
    from watcher.state import AHEAD

    notes = state.metas(AHEAD)
    if not notes:
        return {}
    from watcher.check.ahead import coming  # seldom needed, and it takes a while to load

    announcing = [target for target in settings.targets if target.enabled and target.id in notes]
    found = ((target.id, coming(notes[target.id], target, settings.targets)) for target in announcing)
    return {key: target for key, target in found if target is not None}


def named_target(settings: Settings, name: str, ahead: Mapping[str, Target]) -> Target:
    """The target of targets.yaml that `name` means, or the text that is to come of one, `<id>-upcoming`.

    Raises UsageError as `Settings.target` does, and when none is announced.
    """
    try:
        return settings.target(name)
    except UsageError:
        from watcher.check.ahead import document_of, upcoming_id

        if document_of(name) == name:
            raise
    document = settings.target(document_of(name))
    if document.id in ahead:
        return ahead[document.id]
    own = upcoming_id(document.id)
    raise UsageError(
        f"{document.id} announces no text that is to come; what is recorded of earlier ones: `watcher history {own}`"
    )
