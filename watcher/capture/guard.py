"""Which addresses may be reached: those of the public internet, and no others.

A page that we watch, or the owner of its name, must not be able to send us into the operator's own network. The check
is by allowlist and looks into the IPv6 forms that carry an IPv4 address. It decides about addresses only; that the
address checked is the address connected to is `backend.py`'s task.
"""

from __future__ import annotations

import ipaddress
import socket

_NETWORKS_V4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # "this network" (RFC 1122)
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # carrier-grade NAT (RFC 6598)
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn (RFC 7526)
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")  # all that is assigned to the public internet (RFC 4291)
_NETWORKS_V6 = tuple(
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them (RFC 2928)
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation (RFC 9637)
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # the upper half of such an interface identifier
_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback", "broadcasthost"})

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Whether this textual IP address belongs to the public internet. False for what is no address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return _is_public(parsed)


def _is_public(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NETWORKS_V4)
    if address.scope_id is not None:  # a zone (`%eth0`) names a network of this machine
        return False
    inner = _embedded(address)
    if inner is not None:
        return _is_public(inner)
    tunnelled = _isatap(address)
    if tunnelled is not None and not _is_public(tunnelled):
        return False
    return address in _GLOBAL_V6 and not any(address in network for network in _NETWORKS_V6)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address to which a packet for this IPv6 address ends up: mapped, 6to4 or NAT64."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _isatap(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address in an ISATAP interface identifier (RFC 5214, 6.1), under whatever prefix."""
    if (int(address) >> 32) & 0xFFFF_FFFF not in _ISATAP:
        return None
    return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)


def literal_address(host: str) -> str | None:
    """The IP address that a URL's host spells out, or None when it is a name.

    Knows the forms of the C library that browsers and proxies accept too: `2130706433`, `0x7f.1`, `0177.0.0.1`.
    """
    bare = host.strip("[]").rstrip(".")
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except (OSError, UnicodeEncodeError):
        return None


def names_this_machine_or_network(host: str) -> bool:
    """Whether a URL's host, without asking any server, is a private address or a name of this machine."""
    name = host.rstrip(".").lower()
    if name in _LOCAL_NAMES or name.endswith(".localhost"):
        return True
    literal = literal_address(host)
    return literal is not None and not is_public(literal)
