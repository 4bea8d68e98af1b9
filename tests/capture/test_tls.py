"""TLS is always verified; HTTP/2 is spoken where the server can."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import ssl
import warnings
from collections.abc import Callable
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.capture.server import AGENT, PAGE, Seen, ask, fetcher, response, serving, site
from watcher.capture import Network
from watcher.errors import ConfigError
from watcher.model import Capture, Verdict, VerdictKind

AUTHORITY = trustme.CA()
UNTRUSTED = "its certificate comes from an authority that this machine does not trust (see SSL_CERT_FILE and ca_file)"


def _tls(issue: Callable[[], trustme.LeafCert], *protocols: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issue().configure_cert(context)
    context.set_alpn_protocols(list(protocols) or ["http/1.1"])
    return context


@pytest.fixture
def trusting(tmp_path: Path) -> Network:
    """A network that trusts the tests' authority."""
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return Network(AGENT, ca_file=str(tmp_path / "ca.pem"))


async def test_a_page_comes_over_tls_for_the_name_while_the_address_is_connected_to(trusting: Network) -> None:
    tls = _tls(lambda: AUTHORITY.issue_cert("site.test"))
    async with serving(site({"/privacy": response()}), tls) as server, fetcher(network=trusting) as web:
        capture = await web.fetch(ask(server.url(scheme="https")))
    assert isinstance(capture, Capture)
    assert server.log[0].headers["host"] == f"site.test:{server.port}"


async def test_the_environment_can_name_the_authorities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    tls = _tls(lambda: AUTHORITY.issue_cert("site.test"))
    async with serving(site({"/privacy": response()}), tls) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url(scheme="https"))), Capture)


@pytest.mark.parametrize(
    ("issue", "words"),
    [
        (lambda: AUTHORITY.issue_cert("other.test"), "its certificate is for another host"),
        (
            lambda: AUTHORITY.issue_cert("site.test", not_after=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
            "its certificate has expired",
        ),
        (
            lambda: trustme.CA().issue_cert("site.test"),
            UNTRUSTED,
        ),
    ],
)
async def test_a_bad_certificate_ends_the_fetch_with_its_reason(
    trusting: Network, issue: Callable[[], trustme.LeafCert], words: str
) -> None:
    async with serving(site({"/privacy": response()}), _tls(issue)) as server, fetcher(network=trusting) as web:
        verdict = await web.fetch(ask(server.url(scheme="https")))
        again = await web.fetch(ask(server.url(scheme="https")))
    reason = f"no safe connection to site.test: {words}"
    assert verdict == again == Verdict(VerdictKind.UNREACHABLE, reason, permanent=True)
    assert server.log == []


async def test_a_certificate_that_signs_itself_is_not_trusted(trusting: Network, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "site.test")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("site.test")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "own.pem").write_bytes(secret + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem")
    async with serving(site({"/privacy": response()}), context) as server, fetcher(network=trusting) as web:
        verdict = await web.fetch(ask(server.url(scheme="https")))
    reason = "no safe connection to site.test: its certificate is signed by itself"
    assert verdict == Verdict(VerdictKind.UNREACHABLE, reason, permanent=True)
    assert server.log == []


@pytest.mark.parametrize("version", ["TLSv1", "TLSv1_1"])
async def test_old_versions_of_tls_are_not_spoken(trusting: Network, version: str) -> None:
    context = _tls(lambda: AUTHORITY.issue_cert("site.test"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that they are old is the point
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
    async with serving(site({"/privacy": response()}), context) as server, fetcher(network=trusting) as web:
        verdict = await web.fetch(ask(server.url(scheme="https")))
    assert isinstance(verdict, Verdict)
    assert verdict.reason.startswith("no safe connection to site.test: ")
    assert (verdict.kind, server.log) == (VerdictKind.UNREACHABLE, [])


async def test_the_server_of_that_test_works_with_a_version_of_today(trusting: Network) -> None:
    context = _tls(lambda: AUTHORITY.issue_cert("site.test"))
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    async with serving(site({"/privacy": response()}), context) as server, fetcher(network=trusting) as web:
        assert isinstance(await web.fetch(ask(server.url(scheme="https"))), Capture)


async def test_a_server_without_tls_is_no_safe_connection(trusting: Network) -> None:
    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(response())

    network = dataclasses.replace(trusting, retries=0)
    async with serving(handle) as server, fetcher(network=network) as web:
        verdict = await web.fetch(ask(server.url(scheme="https"), timeout=dt.timedelta(seconds=1)))
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.UNREACHABLE


async def test_https_is_not_left_for_http(trusting: Network) -> None:
    async with serving(site({"/privacy": response()})) as plain:
        tls = _tls(lambda: AUTHORITY.issue_cert("site.test"))
        sends = site({"/privacy": response(301, b"", location=plain.url())})
        async with serving(sends, tls) as server, fetcher(network=trusting) as web:
            verdict = await web.fetch(ask(server.url(scheme="https")))
    assert verdict == Verdict(
        VerdictKind.REFUSED,
        "site.test redirects from https to http, where anybody on the way could change the page",
        permanent=True,
    )
    assert plain.connections == 0


async def test_http_may_become_https(trusting: Network) -> None:
    tls = _tls(lambda: AUTHORITY.issue_cert("site.test"))
    async with serving(site({"/privacy": response()}), tls) as safe:
        sends = site({"/privacy": response(301, b"", location=safe.url(scheme="https"))})
        async with serving(sends) as server, fetcher(network=trusting) as web:
            capture = await web.fetch(ask(server.url()))
    assert isinstance(capture, Capture)
    assert capture.final_url == safe.url(scheme="https")


def test_a_file_of_authorities_that_is_none_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("nothing")
    for name in ("none.pem", "missing.pem"):
        with pytest.raises(ConfigError, match=r"network\.ca_file: .*\.pem cannot be read as PEM certificates"):
            fetcher(network=Network(AGENT, ca_file=str(tmp_path / name)))


class _Http2:
    """A server that speaks only HTTP/2 and answers every request with the page, or as `answer` wants."""

    def __init__(self, answer: list[tuple[str, str]], body: bytes) -> None:
        self.answer = answer
        self.body = body
        self.versions: list[str] = []

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        config = h2.config.H2Configuration(
            client_side=False, validate_outbound_headers=False, normalize_outbound_headers=False
        )
        connection = h2.connection.H2Connection(config)
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while data := await reader.read(65536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    self.versions.append("HTTP/2")
                    connection.send_headers(event.stream_id, self.answer)
                    connection.send_data(event.stream_id, self.body, end_stream=True)
            writer.write(connection.data_to_send())
        writer.close()


async def _from_http2(trusting: Network, answer: list[tuple[str, str]]) -> Capture | Verdict:
    server = _Http2(answer, PAGE)
    tls = _tls(lambda: AUTHORITY.issue_cert("site.test"), "h2")
    listener = await asyncio.start_server(server.converse, "127.0.0.1", 0, ssl=tls)
    async with listener, fetcher(network=trusting) as web:
        outcome = await web.fetch(ask(f"https://site.test:{listener.sockets[0].getsockname()[1]}/privacy"))
    await asyncio.sleep(0.05)
    assert server.versions
    return outcome


async def test_http2_is_spoken(trusting: Network) -> None:
    capture = await _from_http2(trusting, [(":status", "200"), ("content-type", "text/html"), ("etag", '"2"')])
    assert isinstance(capture, Capture)
    assert (capture.status, capture.body, capture.header("etag")) == (200, PAGE, '"2"')


@pytest.mark.parametrize("status", ["abc", ""])
async def test_a_status_that_is_no_number_is_no_answer(trusting: Network, status: str) -> None:
    verdict = await _from_http2(trusting, [(":status", status), ("content-type", "text/html")])
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.UNREACHABLE


async def test_a_body_that_differs_from_its_announced_length_is_truncated(trusting: Network) -> None:
    verdict = await _from_http2(trusting, [(":status", "200"), ("content-length", "5000")])
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.TRUNCATED


async def test_a_header_list_that_is_too_long_is_refused(trusting: Network) -> None:
    answer = [(":status", "200"), *((f"x-{n}", "a" * 900) for n in range(200))]
    verdict = await _from_http2(trusting, answer)
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.REFUSED
