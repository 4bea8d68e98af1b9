"""A page, or the owner of its name, cannot send us into the operator's own network.

A canary stands on loopback, which no target here may reach; it sees no connection, and the spy under the fetcher sees
that none was even begun. `public.test` has a public address.
"""

from __future__ import annotations

import asyncio

import pytest

from tests.capture.server import Seen, ask, fetcher, response, serving, site
from tests.capture.wires import PUBLIC, Wires, wires
from watcher.capture.backend import NameLookupError
from watcher.model import Capture, Verdict, VerdictKind

__all__ = ["wires"]  # the fixture

HERE = """
    127.0.0.1 127.0.0.1. 127.1 127.0.1 127.8.8.8 2130706433 0x7f000001 0x7F.0.0.1 0177.0.0.1 017700000001 0x7f.0.1
    0 0.0.0.0
    １２７.０.０.１ 127。0。0。1 127．0．0．1 ①②⑦.0.0.1 %31%32%37.0.0.1 127.0.0.1%2e
    [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::ffff:0:127.0.0.1] [2002:7f00:1::]
    [64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1] [64:ff9b:1:fffe::7f00:1]
    [2001:0:4136:e378:8000:63bf:80ff:fffe] [2a01::5efe:7f00:1] [2a01::200:5efe:a00:1]
    [fe80::1] [fe80::1%25lo] [fe80::1%lo] [fec0::1] [fd00::1] [ff02::1] [2a01::1%25lo]
    localhost LOCALHOST localhost. a.localhost localhost.localdomain ip6-localhost
    user@127.0.0.1 user:word@127.0.0.1 public.test@127.0.0.1 public.test:80@127.0.0.1 public.test%40127.0.0.1
    169.254.169.254 100.100.100.200 [fd00:ec2::254] 10.0.0.1 192.168.1.1 172.16.0.1 inner.test inner.test. INNER.TEST
""".split()

ADDRESSES = """
    127.0.0.1 10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 198.18.0.1
    ::1 :: fe80::1 fe80::1%lo 2a01::1%lo fc00::1 fd00:ec2::254 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    2002:7f00:1:: 2002:a00:1:: 64:ff9b::10.0.0.1 64:ff9b:1::8.8.8.8 2001:0:4136:e378:8000:63bf:3fff:fdd2
    2a01::5efe:10.0.0.1 2a01::200:5efe:192.168.0.1 2001:db8::1 100::1 5f00::1 nonsense
""".split()


async def resolver(host: str, port: int) -> list[str]:
    return [PUBLIC] if host in ("public.test", "other.test") else ["127.0.0.1"]


def _on_the_wire(address: str) -> str:
    """Servers send what is beyond ASCII as UTF-8; `response` writes Latin-1."""
    return address.encode().decode("latin-1")


@pytest.mark.parametrize("hop", [0, 2])
@pytest.mark.parametrize("host", HERE)
async def test_no_redirect_leads_inside_at_any_hop(host: str, hop: int, wires: Wires) -> None:
    async with serving(site({}, response())) as canary:
        pages = {f"/{n}": response(302, b"", location=f"/{n + 1}") for n in range(hop)}
        pages[f"/{hop}"] = response(302, b"", location=_on_the_wire(f"http://{host}:{canary.port}/secret"))
        async with serving(site(pages)) as server, fetcher(resolver=resolver) as web:
            outcome = await web.fetch(ask(server.url("/0", host="public.test"), allow_private_addresses=False))
    assert isinstance(outcome, Verdict)
    assert outcome.kind is VerdictKind.REFUSED
    assert (canary.connections, set(wires.asked)) == (0, {PUBLIC})


@pytest.mark.parametrize("host", HERE)
async def test_no_target_is_inside(host: str, wires: Wires) -> None:
    async with serving(site({}, response())) as canary, fetcher(resolver=resolver) as web:
        address = f"http://{host}:{canary.port}/secret"
        for robots in ("a reason", None):
            outcome = await web.fetch(ask(address, allow_private_addresses=False, robots_override=robots))
            assert isinstance(outcome, Verdict)
            assert outcome.kind is VerdictKind.REFUSED
    assert (canary.connections, wires.asked) == (0, [])


@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_name_does_not_lead_to_such_an_address(address: str, wires: Wires) -> None:
    async def named(host: str, port: int) -> list[str]:
        return [address]

    async with fetcher(resolver=named) as web:
        outcome = await web.fetch(ask("http://public.test/", allow_private_addresses=False))
    assert isinstance(outcome, Verdict)
    assert (outcome.kind, outcome.permanent, wires.asked) == (VerdictKind.REFUSED, True, [])


async def test_of_a_mixed_answer_only_the_public_addresses_are_connected_to(wires: Wires) -> None:
    async def mixed(host: str, port: int) -> list[str]:
        return ["127.0.0.1", "10.0.0.1", "::1", PUBLIC, "192.168.0.1"]

    async with serving(site({}, response())) as server, fetcher(resolver=mixed) as web:
        outcome = await web.fetch(ask(server.url(host="public.test"), allow_private_addresses=False))
    assert isinstance(outcome, Capture)
    assert wires.asked == [PUBLIC]


async def test_the_address_that_was_checked_is_the_one_that_is_connected_to(wires: Wires) -> None:
    """The name changes with every lookup: public when it is asked for the first time, this machine ever after."""
    lookups: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        lookups.append(host)
        return [PUBLIC] if len(lookups) == 1 else ["127.0.0.1"]

    async def once(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(response(connection="close"))
        await writer.drain()
        writer.close()

    async with serving(once) as server, fetcher(resolver=rebinding) as web:
        first = await web.fetch(ask(server.url(host="public.test"), allow_private_addresses=False))
        second = await web.fetch(ask(server.url(host="public.test"), allow_private_addresses=False))
    assert isinstance(first, Capture)
    assert isinstance(second, Verdict)
    assert second.kind is VerdictKind.REFUSED
    assert (len(lookups), wires.asked, server.connections) == (2, [PUBLIC], 1)


async def test_robots_txt_does_not_lead_inside_either(wires: Wires) -> None:
    async with serving(site({}, response())) as canary:
        pages = {"/robots.txt": response(302, b"", location=canary.url("/robots.txt", host="127.0.0.1"))}
        async with serving(site(pages, response())) as server, fetcher(resolver=resolver) as web:
            address = server.url(host="public.test")
            outcome = await web.fetch(ask(address, allow_private_addresses=False, robots_override=None))
    assert isinstance(outcome, Verdict)
    assert (outcome.kind, canary.connections, wires.asked) == (VerdictKind.REFUSED, 0, [PUBLIC])


async def test_a_page_on_two_public_hosts_is_followed(wires: Wires) -> None:
    """The other side of all this: what is public is reached, by redirects, too."""
    async with serving(site({}, response())) as second:
        pages = {"/privacy": response(302, b"", location=second.url(host="other.test"))}
        async with serving(site(pages)) as first, fetcher(resolver=resolver) as web:
            outcome = await web.fetch(ask(first.url(host="public.test"), allow_private_addresses=False))
    assert isinstance(outcome, Capture)
    assert wires.asked == [PUBLIC, PUBLIC]


# --- through a proxy, which looks names up by itself


@pytest.mark.parametrize("host", [host for host in HERE if "test" not in host or "@" in host])
async def test_no_literal_address_or_local_name_is_handed_to_a_proxy(
    host: str, wires: Wires, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(site({}, response())) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
        async with fetcher(resolver=resolver) as web:
            for scheme in ("http", "https"):
                outcome = await web.fetch(ask(f"{scheme}://{host}/secret", allow_private_addresses=False))
                assert isinstance(outcome, Verdict)
                assert outcome.kind is VerdictKind.REFUSED
    assert (proxy.connections, wires.asked) == (0, [])


@pytest.mark.parametrize("found", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["fd00::1", PUBLIC]])
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_name_with_a_private_address_here_is_not_handed_to_a_proxy(
    found: list[str], scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def named(host: str, port: int) -> list[str]:
        return found

    async with serving(site({}, response())) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
        async with fetcher(resolver=named) as web:
            outcome = await web.fetch(ask(f"{scheme}://inner.test/secret", allow_private_addresses=False))
    assert isinstance(outcome, Verdict)
    assert "which is not on the public internet" in outcome.reason
    assert proxy.connections == 0


async def test_a_redirect_behind_a_proxy_is_looked_at_in_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for location in ("http://inner.test/secret", "http://127.0.0.1/secret", "http://0x7f.1/secret"):
        async with serving(site({}, response(302, b"", location=location))) as proxy:
            monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
            async with fetcher(resolver=resolver) as web:
                outcome = await web.fetch(ask("http://public.test/", allow_private_addresses=False))
        assert isinstance(outcome, Verdict)
        assert outcome.kind is VerdictKind.REFUSED
        assert proxy.paths == ["http://public.test/"]


async def test_a_name_that_only_the_proxy_knows_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lookups: list[str] = []

    async def unknown(host: str, port: int) -> list[str]:
        if host == "127.0.0.1":
            return [host]
        lookups.append(host)
        raise NameLookupError(host, unknown=True)

    async with serving(site({}, response())) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        async with fetcher(resolver=unknown) as web:
            for _ in range(3):
                outcome = await web.fetch(ask("http://public.test/", allow_private_addresses=False))
                assert isinstance(outcome, Capture)
    assert lookups == ["public.test"]


async def test_a_target_that_may_be_private_is_handed_to_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(site({}, response())) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        async with fetcher(resolver=resolver) as web:
            assert isinstance(await web.fetch(ask("http://inner.test/", allow_private_addresses=True)), Capture)
    assert proxy.paths == ["http://inner.test/"]
