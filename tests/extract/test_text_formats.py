"""Markdown, plain text and PDF become documents of the same kind as pages do."""

from __future__ import annotations

import io
import time

from pypdf import PdfWriter

from watcher.extract import extract, media_type, render_text, suffix_for
from watcher.model import Link


def _lines(text: str, content_type: str) -> list[str]:
    document = extract(text.encode(), content_type, url="https://agora.example/help/").document
    return [line for line in render_text(document).splitlines() if line]


def test_markdown_with_setext_headings_is_read() -> None:
    text = "AI at Agora\n===========\n\nWe train AI. You may\nobject.\n\nYour data\n---------\n\n### Posts\n\nAll.\n"
    assert _lines(text, "text/markdown") == [
        "# AI at Agora",
        "We train AI.",
        "You may object.",
        "## Your data",
        "### Posts",
        "All.",
    ]


def test_markdown_lists_keep_their_depth() -> None:
    text = """We do not use:

*   private messages
*   job data:
    *   salary
    *   applications

1.  First. Second.

    Third.
"""
    assert _lines(text, "text/markdown") == [
        "We do not use:",
        "- private messages",
        "- job data:",
        "  - salary",
        "  - applications",
        "- First.",
        "  Second.",
        "  Third.",
    ]


def test_markdown_tables_are_read_row_by_row() -> None:
    text = "| Data | Used |\n| --- | --- |\n| Posts<br>and groups | Yes. In the EU. |\n| Messages |  |\n"
    assert _lines(text, "text/markdown; charset=utf-8") == [
        "+ Data",
        "  + Used",
        "+ Posts and groups",
        "  + Yes.",
        "    In the EU.",
        "+ Messages",
    ]


def test_markdown_escapes_emphasis_and_links_are_undone() -> None:
    text = (
        r"1\. We **train** \[our\] models\_x on *posts* (see [the FAQ](/ai?utm_source=x), <https://agora.example/b>)."
    )
    document = extract(text.encode(), "text/markdown", url="https://agora.example/help/").document
    assert document.text == "1. We train [our] models_x on posts (see the FAQ, https://agora.example/b)."
    assert document.passages[0].links == (
        Link("the FAQ", "https://agora.example/ai"),
        Link("https://agora.example/b", "https://agora.example/b"),
    )


def test_markdown_with_html_in_it_keeps_the_text() -> None:
    text = (
        "<div>\nWe train AI.\n</div>\n\nYou <b>may</b> object.<br>Now.\n\n- - -\n\n    indented text\n\n![a](b.png)\n"
    )
    assert _lines(text, "text/markdown") == ["We train AI.", "You may object.", "Now.", "indented text"]


def test_markdown_of_brackets_is_read_in_bounded_time() -> None:
    for unit in ("[", "![", "[a](", "\\["):
        begun = time.perf_counter()
        text = extract((unit * 50_000).encode(), "text/markdown").document.text
        assert time.perf_counter() - begun < 4.0
        assert text.count("[") == 50_000


def test_plain_text_has_paragraphs_and_items() -> None:
    text = """AI at Agora

We train AI. You may
object.

We do not use:
- private messages
  and calls
• salary
(b) payments
""".replace("\n", "\r\n")
    assert _lines(text, "text/plain") == [
        "AI at Agora",
        "We train AI.",
        "You may object.",
        "We do not use:",
        "- private messages and calls",
        "- salary",
        "- payments",
    ]


def _pdf(*pages: tuple[str, ...]) -> bytes:
    """A PDF by hand: one font, one line of text under the other."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    resources = "/Resources << /Font << /F1 3 0 R >> >>"
    for number, page in enumerate(pages):
        drawn = "BT /F1 12 Tf 14 TL 72 720 Td " + " T* ".join(f"({line}) Tj" for line in page) + " ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R {resources} >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_the_text_of_a_pdf_is_read_page_after_page() -> None:
    body = _pdf(("AI at Agora.", "We train AI on your", "posts. You may object."), ("Données exclues.",))
    found = extract(body, "application/pdf")
    assert found.problem == ""
    assert found.document.text == "AI at Agora.\nWe train AI on your posts.\nYou may object.\nDonnées exclues."


def test_a_pdf_is_known_by_its_first_bytes() -> None:
    assert extract(_pdf(("We train AI.",)), "application/octet-stream").document.text == "We train AI."


def test_garbage_that_calls_itself_a_pdf_is_a_problem_not_an_error() -> None:
    whole = _pdf(("We train AI.",))
    for body in (b"", b"<html>Sign in</html>", b"%PDF-1.7\n%%EOF", whole[:40]):
        found = extract(body, "application/pdf")
        assert found.document.text == ""
        assert "not a readable PDF" in found.problem


def test_an_encrypted_pdf_is_a_problem() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(_pdf(("We train AI.",))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    found = extract(out.getvalue(), "application/pdf")
    assert found.document.text == ""
    assert "locked" in found.problem


def test_a_pdf_without_text_is_a_problem() -> None:
    found = extract(_pdf(()), "application/pdf")
    assert found.document.text == ""
    assert "holds empty pages and no text" in found.problem


def test_file_endings_and_media_types_go_together() -> None:
    assert [media_type(ending) for ending in (".MD", ".txt", ".pdf", ".htm", ".xyz")] == [
        "text/markdown",
        "text/plain",
        "application/pdf",
        "text/html",
        "text/html",
    ]
    assert [suffix_for(kind) for kind in ("application/pdf", "text/plain; charset=x", "text/html")] == [
        ".pdf",
        ".txt",
        ".html",
    ]
