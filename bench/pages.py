"""Policies of any length from invented sentences: the same seed gives the same text."""

from __future__ import annotations

import random

_SUBJECTS = "Agora|Our service|The platform|A partner of ours|Each member|Our support team|This notice|The app".split(
    "|"
)
_VERBS = "stores|shows|shares|reads|keeps|deletes|measures|explains|protects|may use|does not use|will use".split("|")
_OBJECTS = (
    "your profile data|the posts you publish|messages between members|the settings you choose|your location"
    "|the device you sign in with|the answers you give|photos that you upload|your contacts|usage statistics"
).split("|")
_PURPOSES = (
    "to provide the service|to keep accounts safe|to train AI models|to show relevant content|to answer you"
    "|on the basis of legitimate interest|with your consent|unless you opt out in your settings"
    "|for as long as you are a member|to meet our legal obligations"
).split("|")


def sentences(count: int, seed: int = 1) -> list[str]:
    """So many different sentences."""
    chance = random.Random(seed)
    out = []
    for number in range(count):
        parts = [chance.choice(words) for words in (_SUBJECTS, _VERBS, _OBJECTS, _PURPOSES)]
        out.append(f"{' '.join(parts)} in case {number} of the list that section {number // 40 + 1} describes.")
    return out


def page(lines: list[str], nonce: str = "0") -> str:
    """An HTML page with these sentences in sections and paragraphs, and furniture around them."""
    blocks = []
    for start in range(0, len(lines), 40):
        blocks.append(f"<h2>{start // 40 + 1}. Section</h2>")
        blocks += [f'<p class="x{nonce}">{" ".join(lines[i : i + 4])}</p>' for i in range(start, start + 40, 4)]
    nav = "".join(f'<li><a href="/p{i}?s={nonce}">Page {i}</a></li>' for i in range(40))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Agora Privacy</title><script nonce="{nonce}">var a=1</script>'
        f"</head><body><nav><ul>{nav}</ul></nav><main><h1>Agora Privacy Notice</h1>{''.join(blocks)}</main>"
        "</body></html>"
    )


def prose(lines: list[str]) -> str:
    """The sentences as Markdown, in sections and paragraphs."""
    blocks = ["# Agora Privacy Notice"]
    for start in range(0, len(lines), 40):
        blocks.append(f"## {start // 40 + 1}. Section")
        blocks += [" ".join(lines[i : i + 4]) for i in range(start, min(start + 40, len(lines)), 4)]
    return "\n\n".join(blocks) + "\n"


def page_of(size: int, seed: int = 1, nonce: str = "0") -> str:
    """A page of about `size` bytes."""
    one = len(page(sentences(400, seed))) / 400
    return page(sentences(int(size / one), seed), nonce)
