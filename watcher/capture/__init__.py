"""Gets a page over the network, politely and safely, and says whether it is the page.

    Fetcher.fetch(FetchRequest) -> Capture | Verdict      the network (everything else here is its parts)
    judge_answer(Capture) -> Verdict | None               pure: status and headers
    judge_response(Capture) -> Verdict                    pure: these, and raw markup
    judge_document(Document, Expectation) -> Verdict      pure: the extracted text

Expected trouble is a `Verdict`, never an exception. Only `Fetcher(...)` raises: ConfigError for a proxy or a file of
certificate authorities that cannot be used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from watcher.capture.answer import judge_answer
from watcher.capture.request import FetchRequest, Network

if TYPE_CHECKING:
    from watcher.capture.fetcher import Fetcher
    from watcher.capture.judge import Expectation, judge_document, judge_response

__all__ = [
    "Expectation",
    "FetchRequest",
    "Fetcher",
    "Network",
    "judge_answer",
    "judge_document",
    "judge_response",
]

# What takes long to import, and not everybody needs: recorded captures are read without a network, pages that are as
# they were without knowing any wall.
_LATE = {
    "Fetcher": "fetcher",
    "Expectation": "judge",
    "judge_document": "judge",
    "judge_response": "judge",
}


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
