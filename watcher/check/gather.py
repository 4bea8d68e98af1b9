"""The page of a target, or the pages that make it, as one capture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watcher.capture import Fetcher, FetchRequest
from watcher.check.reading import joined
from watcher.config import Target
from watcher.model import Capture, Verdict


async def gather(fetcher: Fetcher, target: Target, requests: Sequence[FetchRequest]) -> Capture | Verdict:
    """The answers to the requests for its pages as one capture; the first that is no page speaks for all of them."""
    captures: list[Capture] = []
    for request in requests:
        answer = await fetcher.fetch(request)
        if isinstance(answer, Verdict):
            return answer if len(requests) == 1 else replace(answer, reason=f"{answer.reason} ({request.url})")
        if not 200 <= answer.status < 300:
            return answer
        captures.append(answer)
    return joined(target, captures)


async def shown(
    fetcher: Fetcher, target: Target, requests: Sequence[FetchRequest], plain: Capture
) -> Capture | Verdict:
    """The same as a browser shows it; `plain` is what came without one."""
    if len(requests) == 1:
        return await fetcher.render(requests[0], plain)
    return await gather(fetcher, target, [replace(request, render="browser") for request in requests])
