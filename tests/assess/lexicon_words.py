"""Examples made from the phrases of the lexicon: what each says at its shortest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources

import yaml

from watcher.assess.lexicon import LANGUAGES


def phrases() -> Iterator[tuple[str, str, str]]:
    """Language, cue ("family/name" for the named ones) and phrase, for all phrases of all lexicons."""
    for language in LANGUAGES:
        source = resources.files("watcher.assess").joinpath("lexicon").joinpath(f"{language}.yaml")
        data: dict[str, dict[str, list[str]] | list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
        for cue, value in data.items():
            if cue == "language":
                continue  # its words, not its cues
            named = (
                {f"{cue}/{name}": listed for name, listed in value.items()}
                if isinstance(value, dict)
                else {cue: value}
            )
            for name, listed in named.items():
                for phrase in listed:
                    yield language, name, str(phrase)


def tokens(phrase: str) -> list[str]:
    """The words of a phrase with each choice made: the first alternative, gaps filled with one word."""
    out: list[str] = []
    for token in _split(phrase.removeprefix("=").removeprefix("^"), " "):
        if token in ("...", "...."):
            out.append("some")
        elif token.endswith(")*") or (token.endswith("?") and out[-1:] != ["some"]):
            continue
        else:
            out.extend(_first(token).split())
    return out


def _first(token: str) -> str:
    match = re.search(r"\(", token)
    if match is None:
        return re.sub(r"\[(\w)\w*\]", r"\1", token).replace("*", "x").replace("?", "")
    depth = 0
    for end in range(match.start(), len(token)):
        depth += {"(": 1, ")": -1}.get(token[end], 0)
        if depth == 0:
            break
    choices = [" ".join(tokens(part)) for part in _split(token[match.start() + 1 : end], "|")]
    inner = next(choice for choice in choices if choice)
    return _first(token[: match.start()] + inner + token[end + 1 :])


def _split(text: str, mark: str) -> list[str]:
    parts, depth = [""], 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part for part in parts if part]
