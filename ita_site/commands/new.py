"""`new`: one prefilled file, never over an existing one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ita_site.config import CONFIG_NAME, edition_for, read_config
from ita_site.criteria import Edition
from ita_site.dates import BE_OFFSET, DateError, Month, be_month_iso, parse_month
from ita_site.errors import ConfigError
from ita_site.files import write_whole
from ita_site.records import Programme, SiteConfig, read_record
from ita_site.scaffold import item_file, programme_file, report_file
from ita_site.site import PROGRAMME_FILE, YAML_ENDINGS, item_stem
from ita_site.source import load
from ita_site.streams import put
from ita_site.text import Text
from ita_site.walk import CONTENT, listing

_ID = re.compile(r"(?=.{1,60}\Z)[a-z0-9]+(-[a-z0-9]+)*")
"""A folder's name and a part of the page's address: sixty letters are enough for both."""


def item(root: Path, *, code: str, year: int | None) -> int:
    """The file of one item. Raises ConfigError for an unknown code or a file that is there."""
    config, edition = _open(root, year)
    known = edition.code(code)
    if known is None:
        codes = list(edition.items)
        raise ConfigError(
            Text(
                f"เกณฑ์ปี {edition.year} ไม่มีข้อ «{code}» ใช้ {codes[0]} ถึง {codes[-1]}",
                f"No item «{code}» in {edition.year}; use {codes[0]} to {codes[-1]}",
            )
        )
    text = item_file(edition, edition.items[known], config.agency.type)
    return _write(
        root, f"{CONTENT}/{edition.year}/items/{item_stem(known)}.yml", text, lambda stem: edition.code(stem) == known
    )


def programme(root: Path, *, id_: str, year: int | None) -> int:
    """A programme's plan over the whole fiscal year. Raises ConfigError for an id that is no plain name."""
    _, edition = _open(root, year)
    if not _ID.fullmatch(id_):
        raise ConfigError(
            Text(
                f"รหัสแผนงาน «{id_[:60]}» ใช้ได้เฉพาะ a-z 0-9 และ - ไม่เกิน 60 ตัว เช่น kpi-2-1",
                f"The id «{id_[:60]}» may hold only a-z, 0-9 and -, at most 60 of them, like kpi-2-1",
            )
        )
    months = [Month(y - BE_OFFSET, m) for y, m in edition.months("year")]
    text = programme_file(id_, "ชื่อแผนงานหรือตัวชี้วัด", months[0], months[-1])
    return _write(
        root,
        f"{CONTENT}/{edition.year}/programmes/{id_}/programme.yml",
        text,
        lambda stem: stem.lower() == PROGRAMME_FILE,
    )


def report(root: Path, *, programme: str, month: str, year: int | None) -> int:
    """A monthly report. Raises ConfigError when the programme cannot be read or the month is not one of its own."""
    _, edition = _open(root, year)
    folder = f"{CONTENT}/{edition.year}/programmes/{programme}"
    plan = _programme(root, folder, programme)
    try:
        meant = parse_month(month)
    except DateError:
        raise ConfigError(
            Text(f"«{month}» ไม่ใช่เดือน เขียนเป็น 2566-02", f"«{month}» is not a month; write 2566-02")
        ) from None
    if not plan.start.month <= meant <= plan.end.month:
        start, end = be_month_iso(plan.start.month), be_month_iso(plan.end.month)
        raise ConfigError(
            Text(f"แผนงานนี้รายงานเดือน {start} ถึง {end} เท่านั้น", f"This programme reports on {start} to {end} only")
        )
    return _write(
        root, f"{folder}/{be_month_iso(meant)}.yml", report_file(plan, meant), lambda stem: _month(stem) == meant
    )


def _month(stem: str) -> Month | None:
    try:
        return parse_month(stem)
    except DateError:
        return None


def _programme(root: Path, folder: str, id_: str) -> Programme:
    path = root / folder / "programme.yml"
    if not _ID.fullmatch(id_) or not path.is_file():
        raise ConfigError(
            Text(
                f"ไม่พบแผนงาน «{id_[:60]}» สร้างก่อนด้วย ita-site new programme {id_[:60]}",
                f"No programme «{id_[:60]}»; make it first: ita-site new programme {id_[:60]}",
            )
        )
    document = load(path, f"{folder}/programme.yml")
    record = read_record(Programme, document.data)[0] if document.data is not None else None
    if record is None:
        raise ConfigError(
            Text(
                f"{folder}/programme.yml มีที่ต้องแก้ก่อน ดูด้วย ita-site check --gate draft",
                f"{folder}/programme.yml must be mended first; see: ita-site check --gate draft",
            )
        )
    return record


def _open(root: Path, year: int | None) -> tuple[SiteConfig, Edition]:
    if not (root / CONFIG_NAME).is_file():
        raise ConfigError(
            Text(
                f"ไม่พบ {CONFIG_NAME} ในโฟลเดอร์นี้ เริ่มเว็บไซต์ด้วย ita-site init",
                f"No {CONFIG_NAME} here; start a site with: ita-site init",
            )
        )
    config, _ = read_config(root / CONFIG_NAME)
    return config, edition_for(year, config)


def _write(root: Path, name: str, text: str, is_same: Callable[[str], bool]) -> int:
    """Write a file unless one is there that is read as the same, such as `O12.yaml`; `is_same` judges names."""
    path = root / name
    same = [p for p in listing(path.parent) if p.suffix.lower() in YAML_ENDINGS and is_same(p.stem)]
    if path.exists() or path.is_symlink():
        same.insert(0, path)
    if same:
        there = same[0].relative_to(root).as_posix()
        raise ConfigError(Text(f"{there} มีอยู่แล้ว จึงไม่เขียนทับ", f"{there} is already there and is left alone"))
    write_whole(path, text)
    put(f"สร้าง {name} แล้ว เปิดไฟล์แล้วกรอกตามคำแนะนำ · written\n")
    return 0
