"""Messages about the watcher's own work: watching began or goes on, documents cannot be read, have moved, can be read
again, a delivery was given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from watcher.model import Message, TargetName, VerdictKind
from watcher.report import escape
from watcher.report.tongues import Language, Tongue, tongue

NoticeKind = Literal[
    "watching-began", "still-watching", "unwell", "recovered", "moved", "selectors-lost", "gave-up", "push-failed"
]
_ABOUT_ALL = ("watching-began", "still-watching")


@dataclass(frozen=True, slots=True)
class NoticeDetails:
    """What a notice tells; empty slots are left out.

    `id` makes a resend recognisable. `targets` are the documents concerned. `verdicts` say what is wrong with each of
    them, in the reader's language; `reason` is the technical one beside it, without secrets; `addresses` are where
    each of them has moved. `watched` counts all documents ("still-watching"), `unseen` those that could not be read
    yet ("watching-began"), `changed` those that have changed since ("still-watching").
    """

    id: str
    targets: tuple[TargetName, ...] = ()
    verdicts: tuple[VerdictKind | None, ...] = ()
    reason: str = ""
    since: dt.datetime | None = None
    last_good: dt.datetime | None = None
    addresses: tuple[str, ...] = ()
    watched: int = 0
    unseen: int = 0
    changed: int = 0

    @property
    def verdict(self) -> VerdictKind | None:
        """What is wrong with all of them, None when that differs."""
        return self.verdicts[0] if len(set(self.verdicts)) == 1 else None


def notice_message(kind: NoticeKind, details: NoticeDetails, language: Language) -> Message:
    """The notice in the forms that channels take."""
    words = tongue(language)
    page = _Page(
        words=words,
        title=_title(words, kind, details),
        opening=_opening(words, kind, details),
        names=_names(words, kind, details),
        rows=_rows(words, kind, details),
        foot=words.say("notice.foot", id=details.id),
    )
    return Message(details.id, escape.header(page.title), _text(page), _markdown(page), _html(page))


@dataclass(frozen=True, slots=True)
class _Page:
    words: Tongue
    title: str
    opening: str
    names: list[tuple[str, str]]
    rows: list[tuple[str, str]]
    foot: str


def _title(words: Tongue, kind: NoticeKind, details: NoticeDetails) -> str:
    number = len(details.targets)
    if kind == "watching-began":
        return words.count("notice.watching-began", number)
    if kind == "still-watching":
        watching = words.count("notice.still-watching", details.watched)
        if not number:
            return words.say("notice.still-watching_well", watching=watching)
        key = f"notice.still-watching_unwell_{'one' if number == 1 else 'many'}"
        return words.say(key, watching=watching, n=words.number(number))
    date = words.date(details.since.astimezone(dt.UTC).date()) if details.since is not None else ""
    if number > 1 and kind in ("unwell", "recovered", "moved"):
        platforms = {target.platform for target in details.targets}
        which = "several" if len(platforms) == 1 else "anywhere"
        platform = escape.one_line(details.targets[0].platform)
        return words.say(f"notice.{kind}_{which}", platform=platform, n=words.number(number), date=date)
    name = words.join([_name(target) for target in details.targets[:3]]) or words.say("notice.document")
    if kind == "unwell" and date:
        gone = details.verdict is VerdictKind.GONE
        return words.say("notice.unwell_gone" if gone else "notice.unwell_since", name=name, date=date)
    return words.say(f"notice.{kind}", name=name)


def _opening(words: Tongue, kind: NoticeKind, details: NoticeDetails) -> str:
    if kind == "still-watching":
        number = {0: "zero", 1: "one"}.get(details.changed, "many")
        date = words.date(details.since.astimezone(dt.UTC).date()) if details.since is not None else ""
        return words.say(f"notice.still-watching_text_{number}", n=words.number(details.changed), date=date)
    several = len(details.targets) > 1 and kind in ("unwell", "recovered", "moved")
    some = kind == "watching-began" and bool(details.unseen)
    opening = words.say(f"notice.{kind}_text{'_many' if several else '_some' if some else ''}")
    if details.unseen:
        opening += " " + words.count("notice.unseen", details.unseen)
    return opening


def _name(target: TargetName) -> str:
    return escape.one_line(f"{target.platform}, {target.title}")


def _names(words: Tongue, kind: NoticeKind, details: NoticeDetails) -> list[tuple[str, str]]:
    """The documents, with what is said of each one: nothing, what is wrong with it, or where it is now."""
    if len(details.targets) < 2 and kind not in _ABOUT_ALL:  # a heading says it
        return []
    if len(details.targets) < 2 and kind == "watching-began":
        return []
    said = [""] * len(details.targets)
    if kind == "moved":
        said = [address[:500] for address in details.addresses]
    elif details.verdicts and (kind == "still-watching" or details.verdict is None):
        said = [words.say(f"verdict.{verdict}") if verdict else "" for verdict in details.verdicts]
    return [(_name(target), text) for target, text in zip(details.targets, said, strict=True)]


def _rows(words: Tongue, kind: NoticeKind, details: NoticeDetails) -> list[tuple[str, str]]:
    if kind == "still-watching":
        return []
    verdict = details.verdict if kind == "unwell" else None
    said = words.say(f"verdict.{verdict}") if verdict else ""
    technical = escape.cut(escape.one_line(details.reason), 500)
    one = details.targets[0] if len(details.targets) == 1 else None
    since = words.time(details.since) if details.since else ""
    rows = {
        "reason": said or technical,
        "detail": technical if said else "",
        "since": since if kind not in ("watching-began", "recovered") else "",
        "told_since": since if kind == "recovered" else "",
        "last_good": words.time(details.last_good) if details.last_good else "",
        "what": words.say(f"advice.{verdict}") if verdict else "",
        "page": one.url if one is not None else "",
        "new_address": details.addresses[0] if one is not None and details.addresses else "",
    }
    return [(words.say(f"notice.{key}"), text) for key, text in rows.items() if text]


def _text(page: _Page) -> str:
    lines = [page.words.say("grammar.colon", label=label, text=text) for label, text in page.rows]
    names = "\n".join(f"- {name}{_said(page, said, str)}" for name, said in page.names)
    parts = [f"{page.title}.", page.opening, names, "\n".join(lines), f"-- \n{page.foot}"]
    return "\n\n".join(escape.plain(part) for part in parts if part) + "\n"


def _label(page: _Page, label: str) -> str:
    return page.words.say("grammar.colon", label=label, text="").strip()


def _markdown(page: _Page) -> str:
    facts = []
    for label, text in page.rows:
        facts.append(f"- **{_label(page, label)}** {_markdown_link(text)}")
    names = "\n".join(f"- {escape.markdown(name)}{_said(page, said, _markdown_link)}" for name, said in page.names)
    parts = [f"**{escape.markdown(page.title)}.**", escape.markdown(page.opening), names, "\n".join(facts)]
    return "\n\n".join([*(part for part in parts if part), f"---\n\n{escape.markdown(page.foot)}"]) + "\n"


def _html(page: _Page) -> str:
    facts = []
    for label, text in page.rows:
        facts.append(f"<p><strong>{escape.html(_label(page, label))}</strong> {_html_link(text)}</p>\n")
    items = "".join(f"<li>{escape.html(name)}{_said(page, said, _html_link)}</li>" for name, said in page.names)
    names = f"<ul>{items}</ul>\n" if items else ""
    style = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:640px;overflow-wrap:anywhere"
    return (
        f'<div lang="{page.words.code}" style="{style}">\n'
        f'<h1 style="font-size:20px">{escape.html(page.title)}.</h1>\n'
        f"<p>{escape.html(page.opening)}</p>\n{names}{''.join(facts)}"
        f'<p style="font-size:13px;opacity:.8">{escape.html(page.foot)}</p>\n</div>\n'
    )


def _said(page: _Page, text: str, form: Callable[[str], str]) -> str:
    """What stands behind a name: a colon as the language sets it, and the text."""
    return page.words.say("grammar.colon", label="", text=form(text)) if text else ""


def _markdown_link(text: str) -> str:
    return f"<{escape.web_address(text)}>" if escape.web_address(text) else escape.markdown(text)


def _html_link(text: str) -> str:
    return escape.html_link(text, text) if escape.web_address(text) else escape.html(text)
