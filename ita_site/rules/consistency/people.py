"""Names of people as notices and tables write them, and who was the head on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ita_site.rules.consistency.sides import Side
from ita_site.tables import Row
from ita_site.thai import repair, without_invisible

_GRADE = "(?:ตรี|โท|เอก)"
_TITLE = re.compile(
    r"[\s(]*(?:"
    r"(?:[ก-ฮ]{1,4}\.\s?)+(?:\(\s*(?:หญิง|พิเศษ)\s*\))?"  # น.ส. ดร. พ.ต.อ. ร.ต. ผศ.
    r"|นางสาว|นายแพทย์|นาย|นาง|แพทย์หญิง|คุณหญิง|หม่อม(?:หลวง|ราชวงศ์)|ว่าที่|ดร\s|(?:mr|mrs|ms|miss|dr)\b\.?"
    r"|(?:ผู้ช่วย|รอง)?ศาสตราจารย์"
    rf"|(?:พันจ่าอากาศ|พันจ่า|จ่าสิบตำรวจ|จ่าสิบ|จ่าอากาศ|จ่า|สิบตำรวจ|สิบ|นาวาอากาศ|นาวา|เรืออากาศ|เรือ"
    rf"|พลตำรวจ|พล|พันตำรวจ|พัน|ร้อยตำรวจ|ร้อย){_GRADE}|ดาบตำรวจ|\(?หญิง\)?\s"
    r")\s*",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"[\s().\-–,]+")


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody whom a table calls the head; days (CE) that are not known are None."""

    row: Row
    name: str
    since: date | None
    until: date | None

    def was_in_office(self, day: date) -> bool:
        """Whether nothing speaks against it."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def plain_name(name: str) -> str:
    """A name without titles, blanks and marks, to be compared: «ว่าที่ ร.ต.สมมติ  ใจดี» and «นายสมมติ ใจดี» are one."""
    words = repair(without_invisible(name)).casefold()
    while (title := _TITLE.match(words)) and title.end() < len(words):
        words = words[title.end() :]
    return _UNSAID.sub("", words)


def is_same_person(signed: str, name: str) -> bool:
    """Whether a signature is that of `name`; a position may follow it."""
    return bool(plain_name(name)) and plain_name(signed).startswith(plain_name(name))


def heads_of(side: Side) -> tuple[Head, ...]:
    """Whom a table names as head, now or before."""
    found = []
    for row in side.sheet.rows:
        since, until = row.values.get("since"), row.values.get("until")
        if row.text("role") == "head" and row.text("name"):
            days = (day if isinstance(day, date) else None for day in (since, until))
            found.append(Head(row, row.text("name"), *days))
    return tuple(found)


def in_office(heads: Iterable[Head], day: date) -> tuple[Head, ...]:
    """Those of `heads` who were the head on a day, as far as is known."""
    return tuple(head for head in heads if head.was_in_office(day))
