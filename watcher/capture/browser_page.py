"""What is done with a page in the browser: wait until its text is there and rests, open what is closed, take its DOM.

Every wait ends: a page that never rests is taken as it stands. Nothing is clicked but what opens a part of the same
page; dialogs that lie on top are left where they are, since the DOM is read, not the picture.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from watcher.capture import failures
from watcher.capture.outcome import EndedError
from watcher.capture.visit import Visit
from watcher.model import Verdict, VerdictKind

if TYPE_CHECKING:
    from playwright.async_api import JSHandle, Page

_ENOUGH = 300  # characters outside of navigation, header and footer that make a page without selectors
_ENOUGH_SELECTED = 120  # characters that the target's selectors hold then
_PATIENCE = 15.0  # seconds for the text to come
_RESTLESS = 8.0  # seconds for it to rest once it is there; also after each round of opening
_QUIET = 0.6  # seconds without a change of the text and without a request under way
_LOOK = 0.15  # seconds between two looks, or longer where a look itself takes long
_RESERVE = 0.2  # of the visit's time is kept for taking the DOM
_ROUNDS = 4  # what was opened may hold something closed
_MOST_OPENED = 200  # in a round
_MOST_ELEMENTS = 250_000


@dataclass(frozen=True, slots=True)
class Taken:
    """The DOM as HTML, and how many characters of its text count."""

    html: bytes
    characters: int


@cache
def script(name: str) -> str:
    """One of the scripts beside this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


async def read(page: Page, visit: Visit) -> Taken:
    """The page once it rests. Raises EndedError for a page that is too large or is no longer the one that was asked
    for, and Playwright's errors.
    """
    eyes = _Eyes(page, visit)
    enough = _ENOUGH_SELECTED if visit.request.select else _ENOUGH
    characters = await _rest(eyes, visit, enough, _PATIENCE)
    for _ in range(_ROUNDS):
        opened = await eyes.ask(f"eyes => eyes.open({_MOST_OPENED})")
        characters = await _rest(eyes, visit, 0, _RESTLESS)
        if not opened or _over(visit):
            break
    html = await eyes.ask("eyes => eyes.take()")
    if page.url.partition(":")[0] not in ("http", "https"):
        raise EndedError(
            Verdict(VerdictKind.OTHER_DOCUMENT, f"the page of {visit.host} puts another in its own place")
        )
    body = html.encode("utf-8", "replace") if isinstance(html, str) else None
    if body is None or len(body) > visit.request.max_bytes:
        raise EndedError(failures.too_large(visit.host, visit.request.max_bytes).verdict)
    return Taken(b"<!DOCTYPE html>\n" + body, characters)


@dataclass
class _Eyes:
    """browser_page.js in the document that the page holds now; made anew when the page has loaded itself again."""

    page: Page
    visit: Visit
    _handle: JSHandle | None = None

    async def ask(self, question: str) -> object:
        from playwright.async_api import Error  # only those who have a browser have this package

        while True:
            try:
                if self._handle is None:
                    about = [list(self.visit.request.select), self.visit.request.max_bytes]
                    document = await self.page.evaluate_handle("document")
                    self._handle = await document.evaluate_handle(script("browser_page.js"), about)
                answer: object = await self._handle.evaluate(question)
            except Error as error:
                if not _another_document(error) or _over(self.visit):
                    raise
                self._handle = None
                await asyncio.sleep(_LOOK)  # the new document is on its way, and may take as long as any other
            else:
                return answer


def _another_document(error: Exception) -> bool:
    """Whether Playwright says that the document was exchanged while we looked."""
    return any(words in str(error) for words in ("context was destroyed", "Cannot find context", "navigat"))


def _over(visit: Visit) -> bool:
    return visit.left < _RESERVE * visit.request.timeout.total_seconds()


async def _rest(eyes: _Eyes, visit: Visit, enough: int, patience: float) -> int:
    """Waits for so many characters of text, then for them to rest; how many there are then. Raises EndedError for a
    page that grows beyond all bounds.
    """
    began = changed = time.monotonic()
    there: float | None = None
    before: object = None
    while True:
        at = time.monotonic()
        length, mark, elements, busy = _numbers(await eyes.ask("eyes => eyes.look()"))
        now = time.monotonic()
        if elements > _MOST_ELEMENTS or length > visit.request.max_bytes:
            raise EndedError(failures.too_large(visit.host, visit.request.max_bytes).verdict)
        if (length, mark) != before or visit.pending:
            before, changed = (length, mark), now
        changed = max(changed, visit.last)
        if length >= enough and not busy:
            there = now if there is None else there
        waited_for_rest = there is not None and (now - changed >= _QUIET or now - there >= _RESTLESS)
        if waited_for_rest or now - began >= patience or _over(visit):
            return length
        await asyncio.sleep(max(_LOOK, 3 * (now - at)))


def _numbers(look: object) -> tuple[int, int, int, bool]:
    """What a look tells; a page that tampers with it tells nothing."""
    match look:
        case [int() | float() as length, int() | float() as mark, int() | float() as elements, bool() as busy]:
            return int(length), int(mark), int(elements), busy
    return 0, 0, 0, False
