"""PDFs as people publish them: tests/extract/pdfs/make.py made the files beside it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from watcher.compare import compare
from watcher.extract import Extraction, extract, render_text
from watcher.extract.pdf import read_pdf
from watcher.extract.pdf_lines import Line

PDFS = Path(__file__).parent / "pdfs"
POLICY = """\
# Agora privacy policy

Effective from 3 November 2025.

## 1\\. Who we are

Agora Limited, 1 Market Street, runs the service.
You can write to us at privacy@agora.example.

## 2\\. What we collect

We collect what you give us: your name, your e-mail address and what you publish.
We also collect how you use the service, such as the pages that you open, the searches that you make and the time \
that you spend on them.

- Your profile, which includes your name, your photograph, your present position and what you say about yourself.
- Your posts and comments.
- Answers that you give to recruiters.

## 3\\. Artificial intelligence

We do not use your private messages to train artificial intelligence models.
We may use what you publish to improve our content-generating features, unless you object in your settings.
Data of people under eighteen are never used.
Unsere Grundsätze gelten für alle Mitglieder: à la carte, naïve, œuvre.

## 4\\. How long we keep data

We keep your data for as long as your account exists, and for ninety days after that.

### In short

See your settings to object.

## 2\\.1. Who we are
"""


def _read(name: str) -> Extraction:
    return extract((PDFS / name).read_bytes(), "application/pdf")


def test_headings_paragraphs_and_lists_are_what_a_reader_sees() -> None:
    found = _read("policy.pdf")
    assert found.problem == ""
    assert render_text(found.document).startswith(POLICY)
    assert found.document.title == "Agora privacy policy"


def test_what_stands_on_every_page_and_page_numbers_are_no_text() -> None:
    text = _read("policy.pdf").document.text
    for words in ("Agora Limited – Privacy policy", "Version 7", "Page 2 of many"):
        assert words not in text


def test_the_rows_of_a_table_stay_together() -> None:
    end = render_text(_read("policy.pdf").document)[-200:]
    assert "Posts" in end
    cells = [block for section in _read("policy.pdf").document.sections for block in section.blocks if block.depth]
    assert [block.sentences[0].text for block in cells] == ["Used for training", "Yes, unless you object", "No"]


@pytest.mark.parametrize("other", ["policy-small.pdf", "columns.pdf", "locked-for-owner.pdf"])
def test_the_same_text_on_other_pages_or_in_columns_is_the_same_text(other: str) -> None:
    first, second = _read("policy.pdf").document, _read(other).document
    said = {passage.text for passage in first.passages}
    assert said <= {passage.text for passage in second.passages}
    changes = compare(first, second).changes
    running = {"Agora Limited – Privacy policy", "Version 7", "Page 1 of many"}  # of a file with one page only
    assert [change for change in changes if not change.after or change.after.text not in running] == []


def test_a_pdf_that_needs_a_password_says_so() -> None:
    found = _read("locked.pdf")
    assert (found.document.text, found.problem) == ("", "the PDF is locked: it cannot be read without a password")


def test_a_pdf_of_pictures_says_so() -> None:
    problem = "the PDF holds pictures of pages and no text (2 pages): a person has to read it"
    assert _read("pictures.pdf").problem == problem


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_a_problem_or_a_text_and_never_an_error(share: float) -> None:
    body = (PDFS / "policy.pdf").read_bytes()
    found = extract(body[: int(len(body) * share)], "application/pdf")
    assert found.problem or found.document.text


def test_damage_in_any_place_is_no_error() -> None:
    body = (PDFS / "policy-small.pdf").read_bytes()
    for place in range(0, len(body), 97):
        damaged = body[:place] + b"\xff/<" + body[place + 3 :]
        found = extract(damaged, "application/pdf")
        assert found.problem or found.document is not None


def _drawn(pages: int, drawing: bytes) -> bytes:
    """A PDF whose pages all draw the same."""
    writer = PdfWriter()
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    stream = DecodedStreamObject()
    stream.set_data(drawing)
    reference = writer._add_object(stream)
    for _ in range(pages):
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Contents")] = reference
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.timeout(60)
def test_five_hundred_pages_are_read_and_no_end_of_them_is_not() -> None:
    lines = b" T* ".join(b"(We may use what you publish to train our models, number %d.) Tj" % n for n in range(40))
    found = extract(_drawn(500, b"BT /F1 10 Tf 10 TL 72 600 Td " + lines + b" ET"), "application/pdf")
    assert len(found.document.passages) == 500 * 40
    assert "has 1001 pages" in extract(_drawn(1001, b"BT /F1 10 Tf (a) Tj ET"), "application/pdf").problem


@pytest.mark.timeout(60)
@pytest.mark.parametrize("drawing", [b"BT /F1 9 Tf 1 0 0 1 9 9 Tm (word) Tj ET " * 50_000, b"q Q " * 5_000_000])
def test_a_pdf_that_draws_without_end_is_given_up(drawing: bytes) -> None:
    assert "draws too much" in extract(_drawn(9, drawing), "application/pdf").problem


@pytest.mark.timeout(60)
def test_parts_that_call_one_another_without_end_are_given_up() -> None:
    writer = PdfWriter()
    parts = DictionaryObject()
    for _ in range(40):
        form = DecodedStreamObject()
        form.set_data(b"/X Do /X Do BT ET")
        form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): parts})
        parts = DictionaryObject({NameObject("/X"): writer._add_object(form)})
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(b"/X Do")
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): parts})
    out = io.BytesIO()
    writer.write(out)
    assert extract(out.getvalue(), "application/pdf").problem


def test_scripts_and_attachments_of_a_pdf_are_not_looked_at() -> None:
    writer = PdfWriter(clone_from=PdfReader(PDFS / "policy.pdf"))
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert('everything')"),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_attachment("terms.txt", b"We train on everything.")
    out = io.BytesIO()
    writer.write(out)
    assert extract(out.getvalue(), "application/pdf").document.text == _read("policy.pdf").document.text


def _page(lines: list[tuple[str, float, float]], *, size: float = 10, bold: bool = False) -> list[Line]:
    return [Line(text, 0, x, y, 842, size, bold) for text, x, y in lines]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (("We use artifi-", "cial intelligence."), "We use artificial intelligence."),
        (("We use artifi\u00ad", "cial intelligence."), "We use artificial intelligence."),
        (("Our content-", "Security team."), "Our content-Security team."),
        (("Features that generate content or are generating it: content-", "generating ones."),
         "Features that generate content or are generating it: content-generating ones."),
        (("We co-", "operate. To cooperate is good."), "We cooperate. To cooperate is good."),
    ],
)  # fmt: skip
def test_words_that_were_cut_at_the_end_of_a_line_are_whole_again(
    rows: tuple[str, ...], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = _page([(row, 72, 700 - 12 * number) for number, row in enumerate(rows)])
    monkeypatch.setattr("watcher.extract.pdf.lines_of", lambda _: drawn)
    assert read_pdf(b"", language="en").text.replace("\n", " ") == text
