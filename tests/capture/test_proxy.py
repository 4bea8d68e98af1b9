"""Proxies from the environment or of a target: used, authenticated with, and never shown."""

from __future__ import annotations

import asyncio
import base64
import ssl
from pathlib import Path

import pytest
import trustme

from tests.capture.server import AGENT, Seen, ask, fetcher, response, serving, site
from tests.capture.wires import PUBLIC
from watcher.capture import Network
from watcher.capture.proxies import Proxies
from watcher.config.proxy import parse_proxy
from watcher.errors import ConfigError
from watcher.model import Capture, Verdict, VerdictKind


async def public(host: str, port: int) -> list[str]:
    """A resolver for which the sites stand on the public internet and everything else here."""
    return [PUBLIC] if host.endswith(".test") else ["127.0.0.1"]


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy"])
async def test_a_proxy_of_the_environment_is_used(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, response())) as proxy:
        monkeypatch.setenv(name, f"http://user:s%40cret@127.0.0.1:{proxy.port}")
        async with fetcher(resolver=public) as web:
            capture = await web.fetch(ask("http://site.test/privacy", allow_private_addresses=False))
    assert isinstance(capture, Capture)
    assert proxy.paths == ["http://site.test/privacy"]
    credentials = base64.b64encode(b"user:s@cret").decode()
    assert proxy.log[0].headers["proxy-authorization"] == f"Basic {credentials}"


async def test_https_goes_through_a_tunnel_for_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.port}")
        async with fetcher(resolver=public) as web:
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
    ("value", "what"),
    [
        ("socks5://user:hunter2@127.0.0.1:1080", "is a SOCKS proxy, which is not supported"),
        ("http://", "is no proxy that can be used"),
        ("http://user:hunter2@host:99999", "is no proxy that can be used"),
        ("http://user:hunter2@host:0", "is no proxy that can be used"),
        ("http://user:hunter2@[::1", "is no proxy that can be used"),
        ("http://user:hunter2@a b:80", "is no proxy that can be used"),
        ("http://user:hunter2@host:80/path", "is no proxy that can be used: nothing stands behind its port"),
        ("ftp://user:hunter2@host", "is no proxy that can be used"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_a_configuration_error(
    value: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(ConfigError, match=f"HTTPS_PROXY: {what}") as caught:
        fetcher()
    assert "hunter2" not in str(caught.value)


def test_a_proxy_shows_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:hunter2@proxy.example:3128")
    shown = repr(Proxies().choose("https", "site.test", None))
    assert shown == "Proxy(url='http://proxy.example:3128', place='proxy.example:3128')"


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


@pytest.mark.parametrize(
    ("no_proxy", "host", "port", "direct"),
    [
        ("*", "site.test", None, True),
        ("site.test", "site.test", None, True),
        ("site.test", "www.site.test", None, True),
        (".site.test", "site.test", None, True),
        ("*.site.test", "www.site.test", None, True),
        ("SITE.test", "Site.Test.", None, True),
        ("site.test", "mysite.test", None, False),
        ("site.test", "site.test.example", None, False),
        ("a.example, site.test ,", "site.test", None, True),
        ("site.test:443", "site.test", None, True),
        ("site.test:443", "site.test", 8443, False),
        ("site.test:8443", "www.site.test", 8443, True),
        ("192.0.2.7", "192.0.2.7", None, True),
        ("192.0.2.7", "192.0.2.70", None, False),
        ("192.0.2.7:443", "192.0.2.7", None, True),
        ("192.0.2.0/24", "192.0.2.7", None, True),
        ("192.0.2.0/24", "192.0.3.7", None, False),
        ("192.0.2.1/24", "192.0.2.7", None, True),
        ("192.0.2.0/24", "site.test", None, False),
        ("2001:db8::/32", "[2001:db8::7]", None, True),
        ("[2001:db8::7]", "[2001:db8::7]", None, True),
        ("[2001:db8::7]:443", "[2001:db8::7]", None, True),
        ("2001:db8::7", "[2001:db8::8]", None, False),
        ("", "site.test", None, False),
        (".", "site.test", None, False),
        (":443", "site.test", None, False),
        ("192.0.2.0/33", "192.0.2.7", None, False),
    ],
)
def test_no_proxy_names_hosts_suffixes_ports_and_networks(
    no_proxy: str, host: str, port: int | None, *, direct: bool
) -> None:
    proxies = Proxies({"https_proxy": "http://proxy.example:3128", "NO_PROXY": no_proxy})
    assert (proxies.choose("https", host, port) is None) is direct


@pytest.mark.parametrize(
    ("environ", "scheme", "place"),
    [
        ({"HTTP_PROXY": "http://a:1"}, "http", "a:1"),
        ({"HTTP_PROXY": "http://a:1"}, "https", None),
        ({"ALL_PROXY": "http://a:1"}, "https", "a:1"),
        ({"ALL_PROXY": "http://a:1", "HTTPS_PROXY": "https://b"}, "https", "b:443"),
        ({"http_proxy": "a:1", "HTTP_PROXY": "b:2"}, "http", "a:1"),
        ({"http_proxy": "", "HTTP_PROXY": "b:2"}, "http", None),
        ({"HTTP_PROXY": "b:2", "REQUEST_METHOD": "GET"}, "http", None),
        ({"http_proxy": "b:2", "REQUEST_METHOD": "GET"}, "http", "b:2"),
        ({"https_proxy": "http://[2001:db8::1]:3128"}, "https", "[2001:db8::1]:3128"),
        ({}, "https", None),
    ],
)
def test_which_variable_counts(environ: dict[str, str], scheme: str, place: str | None) -> None:
    proxy = Proxies(environ).choose(scheme, "site.test", None)
    assert (proxy.place if proxy else None) == place


async def test_a_target_has_its_own_proxy_and_no_exceptions(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, response())) as theirs, serving(site({}, response())) as ours:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{theirs.port}")
        monkeypatch.setenv("NO_PROXY", "*")
        own = parse_proxy(f"http://us:word@127.0.0.1:{ours.port}")
        async with fetcher(resolver=public) as web:
            request = ask("http://site.test/privacy", proxy=own, allow_private_addresses=False, robots_override=None)
            assert isinstance(await web.fetch(request), Capture)
    assert (theirs.connections, ours.paths) == (0, ["http://site.test/robots.txt", "http://site.test/privacy"])


async def test_direct_means_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, response())) as proxy, serving(site({}, response())) as server:
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
        async with fetcher() as web:
            assert isinstance(await web.fetch(ask(server.url(), proxy="direct")), Capture)
    assert (proxy.connections, server.connections) == (0, 1)


async def test_two_targets_with_other_credentials_share_no_connection() -> None:
    async with serving(site({}, response())) as proxy, fetcher() as web:
        for word in ("one", "two"):
            own = parse_proxy(f"http://us:{word}@127.0.0.1:{proxy.port}")
            assert isinstance(await web.fetch(ask("http://site.test/privacy", proxy=own)), Capture)
    sent = [seen.headers["proxy-authorization"] for seen in proxy.log]
    assert sent == [f"Basic {base64.b64encode(word).decode()}" for word in (b"us:one", b"us:two")]


async def test_a_proxy_that_is_reached_by_tls_is_verified(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("proxy.example").configure_cert(context)
    async with serving(site({}, response()), context) as proxy:
        for name, trusted in (("proxy.example", True), ("other.example", False)):
            own = parse_proxy(f"https://{name}:{proxy.port}")
            network = Network(AGENT, ca_file=str(tmp_path / "ca.pem"), retries=0)
            async with fetcher(network=network) as web:
                outcome = await web.fetch(ask("http://site.test/privacy", proxy=own))
            assert isinstance(outcome, Capture) is trusted, outcome
        async with fetcher(network=Network(AGENT, retries=0)) as web:
            outcome = await web.fetch(ask("http://site.test/privacy", proxy=parse_proxy(f"https://x:{proxy.port}")))
        assert isinstance(outcome, Verdict)
    assert len(proxy.log) == 1


async def test_a_proxy_that_wants_a_password_is_no_page() -> None:
    async with serving(site({}, response(407, b"<h1>who are you</h1>"))) as proxy, fetcher() as web:
        outcome = await web.fetch(ask("http://site.test/", proxy=parse_proxy(f"http://127.0.0.1:{proxy.port}")))
    reason = f"the proxy 127.0.0.1:{proxy.port} answers 407 Proxy Authentication Required"
    assert outcome == Verdict(VerdictKind.UNREACHABLE, reason, permanent=True)


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_credentials_of_a_proxy_are_in_no_log_and_no_message(
    scheme: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with serving(site({}, response(403, b"no"))) as proxy:
        own = parse_proxy(f"http://someone:hunter2@127.0.0.1:{proxy.port}")
        request = ask(f"{scheme}://site.test/privacy", proxy=own)
        async with fetcher() as web:
            outcome = await web.fetch(request)
    secret = base64.b64encode(b"someone:hunter2").decode()
    assert proxy.log[0].headers["proxy-authorization"] == f"Basic {secret}"
    for text in (caplog.text, repr(outcome), repr(request), repr(own), str(own)):
        assert "hunter2" not in text
        assert secret not in text
        assert "someone" not in text


async def test_the_site_sees_nothing_of_a_proxy_that_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where NO_PROXY sends us directly, the site sees no header of the proxy."""
    async with serving(site({}, response())) as server:
        monkeypatch.setenv("ALL_PROXY", "http://someone:hunter2@127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "site.test")
        async with fetcher() as web:
            assert isinstance(await web.fetch(ask(server.url())), Capture)
    assert "proxy-authorization" not in server.log[0].headers
