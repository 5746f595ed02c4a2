"""Where an item stands, in a word and a shape: what the board, the item's page and `status` show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ita_site.findings import Finding, Report, Severity
from ita_site.records import Status
from ita_site.site import ItemEntry, YearContent
from ita_site.text import Text


class State(StrEnum):
    """The states of an item. `DISCLOSED` is for years that are kept and no longer checked."""

    COMPLETE = "complete"
    NIL = "nil"
    GAP = "gap"
    PENDING = "pending"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    DISCLOSED = "disclosed"

    @property
    def is_done(self) -> bool:
        """Whether the item is answered and nothing that blocks is left."""
        return self in (State.COMPLETE, State.NIL, State.DISCLOSED)


@dataclass(frozen=True, slots=True)
class Face:
    """How a state is shown: a shape that is told apart without colour, a word, and a sentence."""

    shape: str
    word: Text
    tells: Text


FACES: Mapping[State, Face] = {
    State.COMPLETE: Face(
        "●", Text("เปิดเผยครบ", "Complete"),
        Text("เปิดเผยแล้ว การตรวจไม่พบเรื่องที่ต้องแก้", "Disclosed; the checks found nothing to mend"),
    ),
    State.NIL: Face(
        "◉", Text("ไม่มีเรื่องต้องรายงาน", "Nothing to report"),
        Text("หน่วยงานแจ้งว่าไม่มีเรื่องต้องรายงาน ซึ่งเกณฑ์ของข้อนี้ยอมรับ", "The agency states that there was nothing to report, which is an answer here"),
    ),
    State.GAP: Face(
        "◐", Text("ยังไม่ครบ", "Incomplete"),
        Text("เปิดเผยแล้วบางส่วน ยังมีเรื่องที่ต้องแก้หรือเติม", "Partly disclosed; something is still to be mended or added"),
    ),
    State.PENDING: Face(
        "◌", Text("กำลังจัดทำ", "In preparation"),
        Text("หน่วยงานกำลังจัดทำข้อมูล ยังไม่พร้อมเผยแพร่", "The agency is preparing this; it is not ready yet"),
    ),
    State.MISSING: Face(
        "○", Text("ยังไม่เปิดเผย", "Not disclosed"),
        Text("หน่วยงานยังไม่ได้เปิดเผยข้อมูลข้อนี้", "The agency has not disclosed this yet"),
    ),
    State.UNREADABLE: Face(
        "✕", Text("อ่านข้อมูลไม่ได้", "Cannot be read"),
        Text("ไฟล์ข้อมูลของข้อนี้มีที่พิมพ์ผิด จึงยังแสดงไม่ได้", "The item's file has a mistake, so it cannot be shown yet"),
    ),
    State.DISCLOSED: Face(
        "◆", Text("เปิดเผยแล้ว", "Disclosed"),
        Text("ข้อมูลของปีที่ผ่านมา เก็บไว้ให้ค้นย้อนหลัง และไม่ได้ตรวจซ้ำ", "A past year, kept for reference and not checked again"),
    ),
}  # fmt: skip


def is_blocking(finding: Finding) -> bool:
    """Whether a finding stands in the way of a publish, also when the draft gate has lowered it to a warning."""
    return finding.severity is Severity.ERROR or (finding.is_gap and finding.severity is Severity.WARNING)


_NO_ANSWER = ("missing-item", "pending")


def is_open(finding: Finding) -> bool:
    """Whether an item would score nothing with a finding. One without an answer does, also where the list is not certain
    and nothing is blocked."""
    return is_blocking(finding) or finding.slug in _NO_ANSWER


def item_state(entry: ItemEntry | None, findings: Iterable[Finding], *, checked: bool = True) -> State:
    """The state of one item: its file (None when there is none) and what the check says about it.

    `checked` is False for a year that the report says nothing about.
    """
    if entry is None:
        return State.MISSING
    if entry.record is None:
        return State.UNREADABLE
    if entry.record.status is Status.PENDING:
        return State.PENDING
    if any(is_blocking(finding) for finding in findings):
        return State.GAP
    if entry.record.status is Status.NIL:
        return State.NIL
    return State.COMPLETE if checked else State.DISCLOSED


def year_states(year: YearContent, report: Report) -> Mapping[str, State]:
    """The state of every item of a year's edition, in the edition's order."""
    checked = year.edition.year == report.edition
    by_item: dict[str, list[Finding]] = {}
    for finding in report.findings if checked else ():
        if finding.item is not None:
            by_item.setdefault(finding.item, []).append(finding)
    return {
        code: item_state(year.items.get(code), by_item.get(code, ()), checked=checked) for code in year.edition.items
    }
