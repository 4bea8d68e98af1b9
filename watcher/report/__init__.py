"""From findings to words: text, Markdown, HTML and JSON, in English and French.

    headline, subject, commit_subject   one sentence in three lengths
    explanation, claim_delta            what it means, what the claims said before and say now
    message, notice_message, reminder_message, digest_message   what channels deliver
    changes_entry, overview_entry, index_readme   the Markdown files of the archive
    answer, question, plain_cell        facts in words, for tables
    redline_html, without_script        the document with its changes, safe to open
    render_terminal, as_markdown, as_json   for the commands
    escape                              page text made safe for the place where it lands

Pure: time is passed in, nothing is read but the package's own language files. Refuses to decide what matters: it says
what the findings and their claims hold, and an empty slot is left out.
"""

from typing import TYPE_CHECKING

from watcher.late import late
from watcher.report import escape

if TYPE_CHECKING:
    from watcher.report.answers import answer, fact_delta, question, unknown
    from watcher.report.digest import DigestPart, digest_message
    from watcher.report.explain import claim_delta, explanation
    from watcher.report.headlines import commit_subject, headline, subject
    from watcher.report.ledger import IndexEntry, Unseen, changes_entry, index_readme, list_head, overview_entry
    from watcher.report.letter import Links
    from watcher.report.listing import as_json, as_markdown
    from watcher.report.matrix import COLUMNS, plain_cell
    from watcher.report.messages import Also, message
    from watcher.report.notice import NoticeDetails, NoticeKind, notice_message
    from watcher.report.redline import RedlineHead, redline_html
    from watcher.report.redline_script import without_script
    from watcher.report.reminder import reminder_message
    from watcher.report.render import noted
    from watcher.report.terminal import render_terminal
    from watcher.report.tongues import Language, tongue
    from watcher.report.worddiff import Span, word_diff

__all__ = [
    "COLUMNS",
    "Also",
    "DigestPart",
    "IndexEntry",
    "Language",
    "Links",
    "NoticeDetails",
    "NoticeKind",
    "RedlineHead",
    "Span",
    "Unseen",
    "answer",
    "as_json",
    "as_markdown",
    "changes_entry",
    "claim_delta",
    "commit_subject",
    "digest_message",
    "escape",
    "explanation",
    "fact_delta",
    "headline",
    "index_readme",
    "list_head",
    "message",
    "noted",
    "notice_message",
    "overview_entry",
    "plain_cell",
    "question",
    "redline_html",
    "reminder_message",
    "render_terminal",
    "subject",
    "tongue",
    "unknown",
    "without_script",
    "word_diff",
]

__getattr__ = late(
    __name__,
    {
        "answers": ("answer", "fact_delta", "question", "unknown"),
        "digest": ("DigestPart", "digest_message"),
        "explain": ("claim_delta", "explanation"),
        "headlines": ("commit_subject", "headline", "subject"),
        "ledger": ("IndexEntry", "Unseen", "changes_entry", "index_readme", "list_head", "overview_entry"),
        "letter": ("Links",),
        "listing": ("as_json", "as_markdown"),
        "matrix": ("COLUMNS", "plain_cell"),
        "messages": ("Also", "message"),
        "notice": ("NoticeDetails", "NoticeKind", "notice_message"),
        "redline": ("RedlineHead", "redline_html"),
        "redline_script": ("without_script",),
        "reminder": ("reminder_message",),
        "render": ("noted",),
        "terminal": ("render_terminal",),
        "tongues": ("Language", "tongue"),
        "worddiff": ("Span", "word_diff"),
    },
)  # fmt: skip
