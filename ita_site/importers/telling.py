"""The report of an import: for the officer as text, for programs as plain values (`contract`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ita_site import __version__
from ita_site.criteria import Item
from ita_site.importers.items import Kept, Plan, Planned
from ita_site.importers.understanding.understood import Known, Left, Understood
from ita_site.reporters.text_format import safe_line
from ita_site.style import Style
from ita_site.text import Text
from ita_site.thai import cut

_LONGEST = 70
_MOST_NOTES = 6
_MOST_LEFT = 40
_MOST_PLACES = 3
_WORD = {"new": "สร้าง · new", "filled": "เติม · filled in", "merged": "เพิ่มลิงก์ · links added"}


def exit_code(understood: Understood, plan: Plan) -> int:
    """0 all understood and written; 1 something to look at; 3 nothing was found."""
    if not understood.items and not understood.left:
        return 3
    is_open = understood.left or any(not known.is_sure for known in understood.items)
    return 1 if is_open or any(not kept.is_done for kept in plan.kept) or not understood.items else 0


def report_lines(name: str, understood: Understood, plan: Plan, dry_run: bool, style: Style) -> Iterator[str]:
    """The report line by line, items in the order of the edition."""
    sure = [known for known in understood.items if known.is_sure]
    guessed = [known for known in understood.items if not known.is_sure]
    year = understood.edition.year
    yield style.paint(safe_line(f"{name} → เกณฑ์ปี {year}"), "bold")
    for note in understood.notes:
        yield from _both(note, style, "! ")
    yield from _section(f"เข้าใจ {len(sure)} ข้อ", f"understood: {len(sure)}", "green", style, sure)
    for known in sure:
        yield from _known_lines(known, style)
    yield from _section(f"คาดเดา {len(guessed)} ข้อ โปรดตรวจ", f"guessed: {len(guessed)}", "yellow", style, guessed)
    for known in guessed:
        yield from _known_lines(known, style)
    yield from _left_lines(understood.left, style)
    yield from _absent_lines(understood.absent, style)
    yield from _file_lines(plan, dry_run, style)


def _section(th: str, en: str, colour: str, style: Style, there: Iterable[object]) -> Iterator[str]:
    if there:
        yield ""
        yield f"{style.paint(th, colour, 'bold')} · {en}"


def _known_lines(known: Known, style: Style) -> Iterator[str]:
    sure = "" if known.is_sure else f" {known.sure}% ({known.why.th})"
    links = f"{len(known.links)} ลิงก์" if known.links else "ไม่มีลิงก์"
    links += " ตอบว่า «ไม่มี»" if known.has is False else ""
    yield safe_line(f"  {known.item.code:<4} {cut(known.item.name.th, _LONGEST)} · {links}{sure}")
    if not known.is_sure:
        yield style.paint(safe_line(f"       {_places(known)}: «{cut(known.title, _LONGEST)}»"), "dim")
    for note in known.notes[:_MOST_NOTES]:
        yield style.paint(safe_line(f"       {note.th}"), "dim")
    if len(known.notes) > _MOST_NOTES:
        yield style.paint(f"       … อีก {len(known.notes) - _MOST_NOTES} เรื่อง (ดูทั้งหมดด้วย --format json)", "dim")


def _places(known: Known) -> str:
    more = f" และอีก {len(known.places) - _MOST_PLACES} แห่ง" if len(known.places) > _MOST_PLACES else ""
    return ", ".join(place.th for place in known.places[:_MOST_PLACES]) + more


def _left_lines(left: tuple[Left, ...], style: Style) -> Iterator[str]:
    yield from _section(f"ไม่ได้นำเข้า {len(left)} แถว", f"left: {len(left)}", "yellow", style, left)
    for one in left[:_MOST_LEFT]:
        yield safe_line(f"  {one.place.th}: «{cut(one.text, _LONGEST)}»")
        yield style.paint(safe_line(f"       {one.why.th}"), "dim")
    if len(left) > _MOST_LEFT:
        yield f"  … อีก {len(left) - _MOST_LEFT} แถว (ดูทั้งหมดด้วย --format json)"


def _absent_lines(absent: tuple[Item, ...], style: Style) -> Iterator[str]:
    yield from _section(f"ไม่พบในไฟล์ {len(absent)} ข้อ", f"not in the file: {len(absent)}", "bold", style, absent)
    if absent:
        yield f"  {' '.join(item.code for item in absent)}"


def _file_lines(plan: Plan, dry_run: bool, style: Style) -> Iterator[str]:
    if plan.files:
        th, en = (
            (f"จะเขียน {len(plan.files)} ไฟล์ (ยังไม่ได้เขียน)", "would write")
            if dry_run
            else (f"เขียน {len(plan.files)} ไฟล์", "written")
        )
        yield from _section(th, f"{en}: {len(plan.files)}", "bold", style, plan.files)
        for planned in plan.files:
            yield safe_line(f"  {planned.path}  {_WORD[planned.kind]} ({planned.links} ลิงก์)")
    if plan.kept:
        yield from _section(f"คงไว้ตามเดิม {len(plan.kept)} ไฟล์", f"kept: {len(plan.kept)}", "bold", style, plan.kept)
        for why in dict.fromkeys(kept.why for kept in plan.kept):
            yield safe_line(f"  {why.th}")
            yield from (safe_line(f"       {kept.path}") for kept in plan.kept if kept.why == why)
    yield ""
    if dry_run or not plan.files:
        yield "ไม่ได้เขียนไฟล์ใด · nothing was written"
    yield from (f"ต่อไป · next: {step}" for step in _next(plan, dry_run))


def _next(plan: Plan, dry_run: bool) -> Iterator[str]:
    """What to do now."""
    if plan.files:
        again, then = "ถ้าถูกต้องแล้ว สั่งอีกครั้งโดยไม่ใส่ --dry-run", "เติมช่องที่มี # ในไฟล์ แล้วสั่ง ita-site check --gate draft"
        yield again if dry_run else then
    if any(kept.is_mergeable for kept in plan.kept):
        yield "สั่งอีกครั้งโดยเพิ่ม --merge เพื่อเติมลงในไฟล์ที่คงไว้ ข้อความเดิมยังอยู่ครบ"
    if not plan.files and not plan.kept:
        yield "ตรวจว่าเป็นไฟล์ที่มีรายการข้อพร้อมลิงก์ และเป็นรายการของปีนี้ (ปีอื่นใช้ --year)"


def _both(note: Text, style: Style, mark: str) -> Iterator[str]:
    yield safe_line(f"{mark}{note.th}")
    yield style.paint(safe_line(f"  {note.en}"), "dim")


def report_data(name: str, understood: Understood, plan: Plan, dry_run: bool) -> dict[str, Any]:
    """The report as plain values, everything uncut."""
    files = {planned.code: planned for planned in plan.files}
    kept = {one.code: one for one in plan.kept}
    return {
        "tool": "ita-site",
        "version": __version__,
        "edition": understood.edition.year,
        "edition_revision": understood.edition.revision,
        "file": name,
        "numbering": understood.numbering,
        "year": understood.year,
        "dry_run": dry_run,
        "exit_code": exit_code(understood, plan),
        "understood": [_known(known, files, kept) for known in understood.items if known.is_sure],
        "guessed": [_known(known, files, kept) for known in understood.items if not known.is_sure],
        "left": [{"place": _text(one.place), "text": one.text, "why": _text(one.why)} for one in understood.left],
        "absent": [{"code": item.code, "key": item.key, "title": _text(item.name)} for item in understood.absent],
        "written": [] if dry_run else [planned.path for planned in plan.files],
        "kept": [one.path for one in plan.kept],
        "notes": [_text(note) for note in understood.notes],
    }


def _known(known: Known, files: dict[str, Planned], kept: dict[str, Kept]) -> dict[str, Any]:
    code = known.item.code
    planned, stays = files.get(code), kept.get(code)
    return {
        "code": code,
        "key": known.item.key,
        "title": known.title,
        "sure": known.sure,
        "why": _text(known.why),
        "has": known.has,
        "links": [{"title": link.title, "url": link.url} for link in known.links],
        "explanation": known.explanation,
        "places": [_text(place) for place in known.places],
        "notes": [_text(note) for note in known.notes],
        "path": planned.path if planned else stays.path if stays else None,
        "action": planned.kind if planned else "kept",
        "kept_because": _text(stays.why) if stays else None,
    }


def _text(text: Text) -> dict[str, str]:
    return {"th": text.th, "en": text.en}
