"""Who may be dialled: every special network of IANA's registries, in every way to write an address, and no way round."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_site.evidence.links import read_address
from ita_site.evidence.net.client import Client
from ita_site.evidence.net.failure import Failure
from ita_site.evidence.net.guard import Guard, GuardedResolver, is_public
from ita_site.evidence.net.tls import Trust
from ita_site.evidence.probe import probe
from ita_site.records.config import EvidencePolicy, Manners

# Source: IANA's IPv4 and IPv6 special-purpose address registries, and the multicast registries.
SPECIAL = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "255.255.255.255/32", "::1/128", "::/128", "::/96", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7",
    "fe80::/10", "fec0::/10", "ff00::/8",
)  # fmt: skip
PUBLIC = (
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255",
    "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
    "203.150.0.1", "2400:cb00::1", "2606:4700::1111", "2001:200::1", "2001:4860:4860::8888", "2a00:1450::1",
)  # fmt: skip
PRIVATE_FOUR = ("127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1")  # noqa: S104


def within_six(four: str) -> dict[str, IPv6Address]:
    """The IPv6 addresses that carry an IPv4 one."""
    inner = int(IPv4Address(four))
    return {
        "mapped": IPv6Address((0xFFFF << 32) | inner),
        "compatible": IPv6Address(inner),
        "6to4": IPv6Address((0x2002 << 112) | (inner << 80) | 1),
        "teredo": IPv6Address((0x20010000 << 96) | (inner ^ 0xFFFFFFFF)),
        "nat64": IPv6Address(int(IPv6Address("64:ff9b::")) | inner),
        "nat64-local": IPv6Address(int(IPv6Address("64:ff9b:1::")) | inner),
    }


@pytest.mark.parametrize("network", SPECIAL)
def test_special_networks_are_refused(network: str) -> None:
    special = ip_network(network)
    for address in (special[0], special[-1], special[special.num_addresses // 2]):
        if special.version == 6 and isinstance(special, IPv6Network) and address in ip_network("2001::/32"):
            continue  # Teredo carries an IPv4 address, which decides
        assert not is_public(address), address


@pytest.mark.parametrize("address", PUBLIC)
def test_neighbours_of_special_networks_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("four", PRIVATE_FOUR)
def test_no_private_address_inside_another(four: str) -> None:
    assert {how for how, six in within_six(four).items() if is_public(six)} == set()


def test_a_public_address_inside_another() -> None:
    assert {how for how, six in within_six("1.1.1.1").items() if is_public(six)} >= {"mapped", "6to4", "nat64"}


@given(st.integers(0, 2**32 - 1))
def test_inside_is_as_outside(number: int) -> None:
    four = IPv4Address(number)
    assert is_public(within_six(str(four))["mapped"]) == is_public(four)


LOOPBACK = (
    "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "017700000001", "0x7f.1", "127.0.1", "127.0.0.1.", "0X7F.0.0.0x1", "１２７.0.0.1",
    "127。0。0。1", "%31%32%37.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::1]", "[::]", "0", "0.0.0.0",  # noqa: S104
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "①②⑦.⓪.⓪.①",
)  # fmt: skip


@pytest.mark.parametrize("host", LOOPBACK)
def test_every_spelling_of_loopback(host: str) -> None:
    address = read_address(f"http://{host}/x")
    assert address is not None
    assert not Guard().allows(address.host.strip("[]"))


@pytest.mark.parametrize(
    "host", ["[fe80::1%25eth0]", "[fe80::1%eth0]", "[::1", "1.2.3.4.5", "256.1.1.1", "0x100000000", "[v1.x]", "a b"]
)
def test_spellings_that_are_no_host(host: str) -> None:
    assert read_address(f"http://{host}/x") is None


def test_what_is_no_address_is_refused() -> None:
    assert [text for text in ("", "x", "127.0.0.1/8", "::g", "1.1.1.1 ") if Guard().allows(text)] == []


def test_a_zone_changes_nothing() -> None:
    assert not Guard().allows("fe80::1%eth0")
    assert not Guard().allows("::1%lo")


def test_allowed_networks_and_addresses() -> None:
    guard = Guard(["10.1.0.0/16", "192.168.5.5", "[::1]"])
    assert [ip for ip in ("10.1.0.1", "10.1.255.255", "192.168.5.5", "::1") if not guard.allows(ip)] == []
    assert [ip for ip in ("10.2.0.1", "192.168.5.6", "127.0.0.1", "::2") if guard.allows(ip)] == []


def test_an_allowed_name_opens_its_address_for_its_own_links_only() -> None:
    guard = Guard(["Intranet.Agency.example."])
    assert guard.allows("10.9.9.9", "intranet.agency.example")
    assert guard.allows("10.9.9.9", "intranet.agency.example.")
    assert not guard.allows("10.9.9.9", "www.agency.example")
    assert not guard.allows("10.9.9.9", "sub.intranet.agency.example")
    assert not guard.allows("10.9.9.9")


@pytest.mark.parametrize("ip", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254"])
def test_no_socket_for_a_private_address(ip: str) -> None:
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    with pytest.raises(Failure) as refused:
        Guard().socket((family, socket.SOCK_STREAM, 0, "", (ip, 80)))
    assert refused.value.reason == "private-address"
    Guard(["127.0.0.1"]).socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80))).close()


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def look_up(host: object, port: object, *more: object, **others: object) -> list[Any]:
        return [(socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 0)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def resolved(host: str, *allow: str) -> list[str]:
    async def run() -> list[str]:
        resolver = GuardedResolver(Guard(allow))
        try:
            return [found["host"] for found in await resolver.resolve(host)]
        finally:
            await resolver.close()

    return asyncio.run(run())


def test_only_the_public_addresses_of_a_name_are_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "10.0.0.1", "1.1.1.1", "::1", "::ffff:10.0.0.1", "2606:4700::1111")
    assert resolved("mixed.example") == ["1.1.1.1", "2606:4700::1111"]


def test_a_name_with_private_addresses_alone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "127.0.0.1", "fe80::1%eth0")
    with pytest.raises(Failure) as refused:
        resolved("inside.example")
    assert refused.value.reason == "private-address"
    assert resolved("inside.example", "inside.example") == ["127.0.0.1", "fe80::1%eth0"]


def test_no_settings_of_the_machine_lead_round_the_guard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A proxy or a netrc in the environment neither takes the request nor adds a password to it."""
    asked: list[bytes] = []

    async def run() -> None:
        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            writer.close()

        server = await asyncio.start_server(take, "127.0.0.9", 0)
        port = server.sockets[0].getsockname()[1]
        (tmp_path / "netrc").write_text("machine 127.0.0.9 login officer password secret\n", encoding="utf-8")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.10:9")
        address = read_address(f"http://127.0.0.9:{port}/x")
        assert address is not None
        async with Client(Guard(["127.0.0.9"]), Trust(), {}) as client:
            assert (await client.get(address, {"Accept": "*/*"}, cap=1000, seconds=5)).status == 200
        server.close()

    asyncio.run(run())
    assert len(asked) == 1
    assert asked[0].startswith(b"GET /x HTTP/1.1\r\n")
    assert b"authorization" not in asked[0].lower()


@pytest.mark.parametrize("port", [22, 25, 110, 6667])
def test_no_port_that_browsers_refuse(port: int, tmp_path: Path) -> None:
    """A link, or a redirect to one, must not talk to a mail server."""
    link = f"http://127.0.0.9:{port}/x"
    seen = probe([link], EvidencePolicy(allow_hosts=("127.0.0.9",), manners=Manners(attempt_seconds=1)), tmp_path)
    assert (seen[link].reason, seen[link].verdict.value) == ("not-http", "broken")
