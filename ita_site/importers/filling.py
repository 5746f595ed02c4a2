"""The text of an item file with what was imported in it: the guidance of `new item` stays, the blanks are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ita_site.criteria import Edition
from ita_site.dates import MONTHS, SHORT_MONTHS, DateError, Month, be_iso, be_month_iso, parse_date, parse_month
from ita_site.importers.model import Link
from ita_site.importers.understanding.understood import Known
from ita_site.scaffold import item_file
from ita_site.scaffold.writing import comment, quoted
from ita_site.thai import fold_digits

_STATUS = re.compile(r"^status:[ \t]*pending[ \t]*(#.*)?$", re.MULTILINE)
_EXPLANATION = re.compile(r"^explanation:[ \t]*(?:\"\"|'')?[ \t]*$", re.MULTILINE)
_OWNER = re.compile(r"^owner:[ \t]*(?:\"\"|'')?[ \t]*$", re.MULTILINE)
_EXAMPLE = re.compile(r"^#evidence:\n(?:#  .*\n?)*", re.MULTILINE)
_EVIDENCE = re.compile(r"^evidence:[ \t]*(?:\[[ \t]*\]|null|~)?[ \t]*$\n?", re.MULTILINE)
_MONTH = "(?:" + "|".join((*MONTHS, *(name.replace(".", r"\.?") for name in SHORT_MONTHS))) + ")"
_SPAN = re.compile(
    rf"({_MONTH})\s*(25[0-9]{{2}}|[5-7][0-9])?\s*(?:-|–|—|ถึง)\s*({_MONTH})\s*(25[0-9]{{2}}|[5-7][0-9])(?![0-9])"
)
_DAY = re.compile(rf"(?<![0-9])([0-3]?[0-9])\s*({_MONTH})\s*(25[0-9]{{2}}|[5-7][0-9])(?![0-9])")
_ONE_MONTH = re.compile(rf"({_MONTH})\s*(25[0-9]{{2}})(?![0-9])")


def new_text(known: Known, edition: Edition, agency_type: str) -> str:
    """The whole file of an item that has none yet."""
    return fill(item_file(edition, known.item, agency_type), known, edition, agency_type)


def fill(text: str, known: Known, edition: Edition, agency_type: str) -> str:
    """A file that nobody has filled in, with status, explanation, owner and evidence in it. Ends of lines are «\\n»."""
    is_shown = bool(known.links) and known.has is not False
    head = "".join(f"# {line}\n" for line in _told(known))
    status = "disclosed" if is_shown else "pending"
    text = _STATUS.sub(lambda found: f"{head}status: {status}{f'   {found[1]}' if found[1] else ''}", text, count=1)
    block = "".join(f"{line}\n" for line in _evidence(known, edition, agency_type)) if known.links else ""
    if known.explanation:
        text = _EXPLANATION.sub(lambda _: f"explanation: {_value(known.explanation)}", text, count=1)
    if known.owner:
        text = _OWNER.sub(lambda _: f"owner: {quoted(known.owner)}", text, count=1)
    if not block:
        return text
    for place in (_EVIDENCE, _EXAMPLE):
        if place.search(text):
            return place.sub(lambda _: block, text, count=1)
    return f"{text.rstrip()}\n{block}"


def entry_lines(links: Sequence[Link], known: Known, edition: Edition, agency_type: str, indent: str) -> Iterator[str]:
    """The lines of evidence, each entry with what is left to fill in as comments; `indent` stands before the dash."""
    shows = [e.id for e in known.item.elements_for(agency_type) if e.proof == "evidence"]
    asks_period = edition.period_rules[known.item.period.rule].test != "none"
    for link in links:
        yield f"{indent}- title: {quoted(link.title)}"
        yield f"{indent}  url: {quoted(link.url)}"
        if shows:
            yield f"{indent}  #shows: [{', '.join(shows)}]   # ลบข้อที่หลักฐานนี้ไม่ได้แสดง แล้วลบ # ข้างหน้า"
        proposed = tuple(_proposed(link.title))
        yield from (f"{indent}  {line}" for line in proposed)
        if asks_period and not proposed:
            yield f"{indent}  #covers: {{from: …, to: …}}   # ข้อมูลของเดือนใดถึงเดือนใด"


def _evidence(known: Known, edition: Edition, agency_type: str) -> Iterator[str]:
    yield "evidence:"
    yield from entry_lines(known.links, known, edition, agency_type, "  ")


def _told(known: Known) -> Iterator[str]:
    """What the officer should know when the file is opened."""
    if not known.is_sure:
        yield comment(f"นำเข้าโดยคาดเดา (แน่ใจ {known.sure}%) จาก «{known.title}» โปรดตรวจว่าเป็นข้อนี้ แล้วลบบรรทัดนี้")
    if known.has is False:
        yield comment("แหล่งเดิมตอบว่า «ไม่มี» จึงยังเป็น pending")


def _value(text: str) -> str:
    """A text as the value of a field: between quotes, or below it where it has several lines."""
    if "\n" not in text:
        return quoted(text)
    return "|\n" + "\n".join(f"  {line}" for line in text.split("\n"))


def _proposed(title: str) -> Iterator[str]:
    """The months or the day that stand in a title, for a person to confirm."""
    text = fold_digits(title)
    check = "# จากชื่อหลักฐาน ตรวจก่อน แล้วลบ # ข้างหน้า"
    try:
        if span := _SPAN.search(text):
            end = parse_month(f"{span[3]} {span[4]}")
            start = parse_month(f"{span[1]} {span[2] or span[4]}")
            start = start if span[2] or start <= end else Month(start.year - 1, start.month)
            if start <= end:
                yield f"#covers: {{from: {be_month_iso(start)}, to: {be_month_iso(end)}}}   {check}"
        elif day := _DAY.search(text):
            yield f"#date: {be_iso(parse_date(day[0]))}   {check}"
        elif month := _ONE_MONTH.search(text):
            one = be_month_iso(parse_month(month[0]))
            yield f"#covers: {{from: {one}, to: {one}}}   {check}"
    except DateError:
        return
