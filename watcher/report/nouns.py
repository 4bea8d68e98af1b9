"""Claims as noun phrases: what is done, with whose data, by whom, where. The words come from the language files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from watcher.model import Claim
from watcher.report.escape import cut, one_line
from watcher.report.story import CONTROL_ACTIONS, NEGATIVE
from watcher.report.tongues import Tongue

_GENERAL = {
    "children's data",
    "data",
    "personal data",
    "personal information",
    "user data",
    "your data",
    "information",
}
_OTHERS = {"third party": "third_party", "affiliates": "affiliates", "user": "user"}


@dataclass(frozen=True, slots=True)
class Use:
    """One use of data in words: `naming` ("training AI on posts"), `doing` ("train AI on posts").

    `doing` is only good with the platform as its subject (`by_service` says whether it is), `denying` after "not to".
    """

    naming: str
    doing: str
    denying: str
    by_service: bool


def listed(tongue: Tongue, group: str, names: Iterable[str], more: str, most: int = 3) -> list[str]:
    """The names in this language; from the fourth on they are counted: `posts`, `photos`, `2 other kinds of data`."""
    known = list(dict.fromkeys(one_line(tongue.name(group, name)) for name in names))
    if len(known) <= most:
        return known
    shown = known[: most - 1]
    return [*shown, tongue.say(f"grammar.{more}", n=tongue.number(len(known) - len(shown)))]


def data_names(tongue: Tongue, names: Iterable[str], most: int = 3) -> list[str]:
    return listed(tongue, "data", names, "others", most)


def _whose_data(tongue: Tongue, claim: Claim) -> list[str]:
    """The data of a claim with their owners; empty when the claim names neither."""
    owners = [tongue.words.get(f"whose.{name.casefold()}") for name in claim.audience]
    whose = tongue.join([owner for owner in owners if owner]) if all(owners) and owners else ""
    # what a denial leaves out is what it speaks of ("we do not use private messages")
    spoken_of = claim.data or (claim.excluded if claim.polarity in NEGATIVE else ())
    names = [name for name in spoken_of if not (whose and name.casefold() in _GENERAL)]
    data = data_names(tongue, names)
    if not whose:
        return data
    data = data or [tongue.say("use_part.data")]
    here = 0 if tongue.code == "en" else len(data) - 1  # "members' posts and photos", « … et les photos des membres »
    data[here] = tongue.say("use_part.whose_data", whose=whose, data=data[here])
    return data


def on_data(tongue: Tongue, claim: Claim) -> str:
    """` on members' posts`, as it follows "training"; nothing where the claim names neither data nor their owners."""
    data = _whose_data(tongue, claim)
    return tongue.say("use.train.on_data", data=tongue.join(data), of_some_data=tongue.of_all(data)) if data else ""


def use(tongue: Tongue, claim: Claim, topic: str) -> Use:
    """What the claim says is done. A claim about a control or default is named by its topic or its data."""
    if claim.action in CONTROL_ACTIONS:
        return _controlled(tongue, claim, topic)
    action = claim.action if tongue.has(f"use.{claim.action}.naming") else "unnamed"
    slots = _slots(tongue, claim, action)
    naming, doing, denying = (tongue.say(f"use.{action}.{form}", **slots) for form in ("naming", "doing", "denying"))
    actor = _OTHERS.get(claim.actor)
    if actor:
        naming = tongue.say(f"use_part.{actor}", use=naming)
    return Use(naming, doing, denying, by_service=actor is None)


def _slots(tongue: Tongue, claim: Claim, action: str) -> dict[str, str]:
    data = _whose_data(tongue, claim)
    some = data or [tongue.say("use_part.data")]
    model = tongue.name("model", claim.model)
    recipients = listed(tongue, "recipients", claim.recipients, "other_recipients")
    parts = {
        "model": model,
        "of_model": tongue.of(model),
        "some_model": tongue.some(model),
        "data": tongue.join(data),
        "some_data": tongue.join(some),
        "of_some_data": tongue.of_all(some),
        "recipients": tongue.join(recipients),
        "to_recipients": tongue.to_all(recipients),
    }
    parts["on_data"] = tongue.say(f"use.{action}.on_data", **parts) if data else ""
    parts["for_model"] = tongue.say("use_part.for_model", **parts) if claim.model else ""
    parts["with_recipients"] = tongue.say("use_part.with_recipients", **parts) if recipients else ""
    return parts


def _controlled(tongue: Tongue, claim: Claim, topic: str) -> Use:
    if topic != "default-setting":
        name = tongue.topic(topic)
    else:
        name = tongue.join(_whose_data(tongue, claim)) or tongue.say("use_part.setting")
    return Use(name, name, name, by_service=False)


def period(tongue: Tongue, days: int) -> str:
    """`30 days`, `18 months`, `5 years`: the largest unit in which it is a whole number."""
    for unit, size in (("year", 365), ("month", 30)):
        if days % size == 0 and (days > 60 or unit == "year"):
            return tongue.count(f"period.{unit}", days // size)
    return tongue.count("period.day", days)


def control(tongue: Tongue, claim: Claim) -> str:
    """`an opt-out`."""
    return tongue.words.get(f"control_of.{claim.choice}") or tongue.say("control_of.any")


def place(tongue: Tongue, claim: Claim) -> str:
    """` in settings`, or nothing."""
    name = "settings" if claim.control == "setting" else claim.control
    return tongue.words.get(f"place.{name}", "")


def path(claim: Claim, limit: int = 120) -> str:
    """The way to the control as the page writes it, on one line and bounded."""
    return cut(one_line(claim.control_path), limit)
