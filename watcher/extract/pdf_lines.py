"""The lines of text of a PDF, with where they stand and how they look. Nothing is decided here about what they mean.

Reads with pypdf, in the order in which the file draws its text: programs that make PDFs draw column after column.
Scripts, forms and attachments of a file are not looked at.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import StreamObject

MOST_PAGES = 1000
# Drawing steps in all: a page of text takes a few hundred. A file can call its parts from one another so that 2^30
# steps come out of ten lines.
_MOST_STEPS = 1_000_000
_MOST_BYTES = 5_000_000  # of all pages' instructions, unpacked: a page of text has 2 to 10 kB; 0.5 MB take a second
_TOO_MUCH = "the PDF draws too much to be a text"
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


class UnreadablePdfError(ValueError):
    """The bytes are not a PDF that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or what stands of it in one cell. `x` and `y` are the place of its beginning in points from the lower
    left corner, `height` is the page's, `size` that of the letters; `bold` when all of them are.
    """

    text: str
    page: int
    x: float
    y: float
    height: float
    size: float
    bold: bool


def lines_of(body: bytes) -> list[Line]:
    """All lines of a PDF. Raises UnreadablePdfError for what is no PDF, is locked, holds no text or too much."""
    from pypdf import PdfReader  # PDFs are rare, the import is not cheap
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePdfError("the PDF is locked: it cannot be read without a password")
        return _read(reader)
    except DependencyError as error:
        raise UnreadablePdfError("the PDF is encrypted with AES, which needs the package `cryptography`") from error
    except (PyPdfError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # pypdf raises all of these for files that break the format's rules; each means "not readable"
        raise UnreadablePdfError(f"not a readable PDF ({type(error).__name__}: {error})") from error
    except ValueError as error:
        if isinstance(error, UnreadablePdfError):
            raise
        raise UnreadablePdfError(f"not a readable PDF ({type(error).__name__}: {error})") from error


def _read(reader: PdfReader) -> list[Line]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise UnreadablePdfError(f"the PDF has {count} pages; no more than {MOST_PAGES} are read")
    drawn = 0
    for page in reader.pages:
        drawn += sum(len(part.get_data()) for part in _instructions(page))
        if drawn > _MOST_BYTES:
            raise UnreadablePdfError(_TOO_MUCH)
    pen = _Pen()
    for number in range(count):
        page = reader.pages[number]
        pen.turn(number, page)
        page.extract_text(visitor_text=pen.draw, visitor_operand_before=pen.step)
        pen.end()
    if not pen.lines:
        held = "pictures of pages" if pen.pictures else "empty pages"
        raise UnreadablePdfError(f"the PDF holds {held} and no text ({count} pages): a person has to read it")
    return pen.lines


class _Pen:
    """Takes down what pypdf reports: pieces of text, each with the state of the page at its beginning."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pictures = False
        self._steps = 0
        self._page, self._height = 0, 800.0
        self._pieces: list[tuple[str, float, bool]] = []
        self._place = (0.0, 0.0)

    def turn(self, number: int, page: PageObject) -> None:
        self._page, self._height = number, float(page.mediabox.height) or 800.0

    def step(self, operator: object, *_: object) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise UnreadablePdfError(_TOO_MUCH)
        if operator in (b"Do", b"EI", b"INLINE IMAGE"):
            self.pictures = True

    def draw(
        self, text: str, outer: list[float], inner: list[float], font: dict[str, object] | None, size: float
    ) -> None:
        for position, piece in enumerate(text.split("\n")):
            if position:
                self.end()
            if not piece:
                continue
            if not self._pieces:
                self._place = _place(inner, outer)
            name = str((font or {}).get("/BaseFont", "")).lower()
            bold = any(word in name for word in _BOLD)
            self._pieces.append((piece, size * _scale(inner, outer), bold))

    def end(self) -> None:
        """A line is complete."""
        text = "".join(piece for piece, _, _ in self._pieces)
        if text.strip():
            seen = [(len(piece.strip()), size, bold) for piece, size, bold in self._pieces if piece.strip()]
            _, size, _ = max(seen)
            bold = all(each for _, _, each in seen)
            x, y = self._place
            self.lines.append(Line(text, self._page, x, y, self._height, round(size, 1), bold))
        self._pieces = []


def _instructions(page: PageObject) -> list[StreamObject]:
    """The streams that draw a page."""
    from pypdf.generic import ArrayObject, StreamObject  # PDFs are rare, the import is not cheap

    found = page.get("/Contents")
    held = found.get_object() if found is not None else None
    parts = [part.get_object() for part in held] if isinstance(held, ArrayObject) else [held]
    return [part for part in parts if isinstance(part, StreamObject)]


def _place(inner: list[float], outer: list[float]) -> tuple[float, float]:
    """Where the text's own zero lies on the page: the two matrices one after the other."""
    a, b, c, d, e, f = (float(value) for value in outer)
    x, y = float(inner[4]), float(inner[5])
    return x * a + y * c + e, x * b + y * d + f


def _scale(inner: list[float], outer: list[float]) -> float:
    """By how much both matrices make letters higher."""
    return math.hypot(float(inner[2]), float(inner[3])) * math.hypot(float(outer[2]), float(outer[3]))
