"""One publish at a time: the second waits, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ita_site.errors import PublishError
from ita_site.files import cannot_write, undisturbed
from ita_site.streams import say
from ita_site.text import Text

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK = ".lock"
MOST_SECONDS = 600.0
"""How long the second one waits for the first."""


@contextmanager
def alone(
    folder: Path, what: Text, *, lock: str = LOCK, goes: bool = False, seconds: float = MOST_SECONDS
) -> Iterator[None]:  # fmt: skip
    """Hold the file `lock` in `folder` (which exists) within the block; `what` names in words what it keeps. It stays
    there afterwards unless it `goes`.

    Raises PublishError when somebody else holds it for longer than `seconds`, EngineError when it cannot be made.
    """
    from filelock import FileLock  # noqa: PLC0415 - only a publish needs it

    held = FileLock(folder / lock, mode=0o644)
    try:
        _take(held, folder / lock, what, seconds)
        yield
    finally:
        with undisturbed():
            if goes and held.is_locked:
                with suppress(OSError):
                    (folder / lock).unlink()  # while it is held: who waits sees that it is gone, and makes another
            held.release()


def _take(held: BaseFileLock, path: Path, what: Text, seconds: float) -> None:
    from filelock import Timeout  # noqa: PLC0415 - as above

    try:
        try:
            with undisturbed():  # or Ctrl-C could leave a file that nobody holds
                held.acquire(timeout=0)
        except Timeout:
            say(f"{what.th}กำลังถูกเผยแพร่อยู่ รอให้เสร็จก่อน … · another publish of {what.en} is going on; waiting\n")
            held.acquire(timeout=seconds)
    except Timeout:
        minutes = round(seconds / 60)
        raise PublishError(
            Text(
                f"รอแล้ว {minutes} นาที แต่การเผยแพร่อีกรายการยังไม่เสร็จ จึงยังไม่ได้เผยแพร่ ของเดิมยังอยู่ครบ ลองใหม่ภายหลัง",
                f"waited {minutes} minutes for another publish that is still going on; nothing was changed. Try again later",
            )
        ) from None
    except OSError as error:
        raise cannot_write(path, error) from error
