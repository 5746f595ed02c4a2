"""5xx: what one monthly report says: who answers for it, what was done when, and of which round it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ita_site.programmes import due_date, is_waiting
from ita_site.programmes.levels import round_of
from ita_site.records import MonthlyReport, Programme, Round
from ita_site.rules.base import Context, Hit, Path, Value, rule
from ita_site.rules.programmes.reported import level_key, plans, told
from ita_site.rules.said import day_said, month_said, short
from ita_site.source import Document
from ita_site.text import Text
from ita_site.thai import fold_digits

_SHORTEST_NAME = 4
"""Characters of a round's name, blanks aside: shorter ones stand in any text by chance."""

_DONE = Text("ทำเมื่อ", "This was done on")
_COUNTED = Text("ตัวเลขนับ ณ วันที่", "The figure is as of")


@rule(
    "ITA541", "reporter-missing", "warning",
    title=("ไม่มีชื่อผู้รายงาน", "Nobody answers for the report"),
    message=("รายงานเดือน{month} ยังไม่บอกผู้รายงาน", "The report of {month} does not say who reports"),
    fix=("เติม reporter: พร้อม name: position: และ phone: ของสำนักงาน", "Add reporter: with name:, position: and the office's phone:"),
)  # fmt: skip
def reporter_missing(context: Context) -> Iterator[Hit]:
    """แบบรายงานมีช่องผู้รายงาน เพื่อให้ประชาชนและผู้ตรวจรู้ว่าสอบถามใคร

    The forms name who reports, so that citizens and assessors know whom to ask."""
    for one in told(context):
        for document, report in one.reports:
            if report.reporter is None:
                at = ("reporter",) if ("reporter",) in document.places else ()
                yield Hit(document, at, {"month": month_said(report.month)})


@rule(
    "ITA542", "action-unconfirmed", "error", gap=True,
    title=("ยังไม่ยืนยันวันที่ทำ", "Day of an action is to be confirmed"),
    message=("«{text}» ยังไม่มีวันที่ทำ", "«{text}» has no day yet"),
    fix=("ถ้าทำแล้ว ให้ใส่วันที่หลัง on: ถ้ายังไม่ได้ทำ ให้ย้ายไปไว้ใน next:", "If it was done, write the day after on:; if not, move it to next:"),
)  # fmt: skip
def action_unconfirmed(context: Context) -> Iterator[Hit]:
    """คำสั่ง new report ยกขั้นต่อไปของเดือนก่อนมาให้ยืนยัน สิ่งที่ไม่มีวันที่จึงอาจยังไม่ได้ทำ

    `new report` brings along the next steps of the month before; what has no day may not have been done."""
    for entry in context.programmes:
        for report in entry.reports:
            if report.record is None:
                continue
            for i, action in enumerate(report.record.actions):
                if action.on is None and "on" in action.model_fields_set:
                    yield Hit(report.document, ("actions", i, "on"), {"text": short(action.text)})


@rule(
    "ITA544", "report-in-preparation", "notice",
    title=("รายงานที่กำลังจัดทำ", "Report in preparation"),
    message=("รายงานเดือน{month} ยังกรอกไม่ครบ {count} ช่อง กำหนดส่ง {due}", "The report of {month} has {count} fields to fill in; it is due {due}"),
    fix=("กรอกช่องที่ว่างให้ครบก่อนวันกำหนดส่ง", "Fill in what is blank before the due day"),
)  # fmt: skip
def report_in_preparation(context: Context) -> Iterator[Hit]:
    """รายงานที่เริ่มเขียนก่อนกำหนดยังไม่ต้องครบ จึงแจ้งไว้เฉย ๆ และไม่กั้นการเผยแพร่ข้อมูลอื่น

    A report begun early need not be complete yet, so this is only said and keeps nothing else from being published."""
    for entry in context.programmes:
        for report in entry.reports:
            if entry.record is None or report.month is None or not is_waiting(entry.record, report, context.as_of):
                continue
            values: dict[str, Value] = {
                "month": month_said(report.month), "count": len(report.problems),
                "due": day_said(due_date(entry.record, report.month)),
            }  # fmt: skip
            yield Hit(report.document, report.problems[0].path, values)


@rule(
    "ITA543", "action-after-filing", "warning", requires=("ITA503", "ITA510"),
    title=("สิ่งที่ทำเกิดหลังวันส่งรายงาน", "Action after the report was submitted"),
    message=("{what} {day} แต่ส่งรายงานเมื่อ {submitted}", "{what} {day}, but the report was submitted on {submitted}"),
    fix=("ตรวจวันที่ทั้งสอง สิ่งที่จะทำต่อให้ใส่ใน next:", "Check both days; what is still to be done goes into next:"),
)  # fmt: skip
def action_after_filing(context: Context) -> Iterator[Hit]:
    """รายงานเล่าสิ่งที่ทำแล้ว วันที่หลังวันส่งมักพิมพ์ผิด

    A report tells of what was done; a day after it was submitted is usually a slip."""
    for one in told(context):
        for document, report in one.reports:
            for i, action in enumerate(report.actions):
                # a day that has not come yet is told by ITA218
                if action.on is not None and report.submitted < action.on <= context.as_of:
                    values: dict[str, Value] = {"day": day_said(action.on), "submitted": day_said(report.submitted)}
                    yield Hit(document, ("actions", i, "on"), {**values, "what": _DONE})
            for i, metric in enumerate(report.metrics):
                if metric.as_of is not None and report.submitted < metric.as_of <= context.as_of:
                    values = {"day": day_said(metric.as_of), "submitted": day_said(report.submitted)}
                    yield Hit(document, ("metrics", i, "as_of"), {**values, "what": _COUNTED})


@rule(
    "ITA535", "other-round-named", "warning",
    title=("ข้อความพูดถึงรอบอื่น", "Text names another round"),
    message=("ข้อความเขียนว่า «{other}» แต่{own}", "The text says «{other}», but {own}"),
    fix=("แก้ชื่อรอบในข้อความ มักคัดลอกมาจากรายงานรอบก่อน ถ้าตั้งใจพูดถึงรอบนั้น ไม่ต้องทำอะไร", "Mend the name of the round, usually copied from an older report; if that round is really meant, nothing is needed"),
)  # fmt: skip
def other_round_named(context: Context) -> Iterator[Hit]:
    """ข้อความที่คัดลอกจากรอบก่อนทำให้ผู้อ่านไม่รู้ว่าเป็นผลของรอบใด

    Words copied from another round leave readers unsure which round is reported."""
    for _, document, programme in plans(context):
        names = _names(programme)
        for i, level in enumerate(programme.levels):
            named = _named(names, level.requires)
            if len(named) > 1:
                own = Text(f"ในข้อเดียวกันเขียนว่า «{named[0].name}» ด้วย", f"the same words also say «{named[0].name}»")
                yield Hit(document, ("levels", i, "requires"), {"other": named[1].name, "own": own})
    for one in told(context):
        names = _names(one.programme)
        for document, report in one.reports if names else ():
            round_ = round_of(one.programme, report.month)
            if round_ is None:
                continue
            for at, text in _texts(document, report, round_):
                other = next((r for r in _named(names, text, round_) if r is not round_), None)
                if other is not None:
                    month = month_said(report.month)
                    own = Text(
                        f"เดือน{month.th} อยู่ใน «{round_.label}»", f"{month.en} belongs to «{round_.label}»"
                    )  # fmt: skip
                    yield Hit(document, at, {"other": other.name, "own": own})


def _texts(document: Document, report: MonthlyReport, round_: Round) -> Iterator[tuple[Path, str]]:
    """What a report says in words, with its places."""
    for field in ("summary", "remark", "problems", "advice"):
        yield (field,), getattr(report, field)
    for i, action in enumerate(report.actions):
        yield ("actions", i, "text"), action.text
    for number, result in report.levels.items():
        yield ("levels", level_key(document, number), "text"), result.text
    # the last report of a round looks ahead to the next one
    if report.month != max(round_.months):
        for i, step in enumerate(report.next):
            yield ("next", i, "text"), step.text


@dataclass(frozen=True, slots=True)
class _Name:
    """A round's name as people compare it. `begins` are the letters before its first digit, which has two spellings."""

    round: Round
    plain: str
    begins: str
    pattern: re.Pattern[str]


_DIGITS = re.compile(r"[0-9๐-๙\s]")


def _names(programme: Programme) -> tuple[_Name, ...]:
    """The names of the rounds, longest first; none where there are not two to be mixed up."""
    found = [_name(r) for r in programme.rounds if len(_plain(r.name)) >= _SHORTEST_NAME]
    return tuple(sorted(found, key=lambda name: -len(name.plain))) if len(found) > 1 else ()


def _name(round_: Round) -> _Name:
    plain = _plain(round_.name)
    # «รอบที่ 1» does not stand in «รอบที่ 12»
    before = "(?<![0-9])" if plain[0].isdigit() else ""
    pattern = re.compile(
        f"{before}{re.escape(plain)}(?![0-9])" if plain[-1].isdigit() else f"{before}{re.escape(plain)}"
    )
    return _Name(round_, plain, _DIGITS.split(round_.name, maxsplit=1)[0], pattern)


def _named(names: tuple[_Name, ...], text: str, own: Round | None = None) -> list[Round]:
    """The rounds whose names stand in a text, in its order; those that are part of another name or of `own` aside."""
    # most texts name no round, and need not be read closely
    if not any(name.begins in text for name in names):
        return []
    plain = _plain(text)
    of_own = _plain(own.name) if own is not None else ""
    found: list[tuple[int, Round]] = []
    for name in names:
        if name.round is not own and name.plain in of_own:
            continue
        if match := name.pattern.search(plain):
            found.append((match.start(), name.round))
            plain = name.pattern.sub(lambda m: "\n" * len(m[0]), plain)
    return [round_ for _, round_ in sorted(found, key=lambda one: one[0])]


def _plain(text: str) -> str:
    """A text as people compare it: Arabic digits, no blanks."""
    return "".join(fold_digits(text).split())
