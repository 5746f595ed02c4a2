"""Standard output and standard error as they come: closed, a pipe whose reader has gone, a full disk."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Literal, TextIO

from ita_site.errors import EngineError
from ita_site.text import Text


def make_ready() -> None:
    """Give every closed standard stream a place to go, and make both that we write to UTF-8."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # lowest first, so that each takes its own number: no file of ours may get that by chance
            os.open(os.devnull, os.O_RDWR)
    # typed as if they were always there; Python leaves None for what was closed at the start
    if sys.stdin is None:
        sys.stdin = _nowhere("r")  # MkDocs looks at it
    if sys.stdout is None:
        sys.stdout = _nowhere("w")
    if sys.stderr is None:
        sys.stderr = _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        # a console of Thai Windows (cp874) or a bare CI has other ideas than UTF-8
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def put(text: str) -> None:
    """Write to standard output. A reader that has gone changes nothing; raises EngineError when the disk is full."""
    try:
        sys.stdout.write(text)
    except OSError as error:
        _met(error)


def flush() -> None:
    """Send off what `put` holds back, under the same terms."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _met(error)


def say(text: str) -> None:
    """Write to standard error, whatever becomes of it: there is no other place to complain."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Let a stream that fails lead nowhere from here on, with what is still in its buffer."""
    with contextlib.suppress(OSError, ValueError):
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return open(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8", closefd=False)


def _met(error: OSError) -> None:
    silence(sys.stdout)
    # Windows has no name of its own for a pipe whose reader has gone
    if isinstance(error, ConnectionError) or (os.name == "nt" and error.errno == errno.EINVAL):
        return
    raise cannot_print(error) from error


def cannot_print(error: OSError) -> EngineError:
    """The words for a result that did not come out."""
    why = error.strerror or error
    return EngineError(
        Text(
            f"เขียนผลไม่ได้ ({why}) ผลที่ออกไปแล้วไม่ครบ ตรวจเนื้อที่ดิสก์ แล้วสั่งใหม่",
            f"cannot write the result ({why}); what has come out is not all of it. Check the disk and run it again",
        )
    )
