"""`new result` and `new measures`: what was announced, and what answers it."""

from __future__ import annotations

from pathlib import Path

from ita_site.commands.new_file import opened, written
from ita_site.criteria import Edition, Shelf
from ita_site.dates import BE_OFFSET
from ita_site.errors import ConfigError
from ita_site.records import ResultRecord
from ita_site.results import Need, computed, needs
from ita_site.scaffold import measures_file, result_file
from ita_site.site import UNFILLED
from ita_site.streams import put
from ita_site.text import Text
from ita_site.thai import fold_digits
from ita_site.walk import MEASURES_FILE, RESULT_FILE
from ita_site.yearly import Yearly, read_assessed, yearly_path

_CENTURY = 2500
"""«66» is short for 2566."""


def result(root: Path, *, written_year: str | None) -> int:
    """The result of a year, without one that of the open year.

    Raises ConfigError for a year whose assessment is not known, or when the file is there.
    """
    _, _, edition, shelf = opened(root, None)
    year = edition.year if written_year is None else _asked(written_year, _known(shelf), edition)
    assessment = shelf.assessment(year)
    assert assessment is not None  # noqa: S101 - the open year has one, and `_asked` gives no other
    return _written(root, year, RESULT_FILE, result_file(assessment, year))


def measures(root: Path, *, written_year: str | None) -> int:
    """The measures of a year, without one of the open year, begun from the result of the year before.

    Raises ConfigError for a year whose assessment is not known, when the result has mistakes, or when the file is there.
    """
    _, _, edition, shelf = opened(root, None)
    known = {one for year in _known(shelf) for one in (year, year + 1)}
    year = edition.year if written_year is None else _asked(written_year, known, edition)
    source = yearly_path(year - 1, RESULT_FILE)
    entry = read_assessed(root, [year - 1]).results.get(year - 1)
    wanted = None if entry is None else _needs(_sound(entry), shelf)
    code = _written(root, year, MEASURES_FILE, measures_file(year, source, wanted, edition.start_month))
    put(f"  {_told(source, year, wanted)}\n")
    return code


def _told(source: str, year: int, wanted: tuple[Need, ...] | None) -> str:
    if wanted is None:
        return (
            f"ไม่พบ {source} จึงเป็นแบบเปล่า ถ้ามีผลแล้ว สร้างด้วย ita-site new result {year - 1} ก่อน แล้วลบไฟล์นี้และสั่งใหม่"
            f" · no {source}, so it is blank; with the result there it would be begun from it"
        )
    if not wanted:
        return f"ผลใน {source} ไม่มีคะแนนใดต่ำกว่าเกณฑ์ · nothing in {source} is below the pass mark"
    return f"ยกมาจาก {source} {len(wanted)} ประเด็น · begun from {source}, issues: {len(wanted)}"


def _needs(record: ResultRecord, shelf: Shelf) -> tuple[Need, ...]:
    view = computed(record, shelf)
    return () if view is None else needs(record, view, shelf.get(record.year))


def _sound(entry: Yearly[ResultRecord]) -> ResultRecord:
    if entry.record is not None:
        return entry.record
    path = entry.document.path
    if entry.problems and all(problem.kind in UNFILLED for problem in entry.problems):
        raise ConfigError(
            Text(
                f"{path} ยังกรอกไม่ครบ กรอกให้ครบก่อน แล้วสั่งใหม่ ดูช่องที่เหลือด้วย ita-site check --gate draft",
                f"{path} is not filled in yet; fill it in and run this again. See: ita-site check --gate draft",
            )
        )
    raise ConfigError(
        Text(
            f"{path} มีที่ต้องแก้ก่อน ดูด้วย ita-site check --gate draft",
            f"{path} must be mended first; see: ita-site check --gate draft",
        )
    )


def _written(root: Path, year: int, name: str, text: str) -> int:
    stem = name.removesuffix(".yml")
    return written(root, yearly_path(year, name), text, lambda found: found.lower() == stem)


def _known(shelf: Shelf) -> frozenset[int]:
    """Years (BE) whose assessment is known, with a list of their own or without."""
    return frozenset(shelf.years) | {
        other for year in shelf.years for other in shelf.edition(year).assessment.also_years
    }


def _asked(typed: str, known: frozenset[int] | set[int], edition: Edition) -> int:
    """The year (BE) that was typed. Raises ConfigError for one that is not `known`."""
    digits = fold_digits(typed.strip())
    year = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else 0
    if year in known:
        return year
    meant = next((one for one in (year + BE_OFFSET, year + _CENTURY) if year and one in known), None)
    shown = typed[:20]
    if meant is not None:
        raise ConfigError(
            Text(
                f"ปี «{shown}» เขียนเป็นปี พ.ศ. สี่หลัก หมายถึง {meant} หรือไม่",
                f"«{shown}»: years are of the Buddhist era, four digits; did you mean {meant}?",
            )
        )
    first, last = min(known), max(known)
    raise ConfigError(
        Text(
            f"ใช้ปี «{shown}» ไม่ได้ ใช้ {first} ถึง {last} (ปีงบประมาณ พ.ศ.) เช่น {edition.year}",
            f"«{shown}» cannot be used; write {first} to {last} (fiscal year, Buddhist era), like {edition.year}",
        )
    )
