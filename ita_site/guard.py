"""From an exception to a message and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import NoReturn

import click

from ita_site import __version__
from ita_site.errors import ItaSiteError

USAGE = 2
INTERNAL = 70
INTERRUPTED = 130


def guarded(command: Callable[[], object]) -> NoReturn:
    """Run a command and leave with its exit code; every error becomes words on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # a console of Thai Windows (cp874) or a bare CI has other ideas than UTF-8
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # a command is over in seconds: looking for garbage would take a tenth of that and find next to none
    gc.disable()
    debug = "--debug" in sys.argv
    try:
        result = command()
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (KeyboardInterrupt, click.Abort):
        _say("หยุดตามที่สั่ง ไม่มีไฟล์ใดเขียนค้าง · stopped; nothing is half-written")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # the reader of our output has gone, as with `ita-site rules | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except ItaSiteError as error:
        if debug:
            raise
        _tell(error)
        sys.exit(error.exit_code)
    except Exception as error:  # the last net: an officer must never see a traceback
        if debug:
            raise
        _say(
            f"โปรแกรมผิดพลาด ({type(error).__name__}: {error}) ไม่ใช่ความผิดของท่าน โปรดแจ้งผู้พัฒนาพร้อมข้อความนี้\n"
            f"internal error in ita-site {__version__}: {type(error).__name__}: {error}. Please report it; details with --debug"
        )
        sys.exit(INTERNAL)
    sys.exit(result if isinstance(result, int) else 0)


def _tell(error: ItaSiteError) -> None:
    if error.findings:
        from ita_site.reporters.text_format import finding_lines  # noqa: PLC0415 - keeps `--help` quick
        from ita_site.style import style_for  # noqa: PLC0415

        for finding in error.findings:
            _say(finding_lines(finding, style_for(sys.stderr)))
    _say(f"{error.message.th}\n{error.message.en}")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
