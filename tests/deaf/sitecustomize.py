"""A machine without a network: no name is known. On the path of a process that a test starts, never of the tests."""

import socket


def deaf(*words: object, **more: object) -> None:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


socket.getaddrinfo = deaf  # type: ignore[assignment]
