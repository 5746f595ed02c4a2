"""An agency's own `criteria/` folder: corrections to a year's list, or a list of its own, as `criteria/2567.yml`."""

from __future__ import annotations

import re
from pathlib import Path

from ita_site.criteria import BUILT_IN, CriteriaError, Shelf
from ita_site.errors import ConfigError
from ita_site.findings import Finding
from ita_site.records import FieldProblem
from ita_site.rules import file_findings
from ita_site.source import Document, load
from ita_site.source.document import NOTICES
from ita_site.text import Text
from ita_site.walk import listing

CRITERIA = "criteria"
_YEAR = re.compile(r"2[4-6][0-9]{2}")
_UNKNOWN = re.compile("unknown key «(.+)»")


def shelf_in(root: Path) -> Shelf:
    """The editions that the site in `root` knows. Raises ConfigError with every mistake in its own files."""
    folder = root / CRITERIA
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        # passed over, the agency's corrections would be missing without a word
        raise ConfigError(
            Text(
                f"{CRITERIA} ต้องเป็นโฟลเดอร์ธรรมดา ไม่ใช่ไฟล์หรือทางลัด",
                f"{CRITERIA} has to be a plain folder, not a file or a link",
            )
        )
    paths = [path for path in listing(folder) if path.suffix.lower() in (".yml", ".yaml")]
    if not paths:
        return BUILT_IN
    documents = [load(path, f"{CRITERIA}/{path.name}") for path in paths]
    findings = [finding for document in documents for finding in _unreadable(document)]
    stems = [_year(document) for document in documents]
    for document, year in zip(documents, stems, strict=True):
        if year and stems.count(year) > 1:
            findings += _told(document, [((), f"there are two files of {year}; keep one")])
    own = {_year(document): document.data for document in documents if document.data is not None and _year(document)}
    shelf = Shelf(own)
    if not findings:
        findings = [finding for document in documents for finding in _contradictions(shelf, document)]
    if findings:
        raise ConfigError(
            Text(
                f"เกณฑ์ในโฟลเดอร์ {CRITERIA}/ มีที่ต้องแก้ก่อน จึงยังตรวจอย่างอื่นไม่ได้",
                f"the criteria in {CRITERIA}/ must be mended before anything else",
            ),
            tuple(findings),
        )
    return shelf


def _year(document: Document) -> int:
    """The year (BE) that a file is named after; 0 when it is named after none."""
    stem = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return int(stem) if _YEAR.fullmatch(stem) else 0


def _unreadable(document: Document) -> tuple[Finding, ...]:
    if not _year(document):
        return _told(document, [((), "the name is the year of the list, such as 2567.yml")])
    stops = document.data is None or any(problem.kind not in NOTICES for problem in document.problems)
    return file_findings((document, None, ())) if stops else ()


def _contradictions(shelf: Shelf, document: Document) -> tuple[Finding, ...]:
    try:
        shelf.edition(_year(document))
    except CriteriaError as error:
        return _told(document, [(_path(document, problem), problem) for problem in error.problems])
    return ()


def _told(document: Document, problems: list[tuple[tuple[str | int, ...], str]]) -> tuple[Finding, ...]:
    slips = tuple(FieldProblem("criteria", path, {"what": what}) for path, what in problems)
    return file_findings((document, None, slips))


def _path(document: Document, problem: str) -> tuple[str | int, ...]:
    """Where a file speaks of what a problem names: `O5.elements.map: …` is found below the item's code or key."""
    first, *rest = problem.partition(":")[0].removesuffix(" ").split(".")
    if named := _UNKNOWN.search(problem):
        rest.append(named[1])
    items = (document.data or {}).get("items")
    if isinstance(items, list):
        for at, row in enumerate(items):
            if isinstance(row, dict) and first in (row.get("code"), row.get("key")):
                return ("items", at, *rest)
    if isinstance(items, dict):
        edition = BUILT_IN.get(_year(document))
        item = edition.items.get(first) if edition else None
        name = next((name for name in (first, item.key if item else "") if name in items), None)
        if name is not None:
            return ("items", name, *rest)
    return tuple(rest) if first == "edition file" else (first, *rest)
