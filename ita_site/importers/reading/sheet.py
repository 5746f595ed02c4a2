"""The answer sheet as JSON (`export answers --format json`), as a document of one table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ita_site.importers.model import Block, Cell, Link, Row, Source
from ita_site.importers.reading.guard import UnreadableError, file_bytes
from ita_site.text import Text

_HEADS = ("ข้อ", "รายการ", "มี/ไม่มี", "URL หลักฐาน", "คำอธิบาย")


def read_answers(path: Path) -> Source:
    """The answers in a JSON file. Raises UnreadableError when it is no answer sheet."""
    try:
        data = json.loads(file_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        data = None
    answers = data.get("answers") if isinstance(data, dict) else None
    if not isinstance(answers, list):
        raise UnreadableError(
            Text(
                f"{path.name} ไม่ใช่แบบคำตอบที่ส่งออกด้วย ita-site export answers --format json",
                f"{path.name} is no answer sheet of: ita-site export answers --format json",
            )
        )
    head = Row(tuple(map(Cell, _HEADS)), Text("แถวหัว", "row of heads"), is_head=True)
    rows = (_row(one, number) for number, one in enumerate(answers, 1) if isinstance(one, dict))
    return Source(path.name, "", (Block("table", (head, *rows)),))


def _row(answer: Mapping[str, Any], number: int) -> Row:
    title = answer.get("title")
    has = answer.get("has")
    cells = (
        Cell(_said(answer.get("code"))),
        Cell(_said(title.get("th") if isinstance(title, dict) else title)),
        Cell("มี" if has is True else "ไม่มี" if has is False else ""),
        Cell("", tuple(_links(answer.get("evidence")))),
        Cell(_said(answer.get("explanation"))),
    )
    return Row(cells, Text(f"คำตอบที่ {number}", f"answer {number}"))


def _links(evidence: object) -> Iterator[Link]:
    for one in evidence if isinstance(evidence, list) else ():
        if isinstance(one, dict) and one.get("url"):
            yield Link(_said(one.get("title")), _said(one.get("url")))


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""
