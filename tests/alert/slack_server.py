"""A stand-in for hooks.slack.com with Slack's limits and errors, as docs.slack.dev has them ("Sending messages using
incoming webhooks", "Block Kit reference"), and for the limit of all blocks together that bolt-js #2509 measured."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOOK = "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
TEXT_MAX, BLOCKS_MAX, TOGETHER_MAX = 3000, 50, 13_200
_INNER = {"rich_text_section", "rich_text_list", "rich_text_quote"}


@dataclass
class Slack:
    """`refuse` is a script of (status, answer, Retry-After); what is taken is kept in `posts`."""

    refuse: list[tuple[int, str, str]] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0

    def answer(self, path: str, body: bytes) -> tuple[int, str, str]:
        self.asked += 1
        if path != HOOK:
            return 404, "no_service", ""
        if self.refuse:
            return self.refuse.pop(0)
        try:
            post = json.loads(body)
        except ValueError:
            return 400, "invalid_payload", ""
        problem = problem_of(post)
        if problem:
            return 400, problem, ""
        self.posts.append(post)
        return 200, "ok", ""


def problem_of(post: dict[str, Any]) -> str:
    """What Slack would answer to that payload; empty when it would take it."""
    blocks = post.get("blocks", [])
    if not post.get("text") and not blocks:
        return "no_text"
    if len(blocks) > BLOCKS_MAX or len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > TOGETHER_MAX:
        return "invalid_blocks"
    return "" if all(_is_good(block) for block in blocks) else "invalid_blocks"


def _is_good(block: dict[str, Any]) -> bool:
    if block["type"] == "context":
        texts = block["elements"]
        return 0 < len(texts) <= 10 and all(0 < len(each["text"]) <= TEXT_MAX for each in texts)
    if block["type"] != "rich_text" or not block["elements"]:
        return False
    runs = [run for element in block["elements"] for run in runs_of(element)]
    length = sum(len(run.get("text", "")) for run in runs)
    good = all(run["type"] in ("text", "link") and run.get("text", "x") for run in runs)
    linked = all(run["url"].startswith(("http://", "https://")) for run in runs if run["type"] == "link")
    return good and linked and 0 < length <= TEXT_MAX and {e["type"] for e in block["elements"]} <= _INNER


def runs_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    """The texts and links of a section, list or quote."""
    if element["type"] == "rich_text_list":
        return [run for line in element["elements"] for run in line["elements"]]
    return list(element["elements"])


def all_runs(post: dict[str, Any]) -> list[dict[str, Any]]:
    """Every text and link of a payload."""
    rich = [block for block in post["blocks"] if block["type"] == "rich_text"]
    return [run for block in rich for element in block["elements"] for run in runs_of(element)]


def shown(post: dict[str, Any]) -> str:
    """The words that a reader sees, in order."""
    words = []
    for block in post["blocks"]:
        if block["type"] == "context":
            words += [each["text"] for each in block["elements"]]
        else:
            for element in block["elements"]:
                words.append("".join(run.get("text") or run.get("url", "") for run in runs_of(element)))
    return "\n".join(words)


@contextmanager
def hooks(slack: Slack) -> Iterator[str]:
    """The stand-in on a port of its own; its base address as the plugin needs it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, words, wait = slack.answer(self.path, body)
            self.send_response(status)
            if wait:
                self.send_header("Retry-After", wait)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words.encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/services"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
