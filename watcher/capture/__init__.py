"""Gets a page over the network, politely and safely, and says whether it is the page.

    Fetcher.fetch(FetchRequest) -> Capture | Verdict      the network (everything else here is its parts)
    judge_response(Capture) -> Verdict                    pure: status, headers, raw markup
    judge_document(Document, Expectation) -> Verdict      pure: the extracted text

Expected trouble is a `Verdict`, never an exception. Only `Fetcher(...)` raises: ConfigError for a proxy or a file of
certificate authorities that cannot be used.
"""

from typing import TYPE_CHECKING

from watcher.capture.judge import Expectation, judge_document, judge_response
from watcher.capture.request import FetchRequest, Network

if TYPE_CHECKING:
    from watcher.capture.fetcher import Fetcher

__all__ = ["Expectation", "FetchRequest", "Fetcher", "Network", "judge_document", "judge_response"]


def __getattr__(name: str) -> object:
    """The fetcher, imported when it is first asked for: what it needs of the network takes longer to import than all
    else, and recorded captures are read without it."""
    if name != "Fetcher":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from watcher.capture.fetcher import Fetcher

    return Fetcher
