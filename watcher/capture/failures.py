"""What went wrong on the network, as a verdict with a sentence that a person can act on."""

from __future__ import annotations

import os
import ssl
from typing import TypeVar

import h2.exceptions
import httpcore

from watcher.capture.backend import AddressRefusedError, NameLookupError
from watcher.capture.outcome import Failure, Scope
from watcher.model import Verdict, VerdictKind

# OpenSSL's X509_V_ERR_* codes (openssl/x509_vfy.h) that users meet.
_CERTIFICATES = {
    9: "its certificate is not valid yet (is this machine's clock right?)",
    10: "its certificate has expired",
    18: "its certificate is signed by itself",
    19: "its certificate comes from an authority that this machine does not trust (see SSL_CERT_FILE and ca_file)",
    20: "its certificate comes from an authority that this machine does not trust (see SSL_CERT_FILE and ca_file)",
    21: "its certificate comes from an authority that this machine does not trust (see SSL_CERT_FILE and ca_file)",
    23: "its certificate was revoked",
    62: "its certificate is for another host",
    64: "its certificate is for another host",
}
_Kind = TypeVar("_Kind", bound=Exception)

_HEADERS_TOO_LONG = "Receive buffer too long"  # h11, when the header does not end within its 100 kB
_DROPPED = ("disconnected without sending", "ConnectionTerminated", "StreamReset", "peer closed", "connection closed")


def describe(error: Exception, host: str, proxy: str | None, *, answered: bool) -> Failure:
    """The failure that an exception means. `proxy` is the place of the proxy in use; `answered` says that the header
    of a response was already there when it happened.
    """
    if isinstance(error, AddressRefusedError):
        return private_address(host, error.address)
    if isinstance(error, NameLookupError):
        return _lookup(error, host, proxy)
    tls = _within(error, ssl.SSLError)
    if tls is not None and not answered:
        return _tls(tls, host)
    if isinstance(error, httpcore.ProxyError):
        return proxy_answers(str(error), proxy or "")
    if answered or _within(error, h2.exceptions.InvalidBodyLengthError):
        return cut_off(f"the connection to {host} broke before the page was complete")
    if _HEADERS_TOO_LONG in str(error) or _within(error, h2.exceptions.DenialOfServiceError):
        return too_long_header(host)
    through = f" through the proxy {proxy}" if proxy else ""
    if isinstance(error, httpcore.ConnectError) and _broke_off(error):
        what = "broke off while TLS was agreed on (does it speak TLS 1.2 or newer?)"
        return _unreachable(f"no safe connection to {host}{through}: it {what}", scope=Scope.ORIGIN)
    if isinstance(error, httpcore.ConnectError):
        return _unreachable(f"no connection to {host}{through}{_why(error)}", scope=Scope.ORIGIN)
    if isinstance(error, httpcore.ConnectTimeout):
        return _unreachable(f"{host} did not accept a connection{through} in time", scope=Scope.ORIGIN)
    if isinstance(error, httpcore.TimeoutException):
        return no_answer(host)
    # A LocalProtocolError is a HTTP/2 connection that was closed between two requests: a new one will do.
    if isinstance(error, httpcore.NetworkError | httpcore.LocalProtocolError) or any(
        word in str(error) for word in _DROPPED
    ):
        return _unreachable(f"{host} closed the connection without an answer")
    return _unreachable(f"{host} does not answer in a way that HTTP allows", passing=False)


def _within(error: Exception, kind: type[_Kind]) -> _Kind | None:
    """The error itself or the one that httpcore wrapped in it, if it is of that kind."""
    return next((item for item in (error, *error.args) if isinstance(item, kind)), None)


def _broke_off(error: BaseException | None) -> bool:
    """Whether the other side closed the connection within the handshake, which some do without a word."""
    while error is not None and not isinstance(error, ssl.SSLEOFError):
        error = error.__cause__ or error.__context__
    return error is not None


def _unreachable(reason: str, *, passing: bool = True, scope: Scope = Scope.PAGE) -> Failure:
    return Failure(Verdict(VerdictKind.UNREACHABLE, reason), passing=passing, scope=scope)


def _why(error: Exception) -> str:
    """The system's word for a failed connection ("Connection refused"), without the addresses in it."""
    inner = _within(error, OSError)
    cause = inner.__cause__ if inner is not None and inner.errno is None else inner
    return f": {os.strerror(cause.errno).lower()}" if isinstance(cause, OSError) and cause.errno else ""


def _lookup(error: NameLookupError, host: str, proxy: str | None) -> Failure:
    who = f"the proxy {error.host}" if proxy and error.host != host else f"the host {error.host}"
    what = "does not exist: no address is known" if error.unknown else "could not be looked up (is the network up?)"
    return _unreachable(f"{who} {what}", passing=False, scope=Scope.HOST)


def _tls(error: ssl.SSLError, host: str) -> Failure:
    if isinstance(error, ssl.SSLCertVerificationError):
        what = _CERTIFICATES.get(error.verify_code, error.verify_message)
    else:
        words = (error.reason or "the handshake failed").replace("_", " ").lower()
        what = f"TLS failed: {words}"
    verdict = Verdict(VerdictKind.UNREACHABLE, f"no safe connection to {host}: {what}", permanent=True)
    return Failure(verdict, scope=Scope.ORIGIN)


def proxy_answers(answer: str, proxy: str) -> Failure:
    """The proxy itself does not let us through."""
    passing = answer.startswith(("429", "5"))
    verdict = Verdict(VerdictKind.UNREACHABLE, f"the proxy {proxy} answers {answer}", permanent=not passing)
    return Failure(verdict, passing=passing, scope=Scope.ORIGIN)


def private_address(host: str, address: str = "") -> Failure:
    """The host is, or has, an address outside the public internet."""
    which = f"{host} has the address {address}, which" if address and address != host else f"{host}"
    reason = f"{which} is not on the public internet; set `allow_private_addresses: true` on the target to allow it"
    return Failure(Verdict(VerdictKind.REFUSED, reason, permanent=True))


def no_answer(host: str) -> Failure:
    """The host took the request and said nothing in time."""
    return _unreachable(f"{host} did not answer in time")


def cut_off(reason: str, *, passing: bool = True) -> Failure:
    """Only a part of the page came."""
    return Failure(Verdict(VerdictKind.TRUNCATED, reason), passing=passing)


def too_long_header(host: str) -> Failure:
    """The header of the response is over the library's limit of 100 kB (64 kB for HTTP/2)."""
    return Failure(Verdict(VerdictKind.REFUSED, f"the header of the response from {host} is over 100 kB"))


def flood(host: str) -> Failure:
    """Endless interim responses, empty frames, chunks that are nearly all frame."""
    return Failure(Verdict(VerdictKind.REFUSED, f"{host} sends far more data around the page than the page has"))


def too_large(host: str, limit: int) -> Failure:
    """The body is over the limit, which counts decompressed bytes."""
    reason = f"the page from {host} is larger than {limit / 1024 / 1024:.3g} MB"
    return Failure(Verdict(VerdictKind.REFUSED, reason, permanent=True))
