"""Is the difference of two passages a difference in form only, and of which kind?"""

from __future__ import annotations

import re

from watcher.compare.normal import key, masked, without_numbering, words
from watcher.compare.wording import Wording
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
# What tells when a document was written or changed.
_UPDATE_WORDS = frozenset(
    "updated update modified modification revised revision reviewed changed change edited amended effective published"
    " posted version issued valid mis mise mises jour maj modifiée modifié dernière révision révisée vigueur"
    " publiée publié stand zuletzt aktualisiert aktualisierung letzte änderung geändert gültig fassung"
    " inkrafttreten actualización actualizado actualizada modificación vigencia vigor aggiornamento aggiornato"
    " aggiornata modifica laatst bijgewerkt gewijzigd ingangsdatum atualização atualizado".split()
)
# What may stand beside it, and says nothing more: the names of documents, articles, prepositions.
_LINE_WORDS = _UPDATE_WORDS | frozenset(
    "last latest date day this the these our of on as at was were is are been has have in into from and a an effect"
    " force became come came take takes took most recently recent first time ⏲ privacy policy policies notice"
    " statement terms term conditions service services use user cookie cookies data protection agreement page"
    " document article guidelines community help center centre faq today yesterday view see archived archive"
    " versions previous prior d'utilisation d'entrée la le les l d du de des cette ce nos notre en à au entrée est"
    " sont été depuis ici présente présentes politique confidentialité charte générales utilisation avis règles"
    " données personnelles der die das den dem am ab seit zum vom wurde datum dieser diese datenschutzerklärung"
    " datenschutzhinweise nutzungsbedingungen richtlinie hinweise ist letzten letzter letztmals el los las del fecha"
    " esta este política privacidad términos última último condiciones aviso entrada il lo gli i di questa"
    " informativa sulla ultima ultimo het op van deze privacybeleid voorwaarden ultimos o os do da em".split()
)
_DIGIT = re.compile(r"\d")  # no date is without one
_NUMBER = re.compile(r"[v\d]*\d[a-z]?")  # of a version; a date's numbers are gone by then
_MOST_WORDS = 14
_LONGEST_LINE = 200
# Says of a date that it is the text's own, whatever the other words are ("The terms of Agora, last updated …").
_OWN_DATE = re.compile(
    r"\b(?:last\s+(?:updated|modified|revised|changed|reviewed|edited|update|revision|modification)"
    r"|derni[èe]re\s+(?:mise\s+à\s+jour|modification|révision)|letzte\s+(?:aktualisierung|änderung)|zuletzt"
    r"|última\s+(?:actualización|modificación|atualização)|ultim[oa]\s+(?:aggiornamento|modifica)|laatst\s+\w+)\b",
    re.IGNORECASE,
)


def is_date_line(text: str) -> bool:
    """ "Last updated: 3 May 2025", "Effective 1 June 2024", "Updated 2 months ago" and the like, and nothing more.

    Each word must be one that says when a document was changed, or name a document: "Effective 3 November 2025, we
    train AI" is a rule.
    """
    if len(text) > _LONGEST_LINE:
        return False
    shown = masked(text)
    if shown is text and not _DIGIT.search(text):
        return False
    rest = DATE.sub(" ", shown)
    if rest == text:
        return False
    said = [word for word in words(rest) if not _NUMBER.fullmatch(word)]
    return len(said) <= _MOST_WORDS and set(said) <= _LINE_WORDS and bool(_UPDATE_WORDS & set(said) or shown != text)


def classify(before: Passage, after: Passage, wording: Wording) -> Noise | None:
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
    if _says_its_own_date(before.text) and key(DATE.sub(" ", before.text)) == key(DATE.sub(" ", after.text)):
        return Noise.DATE
    if wording.is_renamed(before.text, after.text):
        return Noise.RENAMED
    if wording.is_hidden(before.text, after.text):
        return Noise.ADDRESS
    return Noise.SPELLING if wording.is_slip(before.text, after.text) else None


def _says_its_own_date(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and len(words(text)) <= _MOST_WORDS and bool(_OWN_DATE.search(text))


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
