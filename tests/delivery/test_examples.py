"""The files in docs/examples: an announcement on a page of our own, as every form of message, in both languages.

`UPDATE_GOLDEN=1 pytest tests/delivery/test_examples.py` writes them anew; look at them before you commit.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from email.policy import SMTP
from pathlib import Path

import pytest

from watcher.alert.blocks import payload
from watcher.alert.mail import MailSettings, compose
from watcher.alert.matrix import content
from watcher.assess import assess
from watcher.compare import compare
from watcher.extract import extract
from watcher.model import Alert, Document, Message, Outcome, TargetName
from watcher.report import Language, Links, headline, message

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
TARGET = TargetName(
    "linkwell/ai-faq", "Linkwell", "Linkwell and generative AI FAQ", "https://www.linkwell.example/help/ai", "en"
)
GIT = "https://git.example/privacy/snapshots"
LINKS = Links(
    TARGET.url,
    f"{GIT}/blob/4b1d7c0/linkwell/ai-faq/changes/2025-09-18T12-34-39Z.html",
    f"{GIT}/blob/4b1d7c0/linkwell/ai-faq/text.md",
)
READ = dt.datetime(2025, 9, 18, 12, 34, 39, tzinfo=dt.UTC)
MAIL = MailSettings(
    "mail.example.org", 587, "starttls", verify=True, user="", password="",
    sender=("Policy Watcher", "watcher@example.org"), to=(("", "reader@example.org"),),
)  # fmt: skip


def _document(name: str) -> Document:
    return extract((EXAMPLES / name).read_bytes(), "text/html", url=TARGET.url, select=("main",)).document


def announcement(language: Language) -> Message:
    """The alert, as it would have been sent on the day."""
    assessment = assess(compare(_document("announcement-before.html"), _document("announcement-after.html")))
    said = headline(TARGET, assessment, language, link=True, now=READ.date())
    old = READ - dt.timedelta(hours=6)
    alert = Alert("9f3c2a7d51e0b846", TARGET, READ, old, Outcome.CHANGED, assessment, {language: said})
    return message(alert, language, links=LINKS, today=READ.date())


def _mail(written: Message) -> str:
    mail = compose(MAIL, written, MAIL.to[0], html=True)
    mail.replace_header("Date", "Thu, 18 Sep 2025 12:35:02 +0000")
    mail.set_boundary("=====policy-watcher-example=====")
    return mail.as_bytes(policy=SMTP.clone(linesep="\n")).decode()


def _files() -> list[tuple[str, str]]:
    files = []
    languages: tuple[Language, ...] = ("en", "fr")
    for language in languages:
        written = announcement(language)
        forms = {
            "txt": f"{written.title}\n\n{written.text}",
            "md": written.markdown,
            "html": written.html,
            "eml": _mail(written),
            "slack.json": json.dumps(payload(written, language), indent=2, ensure_ascii=False) + "\n",
            "matrix.json": json.dumps(content(written, language), indent=2, ensure_ascii=False) + "\n",
        }
        files += [(f"alert.{language}.{form}", text) for form, text in forms.items()]
    return files


@pytest.mark.parametrize(("name", "text"), _files(), ids=lambda value: value if value.startswith("alert.") else "")
def test_the_example_is_what_would_be_sent(name: str, text: str) -> None:
    path = EXAMPLES / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
