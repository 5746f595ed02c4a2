"""Finding a site and reading its `site_config.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ita_site.criteria import BUILT_IN, Edition, Shelf
from ita_site.dates import DateError, parse_date
from ita_site.errors import ConfigError, NothingToCheckError
from ita_site.evidence import read_address
from ita_site.evidence.allowed import is_entry
from ita_site.findings import Severity
from ita_site.own_criteria import shelf_in
from ita_site.publishing.targets import is_target
from ita_site.records import FieldProblem, SiteConfig, read_record
from ita_site.records.colour import read_colour
from ita_site.rules import file_findings
from ita_site.site import Site, read_site, year_folders
from ita_site.source import Document, load
from ita_site.text import Text
from ita_site.walk import CONTENT

CONFIG_NAME = "site_config.yml"
_SCHEMES = ("https://", "http://")
_COLOURS = {
    "choices": '"#7a1f5c" (six digits 0-9 a-f, in quotation marks), blue, green, purple, red, orange, brown, pink, gold, grey',
    "meanings": 'รหัสสีหกหลักในเครื่องหมายคำพูด เช่น "#7a1f5c" หรือชื่อสี น้ำเงิน ฟ้า เขียว ม่วง แดง ส้ม น้ำตาล ชมพู ทอง เหลือง เทา',
}
_UNFIT = re.compile(r"""[\s"'<>\\{}|^`?#]""")


def open_site(root: Path, year: int | None = None) -> Site:
    """Read the site in folder `root` for fiscal year `year` (BE; the configuration's newest when None).

    Raises NothingToCheckError when the folder holds no content, ConfigError when `site_config.yml` is absent or has
    mistakes, or when there are no criteria for the year.
    """
    path = root / CONFIG_NAME
    if not path.exists() and not path.is_symlink():
        if not (root / CONTENT).is_dir():
            raise NothingToCheckError(
                Text(
                    f"โฟลเดอร์นี้ยังไม่มีเว็บไซต์ให้ตรวจ (ไม่พบ {CONFIG_NAME} และ {CONTENT}/) เริ่มใหม่ด้วยคำสั่ง ita-site init ชื่อโฟลเดอร์",
                    f"Nothing to check here: neither {CONFIG_NAME} nor {CONTENT}/. Start a site with: ita-site init FOLDER",
                )
            )
        raise ConfigError(
            Text(
                f"ไม่พบ {CONFIG_NAME} ให้สร้างไฟล์นี้ข้างโฟลเดอร์ {CONTENT}/ หรือดูตัวอย่างด้วยคำสั่ง ita-site init ชื่อโฟลเดอร์",
                f"{CONFIG_NAME} is missing beside {CONTENT}/. See what it looks like with: ita-site init FOLDER",
            )
        )
    shelf = shelf_in(root)
    config, document = read_config(path, shelf)
    edition = edition_for(shelf, year, config)
    chosen, site = edition.year, read_site(root, config, document, edition, shelf)
    if not site.year.entries and not site.year.programmes and not site.assessed.entries and not site.unreadable:
        there = ", ".join(map(str, year_folders(root))) or "-"
        raise NothingToCheckError(
            Text(
                f"ยังไม่มีข้อมูลของปี {chosen} ใน {CONTENT}/{chosen}/ (ปีที่มี: {there}) เริ่มด้วยคำสั่ง ita-site new item O1",
                f"No content for {chosen} in {CONTENT}/{chosen}/ (years there: {there}). Start with: ita-site new item O1",
            )
        )
    return site


def edition_for(shelf: Shelf, year: int | None, config: SiteConfig | None = None) -> Edition:
    """The criteria of `year` (BE); without one those of the configuration's newest year, else the newest that are known
    for certain.

    Raises ConfigError for a year without criteria.
    """
    chosen = year if year is not None else max(config.years) if config is not None else shelf.newest_confirmed
    if chosen not in shelf.years:
        listed = ", ".join(map(str, shelf.years))
        raise ConfigError(
            Text(f"ยังไม่มีเกณฑ์ของปี {chosen} ปีที่มีคือ {listed}", f"There are no criteria for {chosen}; known years: {listed}")
        )
    return shelf.edition(chosen)


def read_config(path: Path, shelf: Shelf = BUILT_IN) -> tuple[SiteConfig, Document]:
    """Read `site_config.yml` of a site that knows the editions of `shelf`. Raises ConfigError with every finding in it."""
    document = load(path, CONFIG_NAME)
    config: SiteConfig | None = None
    problems: tuple[FieldProblem, ...] = ()
    if document.data is not None:
        config, problems = read_record(SiteConfig, document.data)
        if config is not None:
            problems = tuple(_impossible(config, shelf))
    if config is None or problems or document.problems:
        findings = file_findings((document, None, problems))
        if config is None or any(f.severity is Severity.ERROR for f in findings):
            raise ConfigError(
                Text(
                    f"{CONFIG_NAME} มีที่ต้องแก้ก่อน จึงยังตรวจอย่างอื่นไม่ได้", f"{CONFIG_NAME} must be mended before anything else"
                ),
                findings,
            )
    return config, document


def _impossible(config: SiteConfig, shelf: Shelf) -> Iterator[FieldProblem]:
    """What a field cannot say although its kind is right."""
    for name in ("url", "repository"):
        typed = getattr(config.site, name)
        if (typed or name == "url") and not _plain_address(typed):
            choices = "https://www.agency.example/"
            yield FieldProblem("bad-choice", ("site", name), {"field": name, "value": typed[:60], "choices": choices})
    for at, year in enumerate(config.years):
        if year not in shelf.years:
            values = {"field": "years", "value": year, "choices": ", ".join(map(str, shelf.years))}
            yield FieldProblem("bad-choice", ("years", at), values)
    for at, entry in enumerate(config.evidence.allow_hosts):
        if not is_entry(entry):
            values = {
                "field": "allow_hosts",
                "value": entry[:60],
                "choices": "10.1.2.3, 10.1.0.0/16, intranet.agency.go.th",
            }
            yield FieldProblem("bad-choice", ("evidence", "allow_hosts", at), values)
    if config.admin is not None:
        from ita_site.admin.backend import form_problems  # noqa: PLC0415 - only for sites with a web form

        yield from form_problems(config)
    if config.publish.to and not is_target(config.publish.to):
        choices = "folder:/srv/www/ita, branch:gh-pages, archive:ita.zip"
        values = {"field": "to", "value": config.publish.to[:60], "choices": choices}
        yield FieldProblem("bad-choice", ("publish", "to"), values)
    if read_colour(config.agency.color) is None:
        yield FieldProblem(
            "bad-choice", ("agency", "color"), {"field": "color", "value": config.agency.color[:60], **_COLOURS}
        )
    types = shelf.edition(max({*config.years} & {*shelf.years}, default=shelf.newest_confirmed)).agency_types
    if config.agency.type not in types:
        values = {"field": "type", "value": config.agency.type, "choices": ", ".join(types)}
        yield FieldProblem("bad-choice", ("agency", "type"), values)


def _plain_address(typed: str) -> bool:
    """Whether an address is fit to stand in every page: a site or a path of one, and nothing else in it."""
    address = read_address(typed)
    return (
        address is not None
        and address.typed.startswith(_SCHEMES)
        and not address.has_login
        and not address.query
        and not address.fragment
        and not _UNFIT.search(typed)
    )


def day_of(config: SiteConfig, asked: str | None, today: date) -> date:
    """The day (CE) that a check is made for: asked on the command line, fixed by the configuration, or `today`.

    Raises ConfigError when `asked` is no date of either era.
    """
    if asked is None:
        return config.as_of or today
    try:
        return parse_date(asked)
    except DateError:
        raise ConfigError(
            Text(
                f"«{asked}» อ่านเป็นวันที่ไม่ได้ เขียนเป็น 2566-09-30",
                f"«{asked}» is not a date; write 2566-09-30 or 2023-09-30",
            )
        ) from None
