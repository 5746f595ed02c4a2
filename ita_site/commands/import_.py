"""`import`: item files from a page, a table or a document that the agency has."""

from __future__ import annotations

from pathlib import Path

from ita_site.commands.new_file import opened
from ita_site.config import CONFIG_NAME
from ita_site.errors import ConfigError, EngineError
from ita_site.exact_json import exact_json
from ita_site.files import write_whole
from ita_site.importers.items import Plan, plan
from ita_site.importers.reading.read import read
from ita_site.importers.reading.sheet import read_answers
from ita_site.importers.telling import exit_code, report_data, report_lines
from ita_site.importers.understanding.understand import understand
from ita_site.importers.understanding.understood import Understood
from ita_site.own_criteria import CRITERIA
from ita_site.streams import put
from ita_site.style import Style, style_for
from ita_site.text import Text
from ita_site.together import write_all
from ita_site.walk import CONTENT


def run(
    root: Path, *, file: Path, year: int | None, merge: bool, dry_run: bool, format_: str, report: Path | None
) -> int:
    """0 all understood, 1 something to look at, 3 nothing found in the file.

    Raises ConfigError without a site, for a file that cannot be read, for a report that would take the place of another
    file, or when a file of the site changes meanwhile.
    """
    config, _, edition, shelf = opened(root, year)
    if report is not None:
        _refuse_place(root, file, report)
    others = [shelf.edition(other) for other in shelf.years if other != edition.year]
    source = read_answers(file) if file.suffix.lower() == ".json" else read(file)
    same_list = [other for other in others if other.scheme_id == edition.scheme_id]
    understood = understand(source, edition, same_list)
    planned = plan(root, understood, config.agency.type, merge)
    if not dry_run:
        write_all(root, planned.files)
    put(_told(source.name, understood, planned, dry_run, format_, style_for()))
    if report is not None:
        try:
            write_whole(report, _told(source.name, understood, planned, dry_run, format_, Style()))
        except EngineError as error:
            raise _report_alone(report, 0 if dry_run else len(planned.files)) from error
    return exit_code(understood, planned)


def _told(name: str, understood: Understood, planned: Plan, dry_run: bool, format_: str, style: Style) -> str:
    if format_ == "json":
        return exact_json(report_data(name, understood, planned, dry_run)) + "\n"
    return "\n".join(report_lines(name, understood, planned, dry_run, style)) + "\n"


def _refuse_place(root: Path, file: Path, report: Path) -> None:
    """A report never takes the place of what is imported or of anything that the site is made of."""
    place, site = report.resolve(), root.resolve()
    own = (site / CONTENT, site / CRITERIA)
    if place in (file.resolve(), site / CONFIG_NAME) or any(place.is_relative_to(folder) for folder in own):
        raise ConfigError(
            Text(
                f"ไม่เขียนรายงานทับ {report} เพราะเป็นไฟล์ที่นำเข้าหรือไฟล์ของเว็บไซต์ ตั้งชื่ออื่นให้ --report ยังไม่ได้เขียนไฟล์ใด",
                f"the report cannot be {report}, which is the imported file or belongs to the site; give --report "
                "another name. Nothing was written",
            )
        )


def _report_alone(report: Path, written: int) -> EngineError:
    """The report alone could not be written: how many files of items are there all the same."""
    return EngineError(
        Text(
            f"เขียนรายงาน {report} ไม่ได้ ตรวจเนื้อที่ดิสก์และสิทธิ์ของโฟลเดอร์ ไฟล์ของข้อเขียนครบแล้ว {written} ไฟล์",
            f"the report {report} could not be written; check the disk and the folder's permissions. Item files written: "
            f"{written}",
        )
    )
