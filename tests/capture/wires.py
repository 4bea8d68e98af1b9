"""A spy below the fetcher: the addresses of connections, and a public address that leads to loopback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import httpcore
import pytest

PUBLIC = "8.8.8.8"  # a public address, for tests; what goes there goes to this machine instead


@dataclass
class Wires:
    """`asked` has the address of every connection that was begun, in order."""

    asked: list[str] = field(default_factory=list)


@pytest.fixture
def wires(monkeypatch: pytest.MonkeyPatch) -> Wires:
    """Lies under the fetcher for the time of a test. Nothing but loopback is ever connected to."""
    spy = Wires()
    connect = httpcore.AnyIOBackend.connect_tcp

    async def connect_tcp(
        self: httpcore.AnyIOBackend,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        spy.asked.append(host)
        here = {PUBLIC: "127.0.0.1"}.get(host, host)
        assert here.startswith("127.") or here == "::1", f"a test would have connected to {host}"
        return await connect(self, here, port, timeout, local_address, socket_options)

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect_tcp)
    return spy
