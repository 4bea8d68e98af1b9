"""Makes the PDFs beside it. Run in an environment of its own, with reportlab 5 and pypdf:

    python tests/extract/pdfs/make.py

The files are committed, since the tests must not need reportlab. Made without dates, so that they come out the same.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

HERE = Path(__file__).parent
CLAUSES = {
    "1. Who we are": """Agora Limited, 1 Market Street, runs the service. You can write to us at
        privacy@agora.example.""",
    "2. What we collect": """We collect what you give us: your name, your e-mail address and what you publish. We
        also collect how you use the service, such as the pages that you open, the searches that you make and the
        time that you spend on them.""",
    "3. Artificial intelligence": """We do not use your private messages to train artificial intelligence models. We
        may use what you publish to improve our content-generating features, unless you object in your settings. Data
        of people under eighteen are never used. Unsere Grundsätze gelten für alle Mitglieder: à la carte, naïve,
        œuvre.""",
    "4. How long we keep data": """We keep your data for as long as your account exists, and for ninety days after
        that.""",
}
ITEMS = (
    "Your profile, which includes your name, your photograph, your present position and what you say about yourself.",
    "Your posts and comments.",
    "Answers that you give to recruiters.",
)


def running(canvas: Any, document: Any) -> None:
    width, height = document.pagesize
    canvas.setFont("Helvetica", 8)
    canvas.drawString(50, height - 30, "Agora Limited – Privacy policy")
    canvas.drawRightString(width - 50, height - 30, "Version 7")
    canvas.drawCentredString(width / 2, 25, f"Page {document.page} of many")


def story(size: float) -> list[Any]:
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=size, leading=size * 1.3, spaceAfter=size * 0.7)
    body.alignment, body.embeddedHyphenation = TA_JUSTIFY, 1
    heading = ParagraphStyle(
        "heading", parent=body, fontName="Helvetica-Bold", fontSize=size * 1.3, leading=size * 1.7
    )
    bold = ParagraphStyle("bold", parent=body, fontName="Times-Bold")
    title = ParagraphStyle("title", parent=heading, fontSize=size * 2, leading=size * 2.6)
    flow: list[Any] = [Paragraph("Agora privacy policy", title), Paragraph("Effective from 3 November 2025.", body)]
    for number in range(3):
        for name, text in CLAUSES.items():
            flow.append(Paragraph(name if not number else f"{number + 1}.{name}", heading))
            flow.append(Paragraph(text, body))
            if name.startswith("2"):
                items = [ListItem(Paragraph(item, body), bulletColor="black") for item in ITEMS]
                flow.append(ListFlowable(items, bulletType="bullet", start="•", leftIndent=18))
        flow.append(Paragraph("In short", bold))
        flow.append(
            Paragraph('See <link href="https://agora.example/settings">your settings</link> to object.', body)
        )
    rows = [["Data", "Used for training"], ["Posts", "Yes, unless you object"], ["Messages", "No"]]
    flow.append(Table(rows, style=TableStyle([("FONT", (0, 0), (-1, -1), "Times-Roman", size)])))
    return flow


def write(name: str, size: float, pagesize: tuple[float, float], columns: int = 1) -> None:
    document = BaseDocTemplate(str(HERE / name), pagesize=pagesize, invariant=1, title="Agora privacy policy")
    width, height = pagesize
    gap = 24.0
    each = (width - 100 - gap * (columns - 1)) / columns
    frames = [Frame(50 + column * (each + gap), 50, each, height - 100, id=str(column)) for column in range(columns)]
    document.addPageTemplates(PageTemplate(id="page", frames=frames, onPage=running, pagesize=pagesize))
    document.pagesize = pagesize
    document.build(story(size))


def pictures() -> None:
    canvas = Canvas(str(HERE / "pictures.pdf"), pagesize=A4, invariant=1)
    for _ in range(2):
        canvas.drawInlineImage(_picture(), 50, 50, 400, 600)
        canvas.showPage()
    canvas.save()


def _picture() -> Any:
    from PIL import Image  # comes with reportlab

    return Image.new("L", (40, 60), 200)


def locked(name: str, password: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(HERE / "policy.pdf"))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    writer.write(HERE / name)


def main() -> int:
    write("policy.pdf", 11, A4)
    write("policy-small.pdf", 9, A5)
    write("columns.pdf", 9, A4, columns=2)
    pictures()
    locked("locked-for-owner.pdf", "")
    locked("locked.pdf", "secret")
    return 0


if __name__ == "__main__":
    sys.exit(main())
