"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from types import FrameType

from ita_site.errors import EngineError
from ita_site.text import Text


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` (a text as UTF-8) beside `path`, then rename it into place. Raises EngineError when it cannot be written.

    Never replaces anything but a regular file.
    """
    if is_irregular(path):
        raise EngineError(
            Text(
                f"เขียนไฟล์ไม่ได้: {path} เป็นทางลัด โฟลเดอร์ หรืออุปกรณ์ ไม่ใช่ไฟล์ธรรมดา ของเดิมยังอยู่ครบ",
                f"cannot write {path}: it is a link, a folder or a device, not a plain file; nothing was changed",
            )
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
            beside.chmod(0o644)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(path, error) from error


def is_irregular(path: Path) -> bool:
    """Whether a link, a folder, a pipe or a device stands at `path`: nothing that may be written over."""
    try:
        return not S_ISREG(path.lstat().st_mode)
    except OSError:
        return False  # nothing there, or nothing to be reached: writing will tell


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait until the block is done: for steps that must happen together or not at all."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted
        return
    waiting: list[int] = []

    def wait(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        waiting.append(number)

    before = {number: signal.signal(number, wait) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if waiting:
            signal.raise_signal(waiting[0])


def cannot_write(path: Path, error: OSError) -> EngineError:
    """The words for a disk that is full or a folder that may not be written."""
    where, why = error.filename or path, _why(error)
    return EngineError(
        Text(
            f"เขียนไฟล์ไม่ได้: {where} ({why}) ตรวจเนื้อที่ดิสก์และสิทธิ์ของโฟลเดอร์ ของเดิมยังอยู่ครบ",
            f"cannot write {where}: {why}. Check the disk and the folder's permissions; nothing was changed",
        )
    )


def _why(error: OSError) -> str:
    """The reason in a few words; of the many of a folder that could not be copied the first."""
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list) and error.args[0]:
        return str(error.args[0][0][-1])
    return error.strerror or str(error)
