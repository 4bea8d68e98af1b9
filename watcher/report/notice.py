"""Messages about the watcher's own work: watching began, a document cannot be read, a delivery was given up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from watcher.model import Message, TargetName, VerdictKind
from watcher.report import escape
from watcher.report.tongue import Language, Tongue, tongue

NoticeKind = Literal["watching-began", "unwell", "recovered", "gave-up", "push-failed"]


@dataclass(frozen=True, slots=True)
class NoticeDetails:
    """What a notice tells; empty slots are left out.

    `id` makes a resend recognisable. `targets` are the documents concerned. `verdict` gives reason and advice in the
    reader's language, `reason` the technical one beside it, without secrets. `unseen` counts the documents that could
    not be read yet ("watching-began").
    """

    id: str
    targets: tuple[TargetName, ...] = ()
    verdict: VerdictKind | None = None
    reason: str = ""
    since: dt.datetime | None = None
    last_good: dt.datetime | None = None
    unseen: int = 0


def notice_message(kind: NoticeKind, details: NoticeDetails, language: Language) -> Message:
    """The notice in the forms that channels take."""
    words = tongue(language)
    several = kind == "watching-began" and len(details.targets) > 1
    opening = words.say(f"notice.{kind}_text")
    if details.unseen:
        opening += " " + words.count("notice.unseen", details.unseen)
    page = _Page(
        words=words,
        title=_title(words, kind, details),
        opening=opening,
        names=[escape.one_line(f"{name.platform}, {name.title}") for name in details.targets] if several else [],
        rows=_rows(words, kind, details),
        foot=words.say("notice.foot", id=details.id),
    )
    return Message(details.id, escape.header(page.title), _text(page), _markdown(page), _html(page))


@dataclass(frozen=True, slots=True)
class _Page:
    words: Tongue
    title: str
    opening: str
    names: list[str]
    rows: list[tuple[str, str]]
    foot: str


def _title(words: Tongue, kind: NoticeKind, details: NoticeDetails) -> str:
    if kind == "watching-began":
        return words.count("notice.watching-began", len(details.targets))
    name = words.join([escape.one_line(f"{target.platform}, {target.title}") for target in details.targets[:3]])
    if kind == "unwell" and details.since is not None:
        return words.say("notice.unwell_since", name=name, date=words.date(details.since.astimezone(dt.UTC).date()))
    return words.say(f"notice.{kind}", name=name or words.say("notice.document"))


def _rows(words: Tongue, kind: NoticeKind, details: NoticeDetails) -> list[tuple[str, str]]:
    verdict = details.verdict if kind == "unwell" else None
    reasons = [words.say(f"verdict.{verdict}")] if verdict else []
    reasons += [escape.cut(escape.one_line(details.reason), 500)] if details.reason else []
    rows = {
        "reason": " ".join(reasons),
        "since": words.time(details.since) if details.since and kind != "watching-began" else "",
        "last_good": words.time(details.last_good) if details.last_good else "",
        "what": words.say(f"advice.{verdict}") if verdict else "",
        "page": details.targets[0].url if len(details.targets) == 1 else "",
    }
    return [(words.say(f"notice.{key}"), text) for key, text in rows.items() if text]


def _text(page: _Page) -> str:
    lines = [page.words.say("grammar.colon", label=label, text=text) for label, text in page.rows]
    names = "\n".join(f"- {name}" for name in page.names)
    parts = [f"{page.title}.", page.opening, names, "\n".join(lines), f"-- \n{page.foot}"]
    return "\n\n".join(escape.plain(part) for part in parts if part) + "\n"


def _label(page: _Page, label: str) -> str:
    return page.words.say("grammar.colon", label=label, text="").strip()


def _markdown(page: _Page) -> str:
    facts = []
    for label, text in page.rows:
        shown = f"<{text}>" if escape.web_address(text) else escape.markdown(text)
        facts.append(f"- **{_label(page, label)}** {shown}")
    names = "\n".join(f"- {escape.markdown(name)}" for name in page.names)
    parts = [f"**{escape.markdown(page.title)}.**", escape.markdown(page.opening), names, "\n".join(facts)]
    return "\n\n".join([*(part for part in parts if part), f"---\n\n{escape.markdown(page.foot)}"]) + "\n"


def _html(page: _Page) -> str:
    facts = []
    for label, text in page.rows:
        shown = escape.html_link(text, text) if escape.web_address(text) else escape.html(text)
        facts.append(f"<p><strong>{escape.html(_label(page, label))}</strong> {shown}</p>\n")
    items = "".join(f"<li>{escape.html(name)}</li>" for name in page.names)
    names = f"<ul>{items}</ul>\n" if items else ""
    style = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:640px;overflow-wrap:anywhere"
    return (
        f'<div lang="{page.words.code}" style="{style}">\n'
        f'<h1 style="font-size:20px">{escape.html(page.title)}.</h1>\n'
        f"<p>{escape.html(page.opening)}</p>\n{names}{''.join(facts)}"
        f'<p style="font-size:13px;opacity:.8">{escape.html(page.foot)}</p>\n</div>\n'
    )
