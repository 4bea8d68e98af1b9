"""Gets a page over the network, politely and safely, and says whether it is the page.

    Fetcher.fetch(FetchRequest) -> Capture | Verdict      the network (everything else here is its parts)
    judge_answer(Capture) -> Verdict | None               pure: status and headers
    judge_response(Capture) -> Verdict                    pure: these, and raw markup
    judge_document(Document, Expectation) -> Verdict      pure: the extracted text

Expected trouble is a `Verdict`, never an exception. Only `Fetcher(...)` raises: ConfigError for a proxy or a file of
certificate authorities that cannot be used.
"""

from typing import TYPE_CHECKING

from watcher.capture.answer import judge_answer
from watcher.capture.request import FetchRequest, Network
from watcher.late import late

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
__getattr__ = late(
    __name__,
    {"fetcher": ("Fetcher",), "judge": ("Expectation", "judge_document", "judge_response")},
)
