"""Tells which internet addresses are public, since an address from a feed may point into the reader's own network.

The standard library's ``is_global`` says yes to addresses that translate into private ones; those ranges are named.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NEVER = tuple(
    ip_network(block)
    for block in (
        "64:ff9b::/96",  # NAT64: any IPv4 address inside
        "64:ff9b:1::/48",
        "2002::/16",  # 6to4
        "2001::/32",  # Teredo
        "fec0::/10",  # site-local of old
        "::/96",  # IPv4-compatible of old
        "192.88.99.0/24",
        "168.63.129.16/32",  # a cloud's host agent
        "100.64.0.0/10",
    )
)


def is_public(address: str) -> bool:
    """Whether ``address`` (IPv4 or IPv6, no name) is one that anybody may be sent to. False for nonsense."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _public(found)


def _public(found: IPv4Address | IPv6Address) -> bool:
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return _public(found.ipv4_mapped)
    if any(found.version == block.version and found in block for block in _NEVER):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved
