"""`import`: item files from a page, a table or a document that the agency has."""

from __future__ import annotations

from pathlib import Path

from ita_site.commands.new_file import opened
from ita_site.exact_json import exact_json
from ita_site.files import write_whole
from ita_site.importers.items import Plan, plan
from ita_site.importers.read import read
from ita_site.importers.sheet import read_answers
from ita_site.importers.telling import exit_code, report_data, report_lines
from ita_site.importers.understand import understand
from ita_site.importers.understood import Understood
from ita_site.streams import put
from ita_site.style import Style, style_for
from ita_site.together import write_all


def run(
    root: Path, *, file: Path, year: int | None, merge: bool, dry_run: bool, format_: str, report: Path | None
) -> int:
    """0 all understood, 1 something to look at, 3 nothing found in the file.

    Raises ConfigError without a site, for a file that cannot be read, or when a file of the site changes meanwhile.
    """
    config, _, edition, shelf = opened(root, year)
    others = [shelf.edition(other) for other in shelf.years if other != edition.year]
    source = read_answers(file) if file.suffix.lower() == ".json" else read(file)
    same_list = [other for other in others if other.scheme_id == edition.scheme_id]
    understood = understand(source, edition, same_list)
    planned = plan(root, understood, config.agency.type, merge)
    if not dry_run:
        write_all(root, planned.files)
    put(_told(source.name, understood, planned, dry_run, format_, style_for()))
    if report is not None:
        write_whole(report, _told(source.name, understood, planned, dry_run, format_, Style()))
    return exit_code(understood, planned)


def _told(name: str, understood: Understood, planned: Plan, dry_run: bool, format_: str, style: Style) -> str:
    if format_ == "json":
        return exact_json(report_data(name, understood, planned, dry_run)) + "\n"
    return "\n".join(report_lines(name, understood, planned, dry_run, style)) + "\n"
