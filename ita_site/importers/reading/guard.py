"""How much of a file is read, and the one clear word for a file that is not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ita_site.errors import ItaSiteError
from ita_site.text import Text

MOST_BYTES = 25 << 20
"""Of a file. A list of items with its links takes a thousandth of it; pictures are what makes documents heavy."""
MOST_UNPACKED = 200 << 20
"""Bytes of all parts of a packed file (Word, Excel, OpenDocument) together, unpacked."""
MOST_PART = 100 << 20
"""Bytes of one part, unpacked."""
MOST_ROWS = 200_000
MOST_CELLS = 2_000_000
"""Of a document, empty ones included."""
MOST_FILLED = 200_000
"""Cells in which there is something, with `MOST_LETTERS` what keeps the memory below 300 MB."""
MOST_LETTERS = 10_000_000

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_MB = 1 << 20


class UnreadableError(ItaSiteError):
    """A file cannot be imported: it is no file, of another kind, locked, broken or too large. Nothing was written."""

    exit_code = 2


def refused(name: str, th: str, en: str) -> UnreadableError:
    """The error for the file `name`: why, and what to do about it."""
    return UnreadableError(Text(f"อ่านไฟล์ “{name}” ไม่ได้: {th}", f"cannot read “{name}”: {en}"))


def broken(name: str) -> UnreadableError:
    return refused(
        name,
        "ไฟล์เสียหายหรือไม่ครบ ลองเปิดด้วยโปรแกรมเดิม บันทึกใหม่อีกครั้ง แล้วนำเข้าไฟล์ใหม่",
        "it is damaged or incomplete; open it in its own program, save it anew and import that",
    )


def locked(name: str) -> UnreadableError:
    return refused(
        name,
        "ไฟล์ตั้งรหัสผ่านไว้ โปรดเอารหัสผ่านออก บันทึกใหม่ แล้วนำเข้าอีกครั้ง",
        "it is protected by a password; take the password off, save it and import it again",
    )


def too_much(name: str) -> UnreadableError:
    return refused(
        name,
        f"มีข้อมูลมากเกินไป (อ่านได้ไม่เกิน {MOST_ROWS:,} แถว {MOST_CELLS:,} ช่อง ในนั้นมีข้อความไม่เกิน {MOST_FILLED:,} ช่อง {MOST_LETTERS:,} ตัวอักษร) โปรดคัดเฉพาะตารางรายการไปไว้ในไฟล์ใหม่",
        f"it holds too much (at most {MOST_ROWS:,} rows, {MOST_CELLS:,} cells, {MOST_FILLED:,} of them filled with {MOST_LETTERS:,} letters); copy the table of items alone into a new file",
    )


def unpacks_to_too_much(name: str) -> UnreadableError:
    return refused(
        name,
        f"ข้อมูลที่บีบอัดไว้ขยายออกแล้วใหญ่เกิน {MOST_UNPACKED // _MB} MB (หรือส่วนเดียวเกิน {MOST_PART // _MB} MB) จึงไม่เปิด โปรดคัดเฉพาะตารางรายการไปไว้ในไฟล์ใหม่",
        f"unpacked it takes more than {MOST_UNPACKED // _MB} MB (or {MOST_PART // _MB} MB in one part), so it was not opened; copy the table of items alone into a new file",
    )


def file_bytes(path: Path) -> bytes:
    """The whole of a plain file. Raises UnreadableError for anything else, and before more than the limit is read."""
    name = path.name or str(path)
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _no_file(name, is_folder=stat.S_ISDIR(status.st_mode))
            data = b"" if status.st_size > MOST_BYTES else file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise refused(name, "ไม่พบไฟล์นี้ โปรดตรวจชื่อและโฟลเดอร์", "there is no such file; check its name and folder") from None  # fmt: skip
    except IsADirectoryError:
        raise _no_file(name, is_folder=True) from None
    except PermissionError:
        # Windows says so of a folder
        raise (_no_file(name, is_folder=True) if path.is_dir() else _not_opened(name)) from None
    except (OSError, ValueError):  # ValueError: a name that no file can have
        raise _not_opened(name) from None
    if len(data) > MOST_BYTES or status.st_size > MOST_BYTES:
        raise refused(
            name,
            f"ไฟล์ใหญ่ {max(status.st_size, len(data)) // _MB} MB เกิน {MOST_BYTES // _MB} MB โปรดลบรูปภาพออก หรือคัดเฉพาะตารางรายการไปไว้ในไฟล์ใหม่",
            f"it has {max(status.st_size, len(data)) // _MB} MB, more than {MOST_BYTES // _MB} MB; take pictures out, or copy the table of items alone into a new file",
        )
    if not data.strip(b"\0 \t\r\n"):
        raise refused(name, "ไฟล์ว่าง ไม่มีข้อมูล", "it is empty")
    return data


def _no_file(name: str, *, is_folder: bool) -> UnreadableError:
    if is_folder:
        return refused(name, "เป็นโฟลเดอร์ โปรดระบุไฟล์ทีละไฟล์", "it is a folder; name one file at a time")
    return refused(name, "ไม่ใช่ไฟล์ธรรมดา (เป็นอุปกรณ์หรือช่องสัญญาณ)", "it is no plain file but a device or a pipe")


def _not_opened(name: str) -> UnreadableError:
    return refused(
        name,
        "เปิดไฟล์ไม่ได้ โปรดตรวจว่ามีสิทธิ์อ่าน และปิดโปรแกรมอื่นที่เปิดไฟล์นี้อยู่",
        "it cannot be opened; see that you may read it and that no other program holds it open",
    )


class Room:
    """Counts what was read of one document and ends the reading when it is too much."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rows = self._cells = self._filled = self._letters = 0

    def row(self, cells: int) -> None:
        """Room for one more row of so many cells, filled or not. To be asked before they are made."""
        self._rows += 1
        self._cells += cells
        if self._rows > MOST_ROWS or self._cells > MOST_CELLS:
            raise too_much(self.name)

    def words(self, letters: int) -> None:
        """Room for one more cell with so many letters in it, those of its links included."""
        self._filled += 1
        self._letters += letters
        if self._filled > MOST_FILLED or self._letters > MOST_LETTERS:
            raise too_much(self.name)
