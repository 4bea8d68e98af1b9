"""Only the public internet is reached, by whatever name or form of address."""

from __future__ import annotations

import ipaddress
import time

import pytest

from tests.capture.server import ask, fetcher, response, serving, site
from watcher.capture.backend import NameLookupError, resolve
from watcher.capture.guard import is_public, literal_address
from watcher.model import Capture, Verdict, VerdictKind

PRIVATE = """
    127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.255
    0.0.0.0 0.1.2.3 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.7
    203.0.113.9 192.88.99.1
    :: ::1 ::127.0.0.1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1 3fff::1 100::1 5f00::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::8.8.8.8
    2002:7f00:1:: 2002:a00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:20::1
    64:ff9b:1::a00:1 64:ff9b:1:ffff::1 2a01::5efe:10.0.0.1 2a01::200:5efe:192.168.0.1 2a01::1%eth0 ff0e::1
    nonsense 300.1.1.1
""".split()
PUBLIC = """
    8.8.8.8 1.1.1.1 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 223.255.255.255
    2a01::5efe:8.8.8.8 2606:4700::1111 2a00:1450:4007:80e::2004 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_this_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_this_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("[::1]", "::1"),
        ("::ffff:7f00:1", "::ffff:7f00:1"),
        ("example.org", None),
        ("1e100.net", None),
        ("bücher.example", None),
    ],
)
def test_odd_forms_of_addresses_are_read_as_the_c_library_does(host: str, address: str | None) -> None:
    found = literal_address(host)
    # compared as addresses: Python writes ::ffff:127.0.0.1 in more than one way, depending on its version
    assert (found and ipaddress.ip_address(found)) == (address and ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 2130706433 0x7f.1 0177.0.0.1 127.1 0 [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] localhost LOCALHOST
    sub.localhost localhost. 127.0.0.1. １２７.0.0.1 [64:ff9b::7f00:1]""".split(),
)
async def test_no_form_of_this_machines_address_is_asked(host: str) -> None:
    async with serving(site({"/privacy": response()})) as server, fetcher() as web:
        verdict = await web.fetch(ask(server.url(host=host), allow_private_addresses=False))
    assert isinstance(verdict, Verdict)
    assert (verdict.kind, verdict.permanent) == (VerdictKind.REFUSED, True)
    assert server.connections == 0


async def test_a_name_with_a_private_address_is_not_asked() -> None:
    async with serving(site({"/privacy": response()})) as server, fetcher() as web:
        verdict = await web.fetch(ask(server.url(), allow_private_addresses=False))
    assert verdict == Verdict(
        VerdictKind.REFUSED,
        "site.test has the address 127.0.0.1, which is not on the public internet; "
        "set `allow_private_addresses: true` on the target to allow it",
        permanent=True,
    )
    assert server.connections == 0


async def test_robots_txt_of_a_private_host_is_not_asked_either() -> None:
    async with serving(site({"/privacy": response()})) as server, fetcher() as web:
        verdict = await web.fetch(ask(server.url(), allow_private_addresses=False, robots_override=None))
    assert isinstance(verdict, Verdict)
    assert "not on the public internet" in verdict.reason
    assert server.connections == 0


async def test_a_name_that_changes_between_two_lookups_gains_nothing() -> None:
    """What is connected to is what was checked: the second answer of the name service is checked again."""
    answers = [["203.0.113.1"], ["127.0.0.1"], ["127.0.0.1"]]

    async def resolver(host: str, port: int) -> list[str]:
        return answers.pop(0)

    async with serving(site({"/privacy": response()})) as server, fetcher(resolver=resolver) as web:
        for _ in range(3):
            verdict = await web.fetch(ask(server.url(), allow_private_addresses=False))
            assert isinstance(verdict, Verdict)
            assert verdict.kind is VerdictKind.REFUSED
    assert server.connections == 0


async def test_of_several_addresses_only_public_ones_are_tried() -> None:
    async def resolver(host: str, port: int) -> list[str]:
        return ["10.0.0.1", "127.0.0.1", "::1"]

    async with serving(site({"/privacy": response()})) as server, fetcher(resolver=resolver) as web:
        verdict = await web.fetch(ask(server.url(), allow_private_addresses=False))
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.REFUSED
    assert server.connections == 0


async def test_when_the_first_address_does_not_answer_the_next_is_tried() -> None:
    async def resolver(host: str, port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    async with serving(site({"/privacy": response()})) as server, fetcher(resolver=resolver) as web:
        outcome = await web.fetch(ask(server.url()))
    assert isinstance(outcome, Capture)


async def test_a_connection_of_a_private_target_is_not_lent_to_others() -> None:
    async with serving(site({"/privacy": response()})) as server, fetcher() as web:
        assert isinstance(await web.fetch(ask(server.url())), Capture)
        verdict = await web.fetch(ask(server.url(), allow_private_addresses=False))
    assert isinstance(verdict, Verdict)
    assert len(server.log) == 1


async def test_a_name_that_does_not_exist_is_told_quickly_and_remembered() -> None:
    lookups: list[str] = []

    async def resolver(host: str, port: int) -> list[str]:
        lookups.append(host)
        raise NameLookupError(host, unknown=True)

    async with fetcher(resolver=resolver) as web:
        began = time.monotonic()
        verdicts = [await web.fetch(ask(f"https://gone.test/{n}", robots_override=None)) for n in range(40)]
    assert time.monotonic() - began < 1
    expected = "the host gone.test does not exist: no address is known"
    assert set(verdicts) == {Verdict(VerdictKind.UNREACHABLE, expected)}
    assert lookups == ["gone.test"]


async def test_the_systems_name_service_is_asked() -> None:
    assert await resolve("127.0.0.1", 80) == ["127.0.0.1"]
    with pytest.raises(NameLookupError) as caught:
        await resolve("a" * 70 + ".invalid", 80)
    assert caught.value.unknown
