"""Messages made of parts, as the report room makes them: an alert of our own, as long as wanted."""

from __future__ import annotations

from watcher.model import Mark, Message, Part, Row, RowKind, Run
from watcher.report.render import assemble, part
from watcher.report.tongues import tongue

K = RowKind
WORDS = tongue("en")
TITLE = "Agora: AI training on members' posts, on by default from 3 November 2025"
HEADLINE = "Agora announces training AI on members' posts in the EU from 3 November 2025, on by default"
DELTA = ("training: not in the EU → EU, EEA, UK", "basis: — → legitimate interest", "choice: — → opt-out")
SENTENCE = "We may use your posts, your comments and what you put into our features to train models. "


def row(kind: RowKind, *runs: Run | str, label: str = "") -> Row:
    return Row(kind, tuple(Run(run) if isinstance(run, str) else run for run in runs), label)


def finding(number: int, sentences: int) -> Part:
    quote = (Run("We do not ", Mark.GONE), Run("use your posts"), Run(", salary data", Mark.GONE), Run("."))
    rows = [row(K.TITLE, "What changed")] if number == 1 else []
    rows += [
        row(K.SUBTITLE, "New use of data", label=f"{number}."),
        row(K.TEXT, "Less protection for you."),
        row(K.SMALL, "Questions › How we train", label="Section"),
        row(K.OLD, *quote, label="Before"),
        row(K.NEW, Run(SENTENCE * sentences, Mark.NEW), label="After"),
    ]
    return part(WORDS, rows, rank=10 + number)


def alert_message(findings: int = 2, sentences: int = 2, delta: tuple[str, ...] = DELTA) -> Message:
    """An alert with so many findings, each quoting so many sentences."""
    page = Run("The page", url="https://agora.example/help")
    redline = Run("Redline", url="https://git.example/1.html")
    opt_out = Run("https://agora.example/settings", Mark.ADDRESS, "https://agora.example/settings")
    parts = [
        part(WORDS, [row(K.HEADLINE, HEADLINE)]),
        part(WORDS, [row(K.SMALL, "Questions about AI · read on 18 September 2025")], rank=2),
        part(WORDS, [row(K.TITLE, "What you can do now"), row(K.ITEM, "Opt out", opt_out)], rank=1, color="#c2410c"),
        part(
            WORDS,
            [
                row(K.TITLE, "What it means"),
                row(K.ITEM, Run("Less protection for you · severity: high", Mark.STRONG)),
                *(row(K.ITEM, line) for line in delta),
            ],
            essence=True,
        ),
        *(finding(number, sentences) for number in range(1, findings + 1)),
        part(WORDS, [row(K.LINKS, page, redline, label="Links")]),
        part(WORDS, [row(K.FOOT, "Alert 9f3c2a7d51e0b846"), row(K.FOOT, "You get this because.")]),
    ]
    return assemble(WORDS, "9f3c2a7d51e0b846", TITLE, parts, "Opt out.")
