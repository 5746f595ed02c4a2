"""`rollover`: the files of a new year, begun from the year before by the crosswalk of the editions."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ita_site.config import CONFIG_NAME, open_site
from ita_site.criteria import Edition, Item
from ita_site.errors import ConfigError, InternalError
from ita_site.records import ItemRecord, read_record
from ita_site.reporters.text_format import safe_line
from ita_site.rollover import Carried, carried, with_year
from ita_site.scaffold import rolled_file
from ita_site.site import Site, item_stem
from ita_site.source import loads
from ita_site.streams import put
from ita_site.style import Style, style_for
from ita_site.text import Text
from ita_site.together import write_all
from ita_site.walk import CONTENT


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written, by its path from the site; `before` are its bytes, None of a new one."""

    path: str
    data: bytes
    before: bytes | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One item of the new year, where its file belongs (from the site), and what it takes over. `unread` are files of the
    year before that it would go on from and that cannot be read."""

    item: Item
    path: str
    carried: Carried
    is_there: bool
    unread: tuple[str, ...]


def run(root: Path, *, year: int, dry_run: bool = False) -> int:
    """Raises ConfigError when the year has no criteria, or none that go on from those of the year before."""
    site = _opened(root, year)
    edition = site.shelf.edition(year)
    steps = [_step(site, edition, item) for item in edition.items.values()]
    files = [_file(site, edition, step) for step in steps if not step.is_there]
    _prove(files)
    if year not in site.config.years:
        files.append(_config(site, year))
    if not dry_run:
        write_all(root, files)
    put("\n".join(safe_line(line) for line in _told(site, edition, steps, style_for(), dry_run)) + "\n")
    return 0


def _opened(root: Path, year: int) -> Site:
    site = open_site(root, _year_before(root, year))
    if year not in site.shelf.years:
        known = ", ".join(map(str, site.shelf.years))
        raise ConfigError(
            Text(
                f"ยังไม่มีเกณฑ์ของปี {year} ปีที่มีคือ {known} (เพิ่มเองได้ใน criteria/{year}.yml)",
                f"There are no criteria for {year}; known years: {known} (add your own in criteria/{year}.yml)",
            )
        )
    return site


def _year_before(root: Path, year: int) -> int:
    """The year whose files are carried over. Raises ConfigError when there are none."""
    site = open_site(root)
    before = [known for known in (y.edition.year for y in site.years) if known < year]
    if (year - 1) not in before:
        there = ", ".join(str(y.edition.year) for y in site.years)
        raise ConfigError(
            Text(
                f"ยกไปปี {year} ได้จากปี {year - 1} เท่านั้น แต่เว็บไซต์นี้มีปี {there}",
                f"{year} goes on from {year - 1}, but this site has {there}",
            )
        )
    return year - 1


def _step(site: Site, edition: Edition, item: Item) -> Step:
    old = site.year
    keys = item.was if edition.base is not None else (item.key,)
    before = [old.edition.by_key[key] for key in keys if key in old.edition.by_key]
    entries = [(one, old.items[one.code]) for one in before if one.code in old.items]
    unread = tuple(entry.document.path for _, entry in entries if entry.record is None)
    path = f"{CONTENT}/{edition.year}/items/{item_stem(item.code)}.yml"
    is_there = any((site.root / path).with_suffix(ending).exists() for ending in (".yml", ".yaml"))
    return Step(item, path, carried(edition, item, entries, site.config.agency.type, old.edition), is_there, unread)


def _file(site: Site, edition: Edition, step: Step) -> File:
    return File(step.path, rolled_file(edition, step.item, site.config.agency.type, step.carried).encode())


def _prove(files: list[File]) -> None:
    """What is about to be written reads back as a record. Raises InternalError otherwise."""
    for file in files:
        document = loads(file.data, file.path)
        record = read_record(ItemRecord, document.data)[0] if document.data is not None else None
        if record is None:
            raise InternalError(Text(f"{file.path} ที่จะเขียนอ่านกลับไม่ได้", f"{file.path} would not read back"))


def _config(site: Site, year: int) -> File:
    before = (site.root / CONFIG_NAME).read_bytes()
    text = with_year(site.config_document, site.config, year)
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    if text is None or before != mark + site.config_document.text.encode():
        raise ConfigError(
            Text(
                f"เติมปี {year} ใน years: ของ {CONFIG_NAME} ด้วยมือก่อน แล้วสั่งใหม่",
                f"add {year} to years: in {CONFIG_NAME} by hand, then run this again",
            )
        )
    return File(CONFIG_NAME, mark + text.encode(), before)


def _told(site: Site, edition: Edition, steps: list[Step], style: Style, dry_run: bool) -> Iterator[str]:
    before, year = site.year.edition, edition.year
    written = [step for step in steps if not step.is_there]
    whole = [step for step in written if step.carried.is_whole]
    head = "จะสร้าง" if dry_run else "สร้าง"
    yield style.paint(f"{head} {len(written)} ข้อของปี {year} จากปี {before.year}", "bold") + (
        f" · {len(written)} items of {year} {'would be ' if dry_run else ''}begun from {before.year}"
    )
    yield ""
    for step in steps:
        yield _line(step, style)
    gone = [item for key, item in before.by_key.items() if not edition.successors(key)] if edition.base else []
    if gone:
        yield ""
        yield style.paint(f"ไม่มีในรายการปี {year} แล้ว · dropped:", "bold")
        yield from (f"  {item.code} {item.name.th}" for item in gone)
    yield ""
    yield f"ยกมาได้ครบ {len(whole)} ข้อ ต้องทำใหม่ {len(written) - len(whole)} ข้อ · {len(whole)} carried over whole, {len(written) - len(whole)} to renew"
    if edition.unconfirmed is not None:
        yield f"รายการปี {year} ยังไม่ยืนยัน: {edition.unconfirmed.th} · not confirmed: {edition.unconfirmed.en}"
    if site.config.as_of is not None:
        yield f"{CONFIG_NAME} ยังกำหนด as_of: ไว้ ลบหรือแก้ให้เป็นปีใหม่ · as_of: is still fixed; remove or change it"
    yield f"ต่อไป: ita-site check --gate draft · แผนงานของปีใหม่: ita-site new programme ID · มาตรการ: ita-site new measures {year}"


def _line(step: Step, style: Style) -> str:
    item, carried_over = step.item, step.carried
    name = f"{item.code:4} {item.name.th}"
    if step.is_there:
        return f"  - {name}: มีไฟล์อยู่แล้ว ไม่แตะ · left alone"
    came = ", ".join(old.code for old, _ in carried_over.before)
    if step.unread:
        # the new file is not written again: what it leaves out would be missing for good
        left_out = ", ".join(step.unread)
        return f"  {style.paint('✕', 'red')} {name}: อ่าน {left_out} ไม่ได้ จึงไม่ได้ยกมา แก้ไฟล์นั้น ลบ {step.path} แล้วสั่งอีกครั้ง · not carried over: {left_out} cannot be read"
    source = f"← {came}" if came else "ใหม่ · new"
    if carried_over.is_whole:
        told = ", ".join((*(f"ปี {year}" for year in carried_over.stale), *carried_over.moved))
        mend = f": แก้คำอธิบายที่ยังพูดถึง {told} · mend the explanation" if told else ""
        return f"  {style.paint('●', 'green')} {name} {source}{mend}"
    kept = f" ยกมา {len(carried_over.evidence)} หลักฐาน" if carried_over.evidence else ""
    return f"  {style.paint('◌', 'yellow')} {name} {source}: ต้องทำใหม่{kept} · to renew"
