"""`new item` and `new programme`: one prefilled file, never over an existing one."""

from __future__ import annotations

from pathlib import Path

from ita_site.commands.new_file import ID, opened, written
from ita_site.dates import BE_OFFSET, Month
from ita_site.errors import ConfigError
from ita_site.records import ProgrammeKind
from ita_site.scaffold import item_file, programme_file
from ita_site.site import PROGRAMME_FILE, item_stem
from ita_site.text import Text
from ita_site.walk import CONTENT


def item(root: Path, *, code: str, year: int | None) -> int:
    """The file of one item. Raises ConfigError for an unknown code or a file that is there."""
    config, _, edition, _ = opened(root, year)
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
    return written(
        root, f"{CONTENT}/{edition.year}/items/{item_stem(known)}.yml", text, lambda stem: edition.code(stem) == known
    )


def programme(root: Path, *, id_: str, kind: str, year: int | None) -> int:
    """A programme's plan over the whole fiscal year. Raises ConfigError for an id that is no plain name."""
    _, _, edition, _ = opened(root, year)
    if not ID.fullmatch(id_):
        raise ConfigError(
            Text(
                f"รหัสแผนงาน «{id_[:60]}» ใช้ได้เฉพาะ a-z 0-9 และ - ไม่เกิน 60 ตัว เช่น kpi-2-1",
                f"The id «{id_[:60]}» may hold only a-z, 0-9 and -, at most 60 of them, like kpi-2-1",
            )
        )
    months = [Month(y - BE_OFFSET, m) for y, m in edition.months("year")]
    meant = ProgrammeKind(kind)
    name = "ชื่อโครงการ" if meant is ProgrammeKind.PROJECT else "ชื่อแผนงานหรือตัวชี้วัด"
    return written(
        root,
        f"{CONTENT}/{edition.year}/programmes/{id_}/{PROGRAMME_FILE}.yml",
        programme_file(id_, name, months[0], months[-1], meant),
        lambda stem: stem.lower() == PROGRAMME_FILE,
    )
