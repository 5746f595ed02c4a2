"""One publish at a time: the second waits, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_site.errors import PublishError
from ita_site.files import cannot_write
from ita_site.streams import say
from ita_site.text import Text

LOCK = ".lock"
MOST_SECONDS = 600.0
"""How long the second one waits for the first."""


@contextmanager
def alone(folder: Path, what: Text, *, seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Hold the lock of `folder` (which exists) within the block; `what` names it in words.

    Raises PublishError when somebody else holds it for longer than `seconds`, EngineError when it cannot be made.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only a publish needs it

    lock = FileLock(folder / LOCK, mode=0o644)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"{what.th}กำลังถูกเผยแพร่อยู่ รอให้เสร็จก่อน … · another publish of {what.en} is going on; waiting\n")
            lock.acquire(timeout=seconds)
    except Timeout:
        minutes = round(seconds / 60)
        raise PublishError(
            Text(
                f"รอแล้ว {minutes} นาที แต่การเผยแพร่อีกรายการยังไม่เสร็จ จึงยังไม่ได้เผยแพร่ ของเดิมยังอยู่ครบ ลองใหม่ภายหลัง",
                f"waited {minutes} minutes for another publish that is still going on; nothing was changed. Try again later",
            )
        ) from None
    except OSError as error:
        raise cannot_write(folder / LOCK, error) from error
    try:
        yield
    finally:
        lock.release()
