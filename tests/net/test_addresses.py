from __future__ import annotations

import pytest

from coranto.net.addresses import is_public


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.88.99.1",
     "168.63.129.16", "224.0.0.1", "255.255.255.255", "::1", "::", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1",
     "ff02::1", "", "localhost", "0x7f.1", "2130706433", "127.0.0.1.example"],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)
