"""One look at a page without archive or state: would it do as a target, and which selectors would serve it?

    fetch -> judge -> extract -> what select and remove matched, which topics the text speaks of, selectors to try

It records nothing, and only `look` touches the network; the rest is pure. It refuses to decide: it says what it saw.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString

from watcher import assess
from watcher.assess.facts import facts_of
from watcher.capture import Fetcher
from watcher.check.examine import examine
from watcher.check.gather import gather, shown
from watcher.check.manners import not_shown, request, worth_a_browser
from watcher.check.reading import read, single
from watcher.compare import compare, text_key
from watcher.config import Target
from watcher.extract import Extraction
from watcher.extract.chrome import INVISIBLE, is_furniture
from watcher.extract.ranges import find, parts, why_nothing
from watcher.model import Capture, Change, Fact, Passage, Verdict
from watcher.model.selecting import Range
from watcher.state import TargetState

# Where pages keep their text, most telling first. A page's own names are tried besides.
CANDIDATES = (
    "main", "article", '[role="main"]', '[itemprop="articleBody"]', "#content", "#main-content", "#main",
    ".article-body", ".article-content", ".article", ".entry-content", ".post-content", ".page-content",
    ".main-content", ".content", ".policy", ".legal", ".rich-text", ".prose", ".markdown-body",
)  # fmt: skip
_LEAST_SHARE = 0.5  # a selector that loses half of the text is no suggestion
_INHERITS = 0.85  # of its parent's text: then a child is the better root
_MARKERS = re.compile(r"[A-Za-z][A-Za-z_-]{2,40}")
_MADE_BY_TOOLS = re.compile(  # names of style tools, utility classes, hashes such as kohLxz
    r"^(?:css|sc|jsx|svelte|emotion|chakra|tw|is|has|js|flex|grid|text|bg|gap|[pm][trblxy]?|[wh])-|^Mui|__|--"
    r"|[a-z][A-Z][a-z]?[A-Z]|^(?=.*[A-Z])[A-Za-z]{5,7}$"
)
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Matched:
    """What one selector found: `option` is "select" or "remove", `characters` those of its text. `reason` says why a
    range found nothing."""

    option: str
    selector: str
    elements: int
    characters: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A selector to try: `share` of the page's running text that it holds, 0 to 1."""

    selector: str
    elements: int
    share: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """How many sentences state something on a topic, and the first few of them."""

    topic: str
    sentences: int
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """What one look brought. `capture` is None when nothing could be had, `extraction` when it was no page."""

    target: Target
    verdict: Verdict
    capture: Capture | None = None
    extraction: Extraction | None = None
    matched: tuple[Matched, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    suggested: tuple[Suggested, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Stability:
    """Two looks at the same page: same words? If not, what differs; `noise` counts differences in form by kind."""

    same_words: bool
    changes: tuple[Change, ...] = ()
    noise: Mapping[str, int] = field(default_factory=dict)


async def look(fetcher: Fetcher, target: Target) -> Trial:
    """Fetch the page once, with the manners of its target, and say what there is. Never raises for what pages do."""
    requests = [request(page, TargetState(page.id), None) for page in target.pages]  # as at first sight
    answer = await gather(fetcher, target, requests)
    if isinstance(answer, Verdict):
        return Trial(target, answer)
    trial = inspect(answer, target)
    if not worth_a_browser(target, requests[0], trial.verdict):
        return trial
    again = await shown(fetcher, target, requests, answer)
    if isinstance(again, Verdict):
        return replace(trial, verdict=not_shown(trial.verdict, again))
    return inspect(again, target)


def inspect(capture: Capture, target: Target) -> Trial:
    """What a capture says, as if it were the first of its target."""
    verdict = examine(capture, target, None, "").verdict
    if not 200 <= capture.status < 300:
        return Trial(target, verdict, capture)
    content_type = capture.header("content-type") or "text/html"
    extraction = read(capture.body, content_type, target, capture.final_url)
    soups = [] if extraction.problem else list(_soups(capture, target))
    lost = not target.combine and not (target.select and extraction.selector_matched)
    return Trial(
        target,
        verdict,
        capture,
        extraction,
        tuple(matched for page, soup in soups for matched in _matched(soup, page)),
        spoken_of(extraction.document.passages, extraction.document.language, target.topics),
        suggest(soups[0][1]) if soups and lost else (),
        facts_of(extraction.document),
    )


def stability(first: Trial, second: Trial) -> Stability | None:
    """What differs between two looks; None when one of them brought no text."""
    if first.extraction is None or second.extraction is None:
        return None
    documents = first.extraction.document, second.extraction.document
    comparison = compare(*documents)
    kinds = Counter(change.noise.value for change in comparison.noise if change.noise is not None)
    return Stability(text_key(documents[0]) == text_key(documents[1]), comparison.meaningful, dict(kinds))


def spoken_of(passages: Iterable[Passage], language: str, topics: Iterable[str]) -> tuple[Spoken, ...]:
    """For each topic, the sentences that state something on it."""
    found: dict[str, list[str]] = {topic: [] for topic in topics}
    for passage in passages:
        for claim in assess.read(passage, language):
            if claim.topic in found:
                found[claim.topic].append(passage.text)
    return tuple(Spoken(topic, len(texts), tuple(texts[:_MOST_QUOTES])) for topic, texts in found.items())


# --- selectors


def suggest(page: BeautifulSoup, most: int = 3) -> tuple[Suggested, ...]:
    """The selectors that hold most of the page's running text and least of its links and furniture, best first.

    A candidate's score is the harmonic mean of two shares: of the page's running text that it holds, and of its own
    text that is running text (not link, navigation or banner).
    """
    running, all_text = _sizes(page)
    body = page.body or page
    whole = running[id(body)]
    if whole == 0:
        return ()
    ranked: list[tuple[float, Suggested]] = []
    seen: set[frozenset[int]] = set()
    for selector in (*CANDIDATES, *_own_names(page, body, running)):
        tags = _outermost(page.select(selector))
        known = frozenset(map(id, tags))
        share = sum(running[key] for key in known) / whole
        if share < _LEAST_SHARE or known in seen:
            continue
        seen.add(known)
        purity = sum(running[key] for key in known) / max(1, sum(all_text[key] for key in known))
        ranked.append((2 * share * purity / (share + purity), Suggested(selector, len(tags), min(share, 1.0))))
    ranked.sort(key=lambda item: -item[0])
    return tuple(suggested for _, suggested in ranked[:most])


def _soups(capture: Capture, target: Target) -> Iterator[tuple[Target, BeautifulSoup]]:
    """The pages of a capture that are HTML, each with the target that it is."""
    for page, seen in zip(target.pages, single(capture), strict=True):
        if "html" in (seen.content_type or "text/html"):
            yield page, _soup(seen.body)


def _soup(body: bytes) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML pages are read as HTML, as browsers do
        return BeautifulSoup(body, "lxml")


def _sizes(page: BeautifulSoup) -> tuple[Counter[int], Counter[int]]:
    """For each element, by its identity, the characters of its running text and those of all its visible text."""
    running: Counter[int] = Counter()
    all_text: Counter[int] = Counter()
    furniture: dict[int, bool] = {}
    for node in page.find_all(string=True):
        size = len(" ".join(node.split()))
        parents = list(node.parents)
        if size == 0 or type(node) is not NavigableString or any(tag.name in INVISIBLE for tag in parents):
            continue
        aside = False
        for tag in parents:
            if id(tag) not in furniture:
                furniture[id(tag)] = tag.name == "a" or (tag.name not in ("body", "html") and is_furniture(tag))
            aside = aside or furniture[id(tag)]
        for tag in parents:
            all_text[id(tag)] += size
            running[id(tag)] += 0 if aside else size
    return running, all_text


def _own_names(page: BeautifulSoup, body: Tag, running: Counter[int]) -> list[str]:
    """Selectors by id or class of the elements that hold nearly all text, from the innermost to the outermost."""
    found: list[str] = []
    node = body
    while True:
        children = [child for child in node.children if isinstance(child, Tag)]
        heaviest = max(children, key=lambda child: running[id(child)], default=None)
        if heaviest is None or running[id(heaviest)] < _INHERITS * running[id(node)]:
            return found[::-1]
        node = heaviest
        found += [name for name in reversed(list(_names(node))) if len(page.select(name, limit=2)) == 1]


def _names(tag: Tag) -> Iterator[str]:
    """Its id and classes as selectors, unless a tool made them up: those change with every release of the site."""
    for mark, names in (("#", tag.get("id")), (".", tag.get("class"))):
        for name in [names] if isinstance(names, str) else names or ():
            if _MARKERS.fullmatch(name) and not _MADE_BY_TOOLS.search(name):
                yield f"{mark}{name}"


def _outermost(tags: Iterable[Tag]) -> list[Tag]:
    found = list(tags)
    chosen = {id(tag) for tag in found}
    return [tag for tag in found if not any(id(parent) in chosen for parent in tag.parents)]


def _matched(page: BeautifulSoup, target: Target) -> tuple[Matched, ...]:
    options = [("select", selector) for selector in target.select] + [("remove", s) for s in target.remove]
    found = []
    for option, selector in options:
        elements = len(find(page, selector))
        size = sum(len(part.text) for part in parts(page, (selector,)))
        reason = why_nothing(page, selector) if isinstance(selector, Range) and not elements else ""
        found.append(Matched(option, str(selector), elements, size, reason))
    return tuple(found)
