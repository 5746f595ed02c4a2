"""From an exception to a message and an exit code."""

from __future__ import annotations

import errno
import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from ita_site import streams
from ita_site.errors import ItaSiteError, internal_words

USAGE = 2
INTERNAL = 70
BY_SIGNAL = 128
"""Plus the number of the signal: 130 for Ctrl-C, 143 for SIGTERM."""


class Terminated(KeyboardInterrupt):
    """SIGTERM: whatever cleans up after Ctrl-C cleans up after this."""


def guarded(command: Callable[[], object]) -> NoReturn:
    """Run a command and leave with its exit code; every error becomes words on standard error."""
    streams.make_ready()
    # a command is over in seconds: looking for garbage would take a tenth of that and find next to none
    gc.disable()
    with _terminable():
        code = _code_of(command)
    # what is still in the buffer goes out now, while there are words for a full disk
    unwritten = _code_of(streams.flush)
    sys.exit(code or unwritten)


@contextmanager
def before_click() -> Iterator[None]:
    """Around what click runs: it has ends of its own for a closed pipe (a failure) and for Ctrl-C (a blank line)."""
    try:
        yield
    except BrokenPipeError:
        # the reader of our output has gone, as with `ita-site --help | head`
        streams.silence(sys.stdout)
        raise click.exceptions.Exit(0) from None
    except KeyboardInterrupt as stop:
        raise click.Abort from stop
    except Exception as error:
        if stopped := _stopped(error):
            raise click.Abort from stopped
        raise


def _stopped(error: BaseException) -> KeyboardInterrupt | None:
    """The Ctrl-C that another exception grew from: Python says RuntimeError when a class is stopped while it is made."""
    cause = error.__cause__
    if cause is None or isinstance(cause, KeyboardInterrupt):
        return cause
    return _stopped(cause)


def _code_of(command: Callable[[], object]) -> int:
    debug = "--debug" in sys.argv
    try:
        result = command()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        try:
            error.show()
        except OSError:
            streams.silence(sys.stderr)
        return USAGE
    except (KeyboardInterrupt, click.Abort) as stop:
        number = signal.SIGTERM if isinstance(stop.__cause__ or stop, Terminated) else signal.SIGINT
        if number == signal.SIGINT:
            _say("")  # the terminal shows ^C
        _say("หยุดตามที่สั่ง ไม่มีไฟล์ใดเขียนค้าง · stopped; nothing is half-written")
        return BY_SIGNAL + number
    except ItaSiteError as error:
        if debug:
            _say(_trace())
        _tell(error)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last net: an officer must never see a traceback
        if debug:
            _say(_trace())
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            streams.silence(sys.stdout)  # click printed its help there
            full = streams.cannot_print(error)
            _tell(full)
            return full.exit_code
        _say(internal_words(error))
        return INTERNAL
    return result if isinstance(result, int) else 0


def _trace() -> str:
    import traceback  # noqa: PLC0415 - keeps `--help` quick

    return traceback.format_exc()


@contextmanager
def _terminable() -> Iterator[None]:
    """Turn SIGTERM into an exception within the block, unless somebody decided otherwise."""
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
    raise Terminated


def _tell(error: ItaSiteError) -> None:
    from ita_site.reporters.text_format import finding_lines, safe_line  # noqa: PLC0415 - keeps `--help` quick
    from ita_site.style import style_for  # noqa: PLC0415

    for finding in error.findings:
        _say(finding_lines(finding, style_for(sys.stderr)))
    for words in (error.message.th, error.message.en):
        _say("\n".join(map(safe_line, words.splitlines())))


def _say(text: str) -> None:
    """One more line on standard error. Never raises."""
    streams.say(f"{text}\n")
