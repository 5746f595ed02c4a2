"""The whole of an agency's content, read once: configuration, items, programmes, free pages, hosted files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ita_site.criteria import BUILT_IN, Edition, Item, Shelf
from ita_site.dates import DateError, Month, parse_month
from ita_site.pictures import Shown
from ita_site.records import FieldProblem, ItemRecord, MonthlyReport, Programme, SiteConfig, TableData, read_record
from ita_site.source import Document, load, load_text
from ita_site.tables import Sheet, TableRows, not_csv, read_csv, sheet_of, typed_rows
from ita_site.walk import CONTENT, YEAR_FOLDER, HostedFile, is_read, listing, look_round, shown_path
from ita_site.yearly import NOTHING_ASSESSED, Assessed, read_assessed

PROGRAMME_FILE = "programme"
UNFILLED = frozenset({"blank", "missing-field"})
"""Kinds of problem that unfinished work has."""
YAML_ENDINGS = (".yml", ".yaml")


@dataclass(frozen=True)
class ItemEntry:
    """One file under `items/`. `item` is None when no item of the edition is meant; `record` when it has mistakes."""

    document: Document
    item: Item | None
    record: ItemRecord | None
    problems: tuple[FieldProblem, ...]
    table: TableRows | None = None
    """The item's table, typed in or from its CSV; None without one, or when its file is not there."""

    @cached_property
    def sheet(self) -> Sheet | None:
        """The values of the table; None where it cannot be used, or the edition gives the item no columns."""
        asked, table = self.item.table if self.item else None, self.table
        return sheet_of(asked, table) if asked is not None and table is not None and table.problem is None else None


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One month's file. `named` is the month that the file's name says."""

    document: Document
    named: Month | None
    record: MonthlyReport | None
    problems: tuple[FieldProblem, ...]

    @property
    def month(self) -> Month | None:
        """The month a file stands for: what it says, else what its name says."""
        return self.record.month if self.record is not None else self.named

    @property
    def is_unfinished(self) -> bool:
        """Whether nothing is wrong with the file but fields that are still to be filled in."""
        return self.record is None and bool(self.problems) and all(p.kind in UNFILLED for p in self.problems)


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """One programme's folder; `path` is that of its `programme.yml`, there or not."""

    id: str
    path: str
    document: Document | None
    record: Programme | None
    problems: tuple[FieldProblem, ...]
    reports: tuple[ReportEntry, ...]
    spare: tuple[str, ...] = ()
    """Further files that call themselves the plan (`programme.yaml`), which nothing reads."""

    def by_month(self) -> dict[Month, ReportEntry]:
        """The report of each month, in order of the months; of two the one whose name says a month, else the first."""
        found: dict[Month, ReportEntry] = {}
        # «2566-02 (1).yml» is a copy, and comes before «2566-02.yml» in a folder
        for report in sorted(self.reports, key=lambda report: report.named is None):
            if report.month is not None:
                found.setdefault(report.month, report)
        return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page that officers write themselves in Markdown: `content/pages/contact.md`."""

    name: str
    document: Document


@dataclass(frozen=True)
class YearContent:
    """One fiscal year (Buddhist era) and the criteria that it is held to."""

    edition: Edition
    entries: tuple[ItemEntry, ...]
    programmes: tuple[ProgrammeEntry, ...]
    unread: tuple[str, ...] = ()
    """Files among items and reports that nothing reads, because of their ending: the officer believes that they count."""

    @cached_property
    def items(self) -> Mapping[str, ItemEntry]:
        """The first entry of each code, in the edition's order."""
        found: dict[str, ItemEntry] = {}
        for entry in self.entries:
            if entry.item is not None:
                found.setdefault(entry.item.code, entry)
        return {code: found[code] for code in self.edition.items if code in found}

    @property
    def folder(self) -> str:
        return f"{CONTENT}/{self.edition.year}"

    def item_path(self, code: str) -> str:
        """Where the file of an item belongs, whether it is there or not."""
        return f"{self.folder}/items/{item_stem(code)}.yml"


@dataclass(frozen=True)
class Site:
    """Everything that a check or a build needs to know, and nothing of the network or the clock."""

    root: Path
    config: SiteConfig
    config_document: Document
    year: YearContent
    shelf: Shelf = BUILT_IN
    """The editions that there are, the agency's own among them."""
    older: tuple[YearContent, ...] = ()
    pages: tuple[FreePage, ...] = ()
    assessed: Assessed = NOTHING_ASSESSED
    """Results and measures, also of years without a list."""
    files: Mapping[str, HostedFile] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    """Symbolic links found anywhere under `content/`, relative to the site. Nothing behind them is read."""
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """What could not be looked into, by its path from the site: `permission` or `name`."""
    stray: tuple[str, ...] = ()
    """What lies under `content/` where nothing looks for it."""
    pictures: Mapping[str, Shown] = field(default_factory=dict)
    """Pictures in texts as a build made them ready, by their path from `content/`; a check knows none."""

    @property
    def years(self) -> tuple[YearContent, ...]:
        return (self.year, *self.older)

    def hides(self, path: str) -> bool:
        """Whether a path (from the site) lies in a folder that could not be looked into: nobody knows if it is there."""
        parts = path.split("/")
        return any("/".join(parts[:end]) in self.unreadable for end in range(1, len(parts)))

    def documents(self) -> Iterator[tuple[Document, Item | None]]:
        """Every YAML document of the open year, with the item it belongs to, and all results and measures."""
        for entry in self.year.entries:
            yield entry.document, entry.item
        for programme in self.year.programmes:
            if programme.document is not None:
                yield programme.document, None
            for report in programme.reports:
                yield report.document, None
        for entry_of_year in self.assessed.entries:
            yield entry_of_year.document, None


def item_stem(code: str) -> str:
    """`O3` -> `o03`: the file name of an item, so that folders list in the edition's order."""
    letters = code.rstrip("0123456789")
    return f"{letters.lower()}{int(code[len(letters) :]):02d}"


def read_site(root: Path, config: SiteConfig, config_document: Document, edition: Edition, shelf: Shelf) -> Site:
    """Read all content under `root` for the year of `edition`. Mistakes inside files become problems, not errors."""
    walk = look_round(root)
    files = walk.files
    older = [y for y in config.years if y < edition.year and y in shelf.years]
    return Site(
        root=root,
        config=config,
        config_document=config_document,
        year=_read_year(root, edition, files),
        shelf=shelf,
        older=tuple(_read_year(root, shelf.edition(y), files) for y in sorted(older, reverse=True)),
        pages=tuple(_read_pages(root)),
        assessed=read_assessed(root, year_folders(root)),
        files=files,
        links=tuple(sorted(walk.links)),
        unreadable=walk.unreadable,
        stray=tuple(sorted(p for p in walk.others if not is_read(p, config.years))),
    )


def _read_year(root: Path, edition: Edition, files: Mapping[str, HostedFile]) -> YearContent:
    folder = root / CONTENT / str(edition.year)
    entries, unread = [], []
    for path in listing(folder / "items"):
        if path.suffix.lower() in YAML_ENDINGS:
            entries.append(_read_item(root, path, edition, files))
        elif path.name != ".gitkeep":
            unread.append(shown_path(root, path))
    folders = [p for p in listing(folder / "programmes") if p.is_dir() and not p.is_symlink()]
    programmes = [_read_programme(root, p) for p in folders]
    unread += [
        shown_path(root, p) for f in folders for p in listing(f) if p.is_file() and p.suffix.lower() not in YAML_ENDINGS
    ]
    return YearContent(edition, tuple(entries), tuple(programmes), tuple(unread))


def _read_item(root: Path, path: Path, edition: Edition, files: Mapping[str, HostedFile]) -> ItemEntry:
    document = load(path, shown_path(root, path))
    stated = document.data.get("item") if isinstance(document.data, dict) else None
    code = edition.code(str(stated)) if stated is not None else edition.code(path.stem)
    item = edition.items[code] if code else None
    if document.data is None:
        return ItemEntry(document, item, None, ())
    record, problems = read_record(ItemRecord, document.data)
    table = _read_table(root, record.table, item, files) if record is not None and record.table is not None else None
    return ItemEntry(document, item, record, problems, table)


def _read_table(root: Path, table: TableData, item: Item | None, files: Mapping[str, HostedFile]) -> TableRows | None:
    asked = item.table if item else None
    if table.rows is not None:
        return typed_rows(table.rows, asked)
    # only a file that was found by walking is opened: a path cannot lead elsewhere
    hosted = files.get((table.file or "").strip())
    if hosted is None or not hosted.is_regular:
        return None
    if not hosted.path.lower().endswith(".csv"):
        return not_csv(f"{CONTENT}/{hosted.path}")
    return read_csv(root / CONTENT / hosted.path, f"{CONTENT}/{hosted.path}", asked)


def _read_programme(root: Path, folder: Path) -> ProgrammeEntry:
    files = [path for path in listing(folder) if path.suffix.lower() in YAML_ENDINGS]
    # of several plans the one that is named as it should be
    plans = sorted(
        (path for path in files if path.stem.lower() == PROGRAMME_FILE),
        key=lambda path: (path.name != f"{PROGRAMME_FILE}.yml", path.name),
    )
    reports = tuple(_read_report(root, path) for path in files if path not in plans)
    if not plans:
        return ProgrammeEntry(folder.name, shown_path(root, folder / f"{PROGRAMME_FILE}.yml"), None, None, (), reports)
    document = load(plans[0], shown_path(root, plans[0]))
    record: Programme | None = None
    problems: tuple[FieldProblem, ...] = ()
    if document.data is not None:
        record, problems = read_record(Programme, document.data)
    spare = tuple(shown_path(root, path) for path in plans[1:])
    return ProgrammeEntry(folder.name, document.path, document, record, problems, reports, spare)


def _read_report(root: Path, path: Path) -> ReportEntry:
    document = load(path, shown_path(root, path))
    try:
        named: Month | None = parse_month(path.stem)
    except DateError:
        named = None
    if document.data is None:
        return ReportEntry(document, named, None, ())
    record, problems = read_record(MonthlyReport, document.data)
    return ReportEntry(document, named, record, problems)


def _read_pages(root: Path) -> Iterator[FreePage]:
    for path in listing(root / CONTENT / "pages"):
        if path.suffix.lower() == ".md":
            yield FreePage(path.stem, load_text(path, shown_path(root, path)))


def year_folders(root: Path) -> tuple[int, ...]:
    """Fiscal years (BE) that have a folder under `content/`."""
    return tuple(int(p.name) for p in listing(root / CONTENT) if p.is_dir() and YEAR_FOLDER.fullmatch(p.name))
