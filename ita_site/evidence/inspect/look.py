"""Looks into one file: what it is, whether it opens, what personal data stands in its text."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from dataclasses import replace
from typing import BinaryIO

from ita_site.evidence.inspect.office import CUT, image_is_cut, look_into_ole, look_into_zip
from ita_site.evidence.inspect.tables import numbers_in_lines, text_of
from ita_site.evidence.kinds import HEAD, kind_of, promised
from ita_site.evidence.observation import FileFacts
from ita_site.pictures.headers import size_of

LARGEST = 200 << 20
"""Bytes above which a file is judged by its beginning alone."""

# Following a link that was put there a moment ago, or waiting for a pipe's other end, is not looking into a file.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def look_into(path: str, name: str, allowed: Collection[str]) -> FileFacts:
    """What is to be known of the file at `path`, called `name` (from `content/`). `allowed` are the digits of numbers
    that may be public. Raises nothing for what is in a file, short of what native code does to the process."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                return _opened(file, name, status.st_size, allowed)
    except OSError:
        pass
    return FileFacts(name, "unread", "permission")


def _opened(file: BinaryIO, name: str, size: int, allowed: Collection[str]) -> FileFacts:
    facts = FileFacts(name)
    wanted = promised(name)
    if wanted is None or size == 0:
        return facts  # rules of their own speak of these
    kind = kind_of(file.read(HEAD))
    trouble, detail = None, ""
    if size > LARGEST:
        contained = {"docx": "zip", "xlsx": "zip", "pptx": "zip", "odt": "zip", "ods": "zip"}
        fits = kind in (wanted, contained.get(wanted))
        return facts if fits else replace(facts, trouble="other-type", detail=kind)
    if kind == "zip":
        kind, trouble, detail = look_into_zip(file)
    elif kind == "ole":
        kind, trouble, detail = look_into_ole(file)
    if trouble == "encrypted" or (trouble and wanted in ("docx", "xlsx", "pptx", "odt", "ods")):
        return replace(facts, trouble=trouble, detail=detail)
    if kind != wanted:
        return replace(facts, trouble="other-type", detail=kind)
    if kind in ("png", "jpeg", "webp"):
        if image_is_cut(file, kind, size):
            return replace(facts, trouble="damaged", detail=CUT)
        width, height = size_of(file, kind) or (None, None)
        return replace(facts, width=width, height=height)
    if kind == "text":
        is_table = name.lower().endswith(".csv")
        return replace(facts, private=numbers_in_lines(text_of(file), allowed, is_table=is_table))
    if kind == "pdf":
        from ita_site.evidence.inspect.pdf import look_into_pdf  # noqa: PLC0415 - heavy, and only where there is one

        return look_into_pdf(file, name, size, allowed)
    return facts
