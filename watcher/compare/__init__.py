"""Document x Document -> Comparison: every difference, noise set apart. Pure.

passages -> alignment (align), again where the service's name was changed everywhere (names)
-> changes, each noise or not (noise) -> reading order
"""

from __future__ import annotations

from collections.abc import Sequence

from watcher.compare.align import Alignment, align
from watcher.compare.names import renamed
from watcher.compare.noise import classify, is_date_line
from watcher.compare.normal import key, text_key, words
from watcher.compare.wording import Wording
from watcher.model import BlockKind, Change, ChangeKind, Comparison, Document, Noise, Passage


def compare(old: Document, new: Document) -> Comparison:
    """All differences between two documents, in the reading order of the new one.

    What was removed stands where it stood: after the passage that preceded it. `compare(x, x)` has no change. An item
    that stands under another lead has MOVED and is no noise.
    """
    a, b = old.passages, new.passages
    if a == b:
        return Comparison(old, new)
    wording = Wording(old, new)
    found = align(wording)
    renames = renamed(old, new, ((key(a[i].text), key(b[j].text)) for i, j in found.modified.items()))
    if renames:
        wording = Wording(old, new, renames)
        found = align(wording)
    placed = _placed(found, wording)
    placed.sort(key=lambda item: item[0])
    return Comparison(old, new, tuple(change for _, change in placed))


def _placed(found: Alignment, wording: Wording) -> list[tuple[tuple[int, int, int], Change]]:
    a, b = wording.old.passages, wording.new.passages
    out: list[tuple[tuple[int, int, int], Change]] = []

    def put(j: int, change: Change) -> None:
        out.append(((j, 1, 0), change))

    leads = _rewritten(found, wording)
    for i, j in found.same.items():
        if a[i] == b[j]:  # nearly all
            continue
        if _other_lead(a[i], b[j], leads, wording):
            put(j, Change(ChangeKind.MOVED, a[i], b[j]))
        elif a[i].text != b[j].text or a[i].links != b[j].links:
            put(j, Change(ChangeKind.MODIFIED, a[i], b[j], classify(a[i], b[j], wording)))
    for i, j in found.moved.items():
        other = _other_lead(a[i], b[j], leads, wording)
        put(j, Change(ChangeKind.MOVED, a[i], b[j], None if other else Noise.ORDER))
    for i, j in found.modified.items():
        other = _other_lead(a[i], b[j], leads, wording)
        if other or a[i].text != b[j].text or a[i].links != b[j].links:
            put(j, Change(ChangeKind.MODIFIED, a[i], b[j], None if other else classify(a[i], b[j], wording)))
    for olds, news in found.recut:
        put(news[0], Change(ChangeKind.MODIFIED, _joined(a, olds), _joined(b, news), Noise.SPLIT))
    for j in found.added:
        put(j, Change(ChangeKind.ADDED, None, b[j], _lone_noise(b[j])))
    for i, j in _places(found, found.removed).items():
        out.append(((j, 2, i), Change(ChangeKind.REMOVED, a[i], None, _lone_noise(a[i]))))
    return out


def _rewritten(found: Alignment, wording: Wording) -> set[tuple[str, str]]:
    """The wordings that became others in their place: a list whose lead is among them has kept its lead."""
    pairs = [*found.modified.items(), *((i, j) for olds, news in found.recut for i in olds for j in news)]
    return {(wording.key(wording.old.passages[i].text), wording.key(wording.new.passages[j].text)) for i, j in pairs}


def _other_lead(before: Passage, after: Passage, rewritten: set[tuple[str, str]], wording: Wording) -> bool:
    """Does an item stand under another lead now? "Private messages" under "we use:" is not what it was under "we do
    not use:". A lead that was rewritten is a change of its own.
    """
    opened, opens = _opening(before), _opening(after)
    if opened == opens or not opened or not opens:
        return False
    old, new = wording.key(opened), wording.key(opens)
    return bool(old) and bool(new) and old != new and (old, new) not in rewritten


def _opening(passage: Passage) -> str:
    """What opens the list that an item stands in: the words before it that are no whole sentence, else, where the
    list follows on its heading, that. Empty for what is no item.
    """
    if passage.kind is BlockKind.CELL or passage.kind is None:
        return ""
    if passage.lead:
        return "" if passage.lead.endswith((".", "!", "?")) else passage.lead
    return passage.section[-1] if passage.kind is BlockKind.ITEM and passage.section else ""


def _joined(passages: Sequence[Passage], window: tuple[int, ...]) -> Passage:
    """Neighbours as one passage, so that old and new of a recut sentence can be shown side by side."""
    first = passages[window[0]]
    if len(window) == 1:
        return first
    text = " ".join(passages[index].text for index in window)
    links = tuple(link for index in window for link in passages[index].links)
    return Passage(text, first.section, first.lead, first.kind, links)


def _lone_noise(passage: Passage) -> Noise | None:
    if not key(passage.text):
        return Noise.TYPOGRAPHY
    return Noise.DATE if is_date_line(passage.text) else None


def _places(found: Alignment, removed: Sequence[int]) -> dict[int, int]:
    """For each removed index, the new index of the nearest passage before it that is still there; -1 if none."""
    kept = sorted((*found.same.items(), *found.modified.items()))
    out: dict[int, int] = {}
    position, place = 0, -1
    for i in sorted(removed):
        while position < len(kept) and kept[position][0] < i:
            place = kept[position][1]
            position += 1
        out[i] = place
    return out


__all__ = ["align", "classify", "compare", "key", "text_key", "words"]
