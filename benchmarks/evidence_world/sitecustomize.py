"""Puts any Python program into the world of tests/links: its names, and nothing beyond this machine.

On PYTHONPATH beside `tests`; `BENCH_WORLD` is a file that holds the table of names and the log of what was dialled.
"""

from __future__ import annotations

import errno
import ipaddress
import json
import os
import socket
from pathlib import Path
from typing import Any

from links.names import Names
from links.registry import Dns

_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


def _settle() -> None:
    world = json.loads(Path(os.environ["BENCH_WORLD"]).read_text(encoding="utf-8"))
    names = Names()
    for name, (steps, takes) in world["names"].items():
        names.table[name] = Dns(tuple(s if isinstance(s, int) else tuple(s) for s in steps), takes)
    log = os.open(world["log"], os.O_WRONLY | os.O_APPEND)  # now: a program may give up its rights later

    def is_outside(sock: socket.socket, place: Any) -> bool:
        if sock.family not in (socket.AF_INET, socket.AF_INET6):
            return False
        try:
            ip = ipaddress.ip_address(str(place[0]).partition("%")[0])
        except ValueError:
            place = names.look_up(place[0], place[1])[0][4]  # a name that the system itself would look up
            ip = ipaddress.ip_address(place[0])
        os.write(log, f"{ip}\n".encode())
        ip = getattr(ip, "ipv4_mapped", None) or ip
        return not (ip.is_loopback or ip.is_unspecified)

    def connect(sock: socket.socket, place: Any) -> None:
        if is_outside(sock, place):
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        _connect(sock, place)

    def connect_ex(sock: socket.socket, place: Any) -> int:
        return errno.ENETUNREACH if is_outside(sock, place) else _connect_ex(sock, place)

    def one(name: str) -> str:
        return str(names.look_up(name, 0, socket.AF_INET)[0][4][0])

    os.seteuid = lambda _: None  # LinkChecker would become «nobody», who cannot read a Python that lives with root
    socket.getaddrinfo = names.look_up
    socket.gethostbyname = one
    socket.gethostbyname_ex = lambda name: (name, [], [one(name)])
    socket.socket.connect = connect  # type: ignore[method-assign,assignment]
    socket.socket.connect_ex = connect_ex  # type: ignore[method-assign,assignment]


if "BENCH_WORLD" in os.environ:
    _settle()
