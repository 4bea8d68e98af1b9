"""Pairs of documents that are made to be slow to read, compare or assess: repeated cues, one endless sentence, deep
lists, thousands of sentences alike. The same name and size give the same bytes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

MARKDOWN, HTML = "text/markdown", "text/html; charset=utf-8"


@dataclass(frozen=True)
class Pair:
    """Two captures of a page, and how they are to be read."""

    old: bytes
    new: bytes
    media: str = MARKDOWN
    language: str = "en"


def _pair(old: str, new: str, media: str = MARKDOWN, language: str = "en") -> Pair:
    return Pair(old.encode(), new.encode(), media, language)


def _fill(unit: str, size: int) -> str:
    return unit * max(1, size // len(unit.encode()))


def _lines(unit: str, size: int, joint: str = "\n\n") -> list[str]:
    """So many numbered ones that they fill the size; `{n}` is the number."""
    count = max(2, size // (len(unit.encode()) + len(joint) + 2))
    return [unit.format(n=number) for number in range(count)]


def repeated(words: str, language: str = "en") -> Callable[[int], Pair]:
    """A sentence of nothing but these words, and the same with the end of one on training."""
    return lambda size: _pair(
        _fill(f"{words} ", size), _fill(f"{words} ", size) + "to train our AI models.", language=language
    )


def _sentence(size: int) -> Pair:
    body = _fill("and we use what you write in the groups that you join, ", size)
    return _pair(
        f"We use your posts, {body} to train AI models.", f"We do not use your posts, {body} to train AI models."
    )


def _alike(old: str, new: str, joint: str = "\n\n") -> Callable[[int], Pair]:
    return lambda size: _pair(joint.join(_lines(old, size, joint)), joint.join(_lines(new, size, joint)))


def _shuffled(unit: str, joint: str = "\n\n") -> Callable[[int], Pair]:
    def make(size: int) -> Pair:
        lines = _lines(unit, size, joint)
        other = lines[:]
        random.Random(7).shuffle(other)
        return _pair(joint.join(lines), joint.join(other))

    return make


def _nested(size: int) -> Pair:
    depth = min(4000, size // 60)
    old = "<ul><li>We do not use the following to train AI:" * depth + "<li>posts" + "</ul>" * depth
    return _pair(f"<main>{old}</main>", f"<main>{old.replace('do not use', 'use')}</main>", HTML)


def _nested_markdown(size: int) -> Pair:
    depth = int(size**0.5)
    old = "\n".join(f"{'  ' * level}- We do not use the following to train AI:" for level in range(depth))
    return _pair(old, old.replace("do not use", "use"))


def _table(size: int) -> Pair:
    rows = "".join(f"<tr><td>Data {n}</td><td>Not used to train AI</td></tr>" for n in range(size // 56))
    return _pair(
        f"<main><table>{rows}</table></main>", f"<main><table>{rows.replace('Not used', 'Used')}</table></main>", HTML
    )


def _garbled(size: int) -> Pair:
    chance = random.Random(11)
    letters = "aeit nr .,;:()«»“”’'\u0301\u0308\u200b\u200d\u202e\ufe0f\u00ad\u2066İıßﬁﬃ㎏Ωאبक한𝕬😀0٣½Ⅷ>-–—•*_[]<&\n"
    text = "".join(chance.choice(letters) for _ in range(size // 2))
    return _pair(f"We train AI. {text}", f"We do not train AI. {text[::-1]}")


def _combining(size: int) -> Pair:
    return _pair(
        "We train AI on posts" + _fill("\u0316\u0301\u0323", size),
        "We train AI on posts" + _fill("\u0323\u0301\u0316", size),
    )


def _misspelt(size: int) -> Pair:
    lines = _lines("We use the profile, posts and photos of group {n} to train AI models that create content.", size)
    return _pair(
        "\n\n".join(lines), "\n\n".join(line.replace("photos", "fotos").replace("create", "craete") for line in lines)
    )


def _renamed(size: int) -> Pair:
    lines = _lines("Agora{n} and Polis{n} use the posts of Members to train AI.", size)
    return _pair("\n\n".join(lines), "\n\n".join(lines).replace("Agora", "Ithaka").replace("Polis", "Sparta"))


def _recut(size: int) -> Pair:
    lines = _lines("We use posts in group {n} to train AI; you can object to it in case {n} by writing to us.", size)
    return _pair("\n\n".join(lines), "\n\n".join(line.replace("; you", ".\n\nYou") for line in lines))


def _repeats(size: int) -> Pair:
    body = _fill("We do not use your posts to train AI.\n\n", size)
    return _pair(body, body[: len(body) // 2] + "We use your posts to train AI.\n\n" + body[len(body) // 2 :])


def _two_kinds(size: int) -> Pair:
    """Every promise gone, as many uses come: each is looked for among all of the other side."""
    old = _lines("We do not use photos of kind {n} to train AI models.", size)
    new = _lines("Our partners may use videos in format {n} to improve generative AI.", size)
    return _pair("\n\n".join(old), "\n\n".join(new))


def _links(size: int) -> Pair:
    unit = "[opt out](https://agora.example/settings/{n}) of AI training, "
    return _pair("".join(_lines(unit, size, "")), "".join(_lines(unit.replace("settings", "choices"), size, "")))


_PURPOSE = "We train AI models on posts.\n\nFor this purpose we keep part {n} of them."

PAIRS: dict[str, Callable[[int], Pair]] = {
    "one sentence": _sentence,
    "items": _alike("- private messages of kind {n}", "- private letters of kind {n}", "\n"),
    "items under a lead": lambda size: _pair(
        "We do not use the following to train AI:\n\n" + "\n".join(_lines("- data of kind {n}", size, "\n")),
        "We use the following to train AI:\n\n" + "\n".join(_lines("- data of kind {n}", size, "\n")),
    ),
    "items that move": _shuffled("- data of kind {n}", "\n"),
    "lettered paragraphs": _alike("(a) data of kind {n};", "(b) data of sort {n};"),
    "nested lists": _nested,
    "nested lists in Markdown": _nested_markdown,
    "table": _table,
    "alike, all flipped": _alike(
        "We may use item {n} to train our AI models.", "We do not use item {n} to train our AI models."
    ),
    "alike, other numbers": _alike("We use item {n} to train AI models.", "We use item 9{n} to train AI models."),
    "alike, shuffled": _shuffled("We may use item {n} to train our AI models."),
    "all other": _two_kinds,
    "the same again and again": _repeats,
    "choices": _alike(
        "You can opt out of use {n} of your data.", "You can object to use {n} of your data by e-mail."
    ),
    "defaults": _alike(
        "Setting {n} of your profile is on by default.", "Setting {n} of your profile is off by default."
    ),
    "recut": _recut,
    "renamed": _renamed,
    "misspelt": _misspelt,
    "references": _alike(_PURPOSE, _PURPOSE.replace("keep", "delete")),
    "headings": _alike("## {n}. How we train AI on data", "## {n}. How we train models on data"),
    "links": _links,
    "arrows": lambda size: _pair(
        _fill("Settings > Data privacy > ", size) + "to opt out of AI training.",
        _fill("Settings › Data privacy › ", size) + "to opt out of AI training.",
    ),
    "arrows and capitals": lambda size: _pair(
        "You can opt out of AI training in " + _fill("A > B ", size),
        "You can opt out of AI training in " + _fill("A B > ", size),
    ),
    "quotes": lambda size: _pair("We train AI. " + _fill('“"«', size), "We train AI. " + _fill('"”»', size)),
    "brackets": lambda size: _pair("We train AI " + _fill("(", size), "We train AI " + _fill("(excluding ", size)),
    "square brackets": lambda size: _pair("We train AI " + _fill("[", size), "We train AI " + _fill("[a](", size)),
    "digits": lambda size: _pair("We train AI " + _fill("9", size), "We train AI " + _fill("8", size)),
    "numbers": lambda size: _pair("We train AI from " + _fill("1.", size), "We train AI from " + _fill("2 ", size)),
    "dates": lambda size: _pair(
        "We train AI from " + _fill("3 November 2025, ", size),
        "We train AI from " + _fill("31 February 2025, ", size),
    ),
    "commas": lambda size: _pair("We train AI " + _fill(", ", size), "We do not train AI " + _fill(", ", size)),
    "apostrophes": lambda size: _pair("We train AI " + _fill("n'", size), "We don't train AI " + _fill("n''", size)),
    "full stops": lambda size: _pair("We train AI " + _fill("e.g. ", size), "We train AI " + _fill("i.e. ", size)),
    "spaces": lambda size: _pair(
        "We train AI" + _fill(" \t", size) + "x", "We train AI" + _fill("\u00a0 ", size) + "x"
    ),
    "one word": lambda size: _pair("We train AI " + _fill("a", size), "We train AI " + _fill("b", size)),
    "garbled": _garbled,
    "combining marks": _combining,
}
