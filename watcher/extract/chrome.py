"""Which elements of a page are its furniture (navigation, banners, dialogs) and not its text."""

from __future__ import annotations

import re

from bs4 import Tag

# Never text, wherever they stand.
INVISIBLE = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video source track map area head meta"
    " link input select textarea option datalist progress meter".split()
)
_FURNITURE = frozenset(("nav", "aside", "dialog"))
_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog menu menubar toolbar tooltip complementary".split()
)
_BANNER = re.compile(
    r"cookie|consent|onetrust|usercentrics|didomi|cmp-|gdpr|skip-?(?:link|nav|to)|breadcrumb|share-?(?:bar|buttons|links)"
    r"|social-|newsletter|lang(?:uage)?-?(?:picker|selector|switch)|toast|snackbar",
    re.IGNORECASE,
)
_POPUP = re.compile(r"menu|nav|modal|popup|pop-up|overlay|dropdown|tooltip|toast|lightbox|drawer", re.IGNORECASE)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A banner is small: what is longer than this is the page's own text about cookies, whatever its class says.
_BANNER_CHARS = 3000


def is_furniture(tag: Tag) -> bool:
    """True for what a reader would not count as the document's text. For pages without selectors of their own.

    Text in closed accordions and `<details>` is content although it is hidden: FAQs live there. Hidden menus and
    dialogs are told apart by their role, their name, or by being mostly links.
    """
    if tag.name in _FURNITURE or _words_of(tag, "role") & _ROLES:
        return True
    if tag.name in ("header", "footer"):
        return tag.find_parent(("article", "main")) is None or not tag.find(("h1", "h2"))
    names = _names(tag)
    if names and _BANNER.search(names) and not tag.find("h1") and len(tag.get_text()) < _BANNER_CHARS:
        return True
    if tag.name == "form":
        return len(tag.get_text()) < _BANNER_CHARS and not tag.find(("h1", "h2"))
    return is_hidden(tag) and (bool(_POPUP.search(names)) or _mostly_links(tag))


def is_hidden(tag: Tag) -> bool:
    """The markup says that it is not shown (now)."""
    return (
        tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or bool(_HIDING_STYLE.search(str(tag.get("style") or "")))
    )


def _names(tag: Tag) -> str:
    return f"{tag.get('id') or ''} {' '.join(_words_of(tag, 'class'))}".strip()


def _words_of(tag: Tag, attribute: str) -> set[str]:
    value = tag.get(attribute)
    if value is None:
        return set()
    return set(value.split() if isinstance(value, str) else value)


def _mostly_links(tag: Tag) -> bool:
    text = len(tag.get_text(strip=True))
    linked = sum(len(link.get_text(strip=True)) for link in tag.find_all("a"))
    return text == 0 or linked > 0.5 * text
