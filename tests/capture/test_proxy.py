"""Proxies from the environment: used, authenticated with, and never shown."""

from __future__ import annotations

import asyncio
import base64

import pytest

from tests.capture.server import AGENT, Seen, ask, fetcher, response, serving, site
from watcher.capture import Network
from watcher.capture.proxies import Proxies
from watcher.errors import ConfigError
from watcher.model import Capture, Verdict, VerdictKind


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy"])
async def test_a_proxy_of_the_environment_is_used(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, response())) as proxy:
        monkeypatch.setenv(name, f"http://user:s%40cret@127.0.0.1:{proxy.port}")
        async with fetcher() as web:
            capture = await web.fetch(ask("http://site.test/privacy", allow_private_addresses=False))
    assert isinstance(capture, Capture)
    assert proxy.paths == ["http://site.test/privacy"]
    credentials = base64.b64encode(b"user:s@cret").decode()
    assert proxy.log[0].headers["proxy-authorization"] == f"Basic {credentials}"


async def test_https_goes_through_a_tunnel_for_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.port}")
        async with fetcher() as web:
            verdict = await web.fetch(ask("https://site.test/privacy", allow_private_addresses=False))
    reason = f"the proxy 127.0.0.1:{proxy.port} answers 403 Forbidden"
    assert verdict == Verdict(VerdictKind.UNREACHABLE, reason, permanent=True)
    assert proxy.paths == ["site.test:443"]


async def test_no_proxy_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, response())) as proxy, serving(site({}, response())) as server:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", ".test")
        async with fetcher() as web:
            assert isinstance(await web.fetch(ask(server.url())), Capture)
    assert proxy.connections == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "localhost", "169.254.169.254"])
async def test_private_literals_are_refused_behind_a_proxy_too(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, response())) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        async with fetcher() as web:
            verdict = await web.fetch(ask(f"http://{host}/latest/meta-data", allow_private_addresses=False))
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.REFUSED
    assert proxy.connections == 0


async def test_a_proxy_that_is_not_there_is_named_without_its_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({})) as gone:
        port = gone.port
    monkeypatch.setenv("http_proxy", f"http://user:hunter2@127.0.0.1:{port}")
    async with fetcher(network=Network(AGENT, retries=0)) as web:
        verdict = await web.fetch(ask("http://site.test/privacy"))
    assert isinstance(verdict, Verdict)
    assert verdict.reason == f"no connection to site.test through the proxy 127.0.0.1:{port}: connection refused"


@pytest.mark.parametrize(
    "value", ["socks5://user:hunter2@127.0.0.1:1080", "http://", "http://user:hunter2@host:99999"]
)
def test_a_proxy_that_cannot_be_used_is_a_configuration_error(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(ConfigError, match="HTTPS_PROXY: is no proxy that can be used") as caught:
        fetcher()
    assert "hunter2" not in str(caught.value)


def test_a_proxy_shows_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:hunter2@proxy.example:3128")
    assert repr(Proxies().choose("https", "site.test", None)) == "Proxy(proxy.example:3128)"


async def test_a_proxy_that_drops_the_tunnel_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async with serving(handle) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        async with fetcher() as web:
            verdict = await web.fetch(ask("https://site.test/privacy"))
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.UNREACHABLE
    assert len(proxy.log) == 3
