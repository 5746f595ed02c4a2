"""Names: that do not exist, are slow, lead inside, or change their mind."""

from __future__ import annotations

import socket

from links.answers import FINE, Ask, Wire
from links.registry import BROKEN, DOUBT, NO_NAME, NOT_OK, OK, UNSURE, Dns, bounds, gone, good

PLAIN = "http://<site>/secret"

gone("name-none", PLAIN, dns=NO_NAME, want=BROKEN)(FINE)
gone("name-none-tls", "https://<tls>/secret", dns=NO_NAME, want=BROKEN)(FINE)
gone("name-no-data", PLAIN, dns=Dns((socket.EAI_NODATA,)), want=NOT_OK)(FINE)
gone("name-fail", PLAIN, dns=Dns((socket.EAI_FAIL,)), want=NOT_OK)(FINE)
gone(
    "name-again",
    PLAIN,
    host="name-again.example.org",
    dns=Dns((socket.EAI_AGAIN,)),
    want=UNSURE,
    why="the name service was busy",
)(FINE)
gone("name-empty", PLAIN, dns=Dns(((),)), want=NOT_OK)(FINE)
good(
    "name-again-once",
    PLAIN,
    host="name-again-once.example.org",
    dns=Dns((socket.EAI_AGAIN, ("127.0.0.20",))),
    visit=False,
)(FINE)
good("name-slow", PLAIN, dns=Dns((("127.0.0.21",),), takes=1.0))(FINE)
good("name-slow-beyond", PLAIN, dns=Dns((("127.0.0.21",),), takes=2.6), want=DOUBT, visit=False)(FINE)
good(
    "name-two-addresses",
    PLAIN,
    dns=Dns((("127.0.0.62", "127.0.0.22"),)),
    why="the first does not answer; browsers try the next",
)(FINE)
good(
    "name-two-families",
    PLAIN,
    dns=Dns((("2001:db8::1", "127.0.0.22"),)),
    want=DOUBT,
    why="no way to the first; browsers try the next",
)(FINE)

# Names that lead where no citizen can go, and where a robot of ours must not.
for number, address in enumerate((
    "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "127.0.1.1", "127.0.0.1", "224.0.0.1",  # noqa: S104
    "255.255.255.255", "198.18.0.1", "192.0.0.8", "240.0.0.1", "::", "::ffff:127.0.1.1", "::ffff:10.0.0.1", "fe80::1", "fc00::1",
    "fd00:ec2::254", "64:ff9b::7f00:101", "2002:7f00:101::1", "ff02::1", "::127.0.1.1", "2001:0:7f00:101::", "fec0::1",
)):  # fmt: skip
    gone(f"name-inside-{number}", PLAIN, dns=Dns(((address,),)), want=NOT_OK, why=address, visit=False)(FINE)

bounds(
    "name-mixed",
    PLAIN,
    dns=Dns((("127.0.1.1", "127.0.0.23"),)),
    want=OK | NOT_OK,
    visit=False,
    why="one address inside, one outside",
)(FINE)
bounds(
    "name-rebinds",
    PLAIN,
    dns=Dns((("127.0.0.23",), ("127.0.1.1",))),
    want=OK | NOT_OK,
    visit=False,
    why="outside when first asked, inside then",
)(FINE)


@bounds("name-rebinds-retry", PLAIN, dns=Dns((("127.0.0.24",), ("127.0.1.1",))), want=OK | NOT_OK, visit=False)
async def rebinds_on_retry(ask: Ask, wire: Wire) -> None:
    if ask.nth:
        await wire.send(FINE.wire(ask))
    else:
        wire.reset()


@bounds(
    "name-rebinds-redirect",
    PLAIN,
    dns=Dns((("127.0.0.24",), ("127.0.1.1",))),
    want=OK | NOT_OK,
    visit=False,
    also={"/b": FINE},
)
async def rebinds_on_redirect(ask: Ask, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


# The same by number: every way in which a browser reads an address inside.
for number, typed in enumerate((
    "127.0.1.1", "2130706689", "0x7f000101", "0x7f.0.1.1", "0177.0.1.1", "017700000401", "127.257", "127.0.257", "127.1",
    "[::ffff:127.0.1.1]", "[::ffff:7f00:101]", "localhost", "LOCALHOST", "localhost.", "0", "0.0.0.0", "[::]", "１２７.0.1.1",  # noqa: S104
    "127。0。1。1", "127.0.1.1.", "%31%32%37.0.1.1", "[::127.0.1.1]", "[0:0:0:0:0:ffff:127.0.1.1]",
)):  # fmt: skip
    gone(
        f"inside-{number}",
        f"http://{typed}:<port>/secret",
        want=NOT_OK | {"absent"},
        why=typed,
        visit=False,
        host="127.0.1.1",
    )(FINE)
