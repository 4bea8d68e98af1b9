"""Is the difference of two passages a difference in form only, and of which kind?"""

from __future__ import annotations

import re

from watcher.compare.normal import key, masked, without_numbering
from watcher.model import Noise, Passage

_MONTHS = (
    "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]v(?:rier)?|mar(?:ch|s|zo|ço)?|märz|apr(?:il)?|avr(?:il)?|may|mai|maj"
    "|jun[ei]?|juin|jul[yi]?|juillet|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?"
    "|nov(?:ember|embre)?|d[eé][cz](?:ember|embre)?|enero|febrero|abril|mayo|junio|julio|agosto|septiembre|octubre"
    "|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro"
    "|junho|julho|setembro|outubro|novembro|dezembro|januari|februari|maart|mei|juni|juli|augustus"
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?(?:{_MONTHS})\.?,?(?:\s+de)?\s+(?:19|20)\d\d"
    rf"|(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    rf"|(?:{_MONTHS})\.?,?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d)(?!\w)",
    re.IGNORECASE,
)
_UPDATE_LINE = re.compile(
    r"\b(?:(?:last|date)\s+(?:of\s+(?:the\s+)?last\s+)?(?:updated?|modified|revised|revision|reviewed|change[ds]?|edited)"
    r"|updated|effective|version|published|posted|derni[èe]re\s+(?:mise\s+[àa]\s+jour|modification|révision)"
    r"|mis[e]?\s+[àa]\s+jour|(?:date\s+d.)?entrée\s+en\s+vigueur|en\s+vigueur|stand|zuletzt|letzte\s+(?:aktualisierung|änderung)"
    r"|aktualisiert|gültig\s+(?:ab|seit)|última\s+(?:actualización|modificación|atualização)|actualizado|vigencia|vigor"
    r"|ultim[oa]\s+(?:aggiornamento|modifica)|aggiornat[oa]|laatst\s+(?:bijgewerkt|gewijzigd)|bijgewerkt|ingangsdatum)\b",
    re.IGNORECASE,
)
# An update line is short: what holds more words than this beside its date says something else too.
_UPDATE_WORDS = 9


def is_date_line(text: str) -> bool:
    """ "Last updated: 3 May 2025", "Effective 1 June 2024", "Updated 2 months ago" and the like, nothing more."""
    rest = DATE.sub(" ", masked(text))
    return rest != text and len(key(rest).split()) <= _UPDATE_WORDS and bool(_UPDATE_LINE.search(rest))


def classify(before: Passage, after: Passage) -> Noise | None:
    """The kind of noise, or None when the words differ. Two equal texts differ in their links."""
    if before.text == after.text:
        return Noise.LINKS
    old, new = key(before.text), key(after.text)
    if old == new:
        if _letters(before.text) == _letters(after.text):
            return Noise.TYPOGRAPHY
        if _letters(without_numbering(before.text)) == _letters(without_numbering(after.text)):
            return Noise.NUMBERING
        return Noise.SPELLING
    if old.replace(" ", "") == new.replace(" ", ""):
        return Noise.TYPOGRAPHY
    if key(masked(before.text)) == key(masked(after.text)):
        return Noise.DATE
    if is_date_line(before.text) and is_date_line(after.text):
        return Noise.DATE
    return None


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
