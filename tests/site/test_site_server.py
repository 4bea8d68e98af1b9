"""The site over HTTP: for reading only, and nothing but the site."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.site.conftest import Made
from watcher.errors import SiteError
from watcher.site.folder import LIST, Folder
from watcher.site.server import Server

FAQ = "documents/agora/ai-faq/"


@dataclass
class Shown:
    port: int
    client: httpx.AsyncClient

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)

    async def raw(self, request: bytes, *, end: bool = False) -> bytes:
        """What comes back for these very bytes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        await writer.drain()
        if end:
            writer.write_eof()
        answer = await asyncio.wait_for(reader.read(200_000), 5)
        writer.close()
        return answer


@contextlib.asynccontextmanager
async def serving(folder: Path | None, files: list[str] | None = None) -> AsyncIterator[Shown]:
    server = Server()
    if folder is not None:
        listed = Folder.open(folder, tracked=Path("/nowhere")).files if files is None else files
        server.show(folder, listed)
    port = await server.start("127.0.0.1", 0)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            yield Shown(port, client)
    finally:
        await server.close()


async def test_every_file_of_the_site_is_served_as_what_it_is(made: Made) -> None:
    files = Folder.open(made.site, tracked=made.archive.root).files
    types = {"html": "text/html", "css": "text/css", "js": "text/javascript", "xml": "application/atom+xml"}
    async with serving(made.site) as shown:
        for path in files:
            answer = await shown.get(f"/{path}")
            assert answer.status_code == 200, path
            assert answer.content == (made.site / path).read_bytes()
            assert answer.headers["content-type"] == f"{types[path.rpartition('.')[2]]}; charset=utf-8"
        for folder in ("/", "/search/", "/documents/", f"/{FAQ}", "/?q=1", f"/{FAQ}index.html?a=../b"):
            assert (await shown.get(folder)).status_code == 200, folder


async def test_a_folder_without_its_slash_is_redirected_to_the_one_with_it(made: Made) -> None:
    async with serving(made.site) as shown:
        for path in ("/documents", f"/{FAQ.rstrip('/')}", "/search?q=1"):
            answer = await shown.get(path)
            folder = path.partition("?")[0].rpartition("/")[2]
            assert (answer.status_code, answer.headers["location"]) == (301, f"{folder}/"), path
            assert answer.headers["content-security-policy"].endswith("sandbox")


async def test_safe_headers_and_the_page_s_own_policy(made: Made) -> None:
    async with serving(made.site) as shown:
        for path in ("/", f"/{FAQ}2025-09-18T12-34-39Z.html", "/assets/site.js", "/nothing"):
            answer = await shown.get(path)
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            policy = answer.headers["content-security-policy"]
            assert policy.startswith("default-src 'none'")
            assert "frame-ancestors 'none'" in policy or policy.endswith("sandbox")
            assert "server" not in answer.headers
            own = re.search(r'Content-Security-Policy" content="([^"]+)"', answer.text)
            assert own is None or policy == f"{own[1]}; frame-ancestors 'none'"


@pytest.mark.parametrize(
    "path",
    [
        "/../.watcher/x",
        "/%2e%2e/snapshots/README.md",
        "/documents/../index.html",
        "/documents/%2e%2e/index.html",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/assets",
        "/assets/",
        "/feeds/",
        "/documents/agora/",
        f"/{LIST}",
        "/notes.txt",
        "/link.html",
        "/index.html%00.css",
        "/%ff",
        "*",
        "/%2569ndex.html",
    ],
)
async def test_nothing_else_is(made: Made, path: str) -> None:
    (made.site / "notes.txt").write_text("of the user")
    async with serving(made.site) as shown:
        answer = await shown.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    (made.site / "notes.txt").unlink()
    assert answer.startswith(b"HTTP/1.1 404 "), answer[:60]


async def test_a_link_in_the_place_of_a_page_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "index.html").symlink_to(tmp_path / "secret")
    async with serving(tmp_path, ["index.html", "gone.html"]) as shown:
        assert (await shown.get("/")).status_code == 404
        assert (await shown.get("/gone.html")).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"])
async def test_it_is_for_reading_only(made: Made, method: str) -> None:
    request = f"{method} / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd".encode()
    async with serving(made.site) as shown:
        answer = await shown.raw(request)
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"Allow: GET, HEAD" in answer
    assert b"<html" not in answer


async def test_head_says_what_get_would(made: Made) -> None:
    async with serving(made.site) as shown:
        head, get = await shown.client.head("/"), await shown.get("/")
        assert head.content == b""
        assert head.headers == get.headers
        assert head.headers["content-length"] == str(len(get.content))


async def test_what_the_reader_has_is_not_sent_again(made: Made) -> None:
    async with serving(made.site) as shown:
        tag = (await shown.get("/")).headers["etag"]
        for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            answer = await shown.get("/", **{"If-None-Match": asked})
            assert (answer.status_code, answer.content) == (304, b""), asked
            assert answer.headers["etag"] == tag
        assert (await shown.get("/", **{"If-None-Match": '"other"'})).status_code == 200
        assert (await shown.get("/facts.html")).headers["etag"] != tag


async def test_a_connection_is_used_again(made: Made) -> None:
    once = b"GET /feeds/all.xml HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    async with serving(made.site) as shown:
        answer = await shown.raw(once + last)
        for _ in range(20):
            if answer.count(b"HTTP/1.1 200") == 2:
                break
            await asyncio.sleep(0.02)
    assert answer.count(b"HTTP/1.1 200") >= 1


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
    ],
)
async def test_what_is_no_request_is_refused(made: Made, request_: bytes, status: bytes) -> None:
    async with serving(made.site) as shown:
        answer = await shown.raw(request_, end=True)
        assert answer.split(b" ")[1:2] == [status], answer[:80]
        assert (await shown.get("/")).status_code == 200


async def test_a_connection_that_is_open_at_the_end_is_ended_in_silence(
    made: Made, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(made.site) as shown:
        reader, writer = await asyncio.open_connection("127.0.0.1", shown.port)
        assert (await shown.get("/")).status_code == 200
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
    await asyncio.sleep(0)
    assert caplog.text == ""


async def test_before_the_first_build_it_says_so() -> None:
    async with serving(None) as shown:
        answer = await shown.get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")


async def test_a_port_that_is_taken_is_told(made: Made) -> None:
    async with serving(made.site) as shown:
        with pytest.raises(SiteError, match=f"cannot be served at 127.0.0.1:{shown.port}"):
            await Server().start("127.0.0.1", shown.port)


async def test_too_many_connections_are_turned_away(made: Made) -> None:
    async with serving(made.site) as shown:
        held = [await asyncio.open_connection("127.0.0.1", shown.port) for _ in range(100)]
        await asyncio.sleep(0.1)
        reader, writer = await asyncio.open_connection("127.0.0.1", shown.port)
        assert await asyncio.wait_for(reader.read(), 5) == b""
        for _, one in (*held, (reader, writer)):
            one.close()
        await asyncio.sleep(0.1)
        assert (await shown.get("/")).status_code == 200
