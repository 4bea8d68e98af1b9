"""How what the outbox holds is written as messages. Imported when the first one is: it needs all of the reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from watcher.alert import GAVE_UP, Digest, Item, Reminder, Told
from watcher.config import Settings
from watcher.errors import ArchiveError
from watcher.model import Alert, Attachment, Message, VerdictKind, stamp
from watcher.report import (
    Also,
    DigestPart,
    Language,
    Links,
    NoticeDetails,
    NoticeKind,
    digest_message,
    message,
    notice_message,
    reminder_message,
    without_script,
)
from watcher.state import Notice

MAX_ATTACHED = 2_000_000  # bytes; a longer redline is linked only: mail servers refuse large mails, and so do people


def _no_file(_: Alert) -> bytes | None:
    return None


@dataclass(frozen=True)
class Writer:
    """Writes messages for the sender, with links by the configuration's `browse_url` to the git host.

    `redline` reads the redline of an alert, None where there is none; asked only where a route wants it attached.
    """

    settings: Settings
    clock: Callable[[], dt.datetime]
    redline: Callable[[Alert], bytes | None] = _no_file

    def __call__(self, item: Item, language: str) -> Message:
        """The message for what the outbox holds, in the language of its route (French, else English)."""
        tongue: Language = "fr" if language == "fr" else "en"
        today = self.clock().date()
        match item:
            case Notice():
                return notice_message(_KINDS[item.kind], self._details(item), tongue)
            case Reminder(id=reminder_id, alert=alert, date=date):
                return reminder_message(reminder_id, alert, date, tongue, links=self.links(alert), today=today)
            case Digest(id=digest_id):
                alerts = [DigestPart(told.alert, self.links(told.alert), self._also(told)) for told in item.alerts]
                others = [DigestPart(alert, self.links(alert)) for alert in item.others]
                return digest_message(digest_id, alerts, others, tongue, today=today)
            case Told(alert=alert, summary=summary):
                written = message(
                    alert, tongue, links=self.links(alert), also=self._also(item), summary=summary, today=today
                )
                return replace(written, attachments=self._attachments(alert))
        return self(Told(item), language)

    def _also(self, told: Told) -> list[Also]:
        return [Also(alert.target, self.links(alert)) for alert in told.also]

    def _attachments(self, alert: Alert) -> tuple[Attachment, ...]:
        if not alert.redline or not any(route.attach for route in self.settings.routes):
            return ()
        try:
            content = self.redline(alert)
        except ArchiveError:  # the alert is what matters; its links lead to the redline, too
            return ()
        if content is None or len(content) > MAX_ATTACHED:
            return ()
        name = f"{alert.target.id.replace('/', '-')}-{stamp(alert.time)}.html"
        return (Attachment(name, "text/html", without_script(content)),)

    def links(self, alert: Alert) -> Links:
        """The live page, and on the git host the redline and the commit; without a host the redline's place."""
        browse = self.settings.browse_url
        if browse is None:
            return Links(live=alert.target.url, redline=alert.redline)
        redline = browse.format(commit=alert.commit, path=alert.redline) if alert.redline else ""
        return Links(alert.target.url, redline, browse.format(commit=alert.commit, path=f"{alert.target.id}/text.md"))

    def _details(self, notice: Notice) -> NoticeDetails:
        """The notice's facts as a message needs them; those of targets that are no longer configured are left out."""
        facts = notice.facts
        names = {target.id: target.name for target in self.settings.targets}
        ids = facts.get("targets", notice.target).split()
        verdicts = facts.get("verdicts", facts.get("verdict", "")).split()
        reasons = facts.get("reasons", facts.get("reason", "")).split("\n")
        addresses = facts["addresses"].split("\n") if "addresses" in facts else []
        good = [time for time in facts.get("last_good", "").split() if time != "-"]
        kept = [index for index, target_id in enumerate(ids) if target_id in names]
        common = reasons[0] if len(set(reasons)) == 1 else ""
        return NoticeDetails(
            id=notice.id,
            targets=tuple(names[ids[index]] for index in kept),
            verdicts=tuple(_verdict(verdicts[index]) for index in kept) if len(verdicts) == len(ids) else (),
            reason=" · ".join(text for text in (facts.get("channel"), facts.get("headline"), common) if text),
            since=notice.since,
            last_good=max(map(dt.datetime.fromisoformat, good), default=None),
            addresses=tuple(addresses[index] for index in kept) if addresses else (),
            watched=int(facts.get("watched", "0")),
            unseen=int(facts.get("unseen", "0")),
            changed=int(facts.get("changed", "0")),
        )


def _verdict(name: str) -> VerdictKind | None:
    return VerdictKind(name) if name in list(VerdictKind) else None


_KINDS: Mapping[str, NoticeKind] = {
    "watching-began": "watching-began",
    "unwell": "unwell",
    "recovered": "recovered",
    "moved": "moved",
    "selectors-lost": "selectors-lost",
    "still-watching": "still-watching",
    "push-failed": "push-failed",
    GAVE_UP: "gave-up",
}
