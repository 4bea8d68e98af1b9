"""What stays of a page at every fetch: its bytes without those that nobody reads and that change each time. Pure.

Cut out are what is in scripts and styles and in plain comments, and the values of `nonce`, of `data-*` and of
ordinary addresses. No markup is parsed for that, the pieces are found by their bytes alone: half the work of the
quickest parse. So they may lie elsewhere than it seems (the text of a page can be about `nonce="..."`), and a
skeleton counts only after the parser has vouched for it (`vouched`): with other pieces in the same places it has to
see the same page.

Why the skeleton of a page, equal to one that was vouched for, means the same page to the parser: it reads from left
to right. Up to the first piece both pages are equal, so it comes there in one state; in each state that the parser
can be in there, all that may stand in a piece is alike to it (no piece can end what it stands in), so it leaves in
one state, too; and so on to the next one. What it told of a piece meanwhile, nobody reads: with other pieces it was
the same page.
"""

from __future__ import annotations

import hashlib
import re

from watcher.extract.charset import is_utf8, says_utf8
from watcher.extract.fingerprint import is_html, sight, telling_words
from watcher.model.bounds import MOST_BYTES
from watcher.model.selecting import Selector

_CUT = b"\0"  # stands where a piece was; no page has one
# What may stand in the value of an attribute, or in a comment: nothing that any part of a page could end with.
_PLAIN = rb"[ !#-&(-;=?-~]*"
_NONCE = re.compile(rb'( nonce=")' + _PLAIN + rb'(?=")')
_DATA = re.compile(rb'( data-(?!cfemail=)[\w-]+=")' + _PLAIN + rb'(?=")')
_ADDRESS = re.compile(rb' href="((?:#|/[\w?%-]|https?://\w)' + _PLAIN + rb')(?=")')
_ADDRESS_BESIDE_BASE = re.compile(rb"(?<!<base)" + _ADDRESS.pattern)  # takes ten times as long
_COMMENT = re.compile(rb"(<!--)[ \n!#-&(-;=?-~]*(?=-->)")
# What may not stand in a script or a style: its end, what begins a comment in it, what ends one (it may lie in one),
# and characters that are none, at which the parser stops. Patterns, because what begins with a rare byte is found
# quicker by them than by `in`.
_BEGINS = re.compile(rb"<(script|style)")
_ENDS = {
    tag: re.compile(rb"<(?:!--|/" + b"".join(b"[%c%c]" % (c, c - 32) for c in tag) + rb")")
    for tag in (b"script", b"style")
}
_COMMENT_ENDS = re.compile(rb"--!?>")
_NO_CHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r"))


def skeleton(body: bytes, content_type: str, selectors: tuple[Selector, ...] = ()) -> str:
    """A hash of the skeleton of a page that is read with these selectors; empty where there is none. It says
    something only beside one from `vouched`."""
    if not _fits(content_type, selectors):
        return ""
    bones = _without(body, content_type, _CUT, _CUT)
    return hashlib.sha256(bones).hexdigest() if bones is not None else ""


def vouched(body: bytes, content_type: str, selectors: tuple[Selector, ...] = ()) -> str:
    """The same, but only where it stands for the page: where the parser sees the same page with other pieces in all
    the places. It is asked twice for that, so this is for a page that is being read."""
    own = skeleton(body, content_type, selectors) if is_utf8(body, content_type) else ""
    word = next((word for n in range(10) if (word := b"zq%dx" % n) not in body), None)
    if not own or word is None:
        return ""
    # Elsewhere than in a script this would end an attribute or a tag, be text and an element.
    other = _without(body, content_type, word, b"%s\"'><b>%s</b>" % (word, word))
    before = sight(body)
    return own if other is not None and before and sight(other) == before else ""


def _fits(content_type: str, selectors: tuple[Selector, ...]) -> bool:
    """Whether it is HTML, and no selector can ask for what is cut out."""
    text = " ".join(map(str, selectors)).lower()
    return is_html(content_type) and not any(name in text for name in ("href", "nonce", "data-"))


def _without(body: bytes, content_type: str, word: bytes, script: bytes) -> bytes | None:
    """The page with `script` for what is in scripts and styles, and `word` for the other pieces."""
    # The other pieces are ASCII, and what is left is that of a page that could be decoded.
    if len(body) > MOST_BYTES or _CUT in body or not says_utf8(body, content_type):
        return None
    kept: list[bytes] = []
    cut: dict[bytes, list[bytes]] = {tag: [] for tag in _ENDS}
    place, find = 0, body.find
    while (begins := _BEGINS.search(body, place)) is not None:
        tag = begins[1]
        inside = find(b">", begins.end()) + 1
        until = find(b"</" + tag, inside)
        if not inside or until < 0:
            return None
        kept += (body[place:inside], script)
        cut[tag].append(body[inside:until])
        place = until
    if not all(_uniform(b"".join(pieces), _ENDS[tag]) for tag, pieces in cut.items()):
        return None
    body = b"".join((*kept, body[place:]))
    if b' nonce="' in body:  # quicker than the search for a pattern
        body = _NONCE.sub(rb"\1" + word, body)
    body = _DATA.sub(rb"\1" + word, body)
    body = _COMMENT.sub(rb"\1" + word, body)
    pieces = (_ADDRESS_BESIDE_BASE if b"<base" in body else _ADDRESS).split(body)
    addresses = pieces[1::2]
    pieces[1::2] = [b' href="/' + word] * len(addresses)
    # Most pages have no address that counts, and hundreds of others: they are looked at all at once first.
    if telling := telling_words(b"\n".join(addresses).decode("ascii")):
        words = [each.encode("ascii") for each in telling]
        for number, address in enumerate(addresses):
            small = address.lower()
            if any(each in small for each in words):
                pieces[2 * number + 1] = b' href="' + address
    return b"".join(pieces)


def _uniform(scripts: bytes, ends: re.Pattern[bytes]) -> bool:
    """Whether the parser takes all of it for what is in scripts, whatever it is."""
    if ends.search(scripts) or _COMMENT_ENDS.search(scripts) or _NO_CHARACTER.search(scripts):
        return False
    if not scripts.isascii():
        try:
            scripts.decode()
        except UnicodeDecodeError:
            return False
    return len(scripts.translate(None, _CONTROL)) == len(scripts)
