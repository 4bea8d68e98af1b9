"""Which elements of a page are its furniture (navigation, banners, dialogs) and not its text."""

from __future__ import annotations

import re

from bs4 import Tag

from watcher.extract.measure import HEADINGS, Size, Sizes

# Never text, wherever they stand.
INVISIBLE = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video source track map area head meta"
    " link input select textarea option datalist progress meter".split()
)
_FURNITURE = frozenset(("nav", "aside", "dialog"))
_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog menu menubar toolbar tooltip complementary".split()
)
# Ids and classes that a banner has and a chapter on cookies, consent or newsletters ("id=cookies") has not.
_BANNER = re.compile(
    r"(?:cookies?|consent|gdpr|rgpd)[-_]?(?:banner|bar|popup|pop-up|modal|dialog|overlay|wall|notification|alert|message"
    r"|prompt|layer|consent|notice)(?![a-z])"
    r"|(?:banner|popup|modal|accept)[-_]?cookies?|onetrust|usercentrics|didomi|cookiebot|trustarc|truste|iubenda-cs|osano"
    r"|borlabs|axeptio|tarteaucitron|qc-cmp|cmp-|cky-|sp_message|cc-(?:window|banner)|skip-?(?:link|nav|to)|breadcrumb"
    r"|share-?(?:bar|buttons|links)|social-?(?:share|links|icons|buttons|bar)|lang(?:uage)?-?(?:picker|selector|switch)"
    r"|toast|snackbar",
    re.IGNORECASE,
)
_SIGN_UP = re.compile(r"newsletter|subscribe", re.IGNORECASE)
# Whole words of a name, also in camel case: "main-nav", "mainNav", not "unavailable".
_POPUP = re.compile(
    r"(?:(?<![a-zA-Z])|(?<=[a-z])(?=[A-Z]))(?i:menu|nav|navbar|navigation|modal|popup|pop-up|overlay|tooltip|toast"
    r"|lightbox)(?![a-z])"
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A banner is small: what is longer than this is the page's own text about cookies, whatever its class says.
_BANNER_CHARS = 3000
# A form with half of the page's text, and more than a log-in has, is wrapped around the page, as ASP.NET does.
_WRAPPER_CHARS = 400


def is_furniture(tag: Tag, sizes: Sizes | None = None) -> bool:
    """True for what a reader would not count as the document's text. For pages without selectors of their own.

    Text in closed accordions and `<details>` is content although it is hidden: FAQs live there. Hidden menus and
    dialogs are told apart by their role, their name, or by being mostly links. `sizes` are those of the page,
    measured once; without them the element is measured by itself.
    """
    if tag.name in HEADINGS or tag.name in ("main", "body", "html"):
        return False
    if tag.name in _FURNITURE or _words_of(tag, "role") & _ROLES:
        return True
    names = _names(tag)
    hidden = is_hidden(tag)
    if not (names or hidden or tag.name in ("form", "header", "footer")):
        return False
    size = (sizes or Sizes(tag)).of(tag)
    if tag.name in ("header", "footer"):
        return not size.in_text or (size.mostly_links and not size.has_title)
    if _is_banner(names, size):
        return True
    if tag.name == "form":
        wraps = sizes is not None and _WRAPPER_CHARS <= size.text > 0.5 * sizes.whole
        return size.text < _BANNER_CHARS and not size.has_title and not wraps
    return hidden and (bool(_POPUP.search(names)) or size.mostly_links)


def _is_banner(names: str, size: Size) -> bool:
    if not names or size.text >= _BANNER_CHARS or size.has_h1:
        return False
    return bool(_BANNER.search(names)) or (size.has_input and bool(_SIGN_UP.search(names)))


def is_hidden(tag: Tag) -> bool:
    """The markup says that it is not shown (now)."""
    return (
        tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or bool(_HIDING_STYLE.search(str(tag.get("style") or "")))
    )


def _names(tag: Tag) -> str:
    return f"{tag.get('id') or ''} {' '.join(sorted(_words_of(tag, 'class')))}".strip()


def _words_of(tag: Tag, attribute: str) -> set[str]:
    value = tag.get(attribute)
    if value is None:
        return set()
    return set(value.split() if isinstance(value, str) else value)
