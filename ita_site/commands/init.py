"""`init`: a complete new site in a folder of its own."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from ita_site.config import edition_for
from ita_site.criteria import BUILT_IN
from ita_site.defaults import NAMELESS
from ita_site.errors import ConfigError
from ita_site.files import cannot_write
from ita_site.scaffold import site_files
from ita_site.scaffold.hosts import Host
from ita_site.streams import put
from ita_site.text import Text

_ALL = "all"
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def run(folder: Path, *, agency: str | None, type_: str, year: int | None, host: str = _ALL) -> int:
    """`host` is a Host or `all`.

    Raises ConfigError when the folder holds more than `.git`, or when the year or type is unknown.
    """
    edition = edition_for(BUILT_IN, year)
    if type_ not in edition.agency_types:
        known = ", ".join(edition.agency_types)
        raise ConfigError(
            Text(f"ไม่รู้จักประเภท «{type_}» ใช้ค่าใดค่าหนึ่ง: {known}", f"Unknown type «{type_}»; use one of: {known}")
        )
    try:
        is_there = folder.exists()
        # the code host's new and empty repository, cloned, is as good as an empty folder
        taken = is_there and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir()))
    except OSError as error:
        raise cannot_write(folder, error) from error
    if taken:
        raise ConfigError(
            Text(
                f"{folder} มีไฟล์อยู่แล้ว จึงไม่เขียนทับ เลือกชื่อโฟลเดอร์ใหม่",
                f"{folder} already holds files and is left alone; choose a new folder",
            )
        )
    if agency and _UNWRITABLE.search(agency):
        raise ConfigError(
            Text(
                "ชื่อหน่วยงานใน --agency มีตัวอักษรที่เสียหรือมองไม่เห็น พิมพ์ใหม่เป็น UTF-8 หรือแก้ภายหลังใน site_config.yml",
                "the name in --agency holds broken or invisible characters; type it in UTF-8, or put it into site_config.yml later",
            )
        )
    hosts = frozenset(Host) if host == _ALL else frozenset({Host(host)})
    files = site_files(edition, agency or NAMELESS, type_, hosts)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # a folder that is there may be a link, or the only place where we may write, as in a container
        beside = Path(tempfile.mkdtemp(prefix=".ita-site-", dir=folder if is_there else folder.parent))
        beside.chmod(0o755)
        try:
            for name, text in files.items():
                path = beside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
                path.chmod(0o755 if text.startswith("#!") else 0o644)
            if is_there:
                for made in list(beside.iterdir()):
                    made.replace(folder / made.name)
            else:
                beside.replace(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    put(
        f"สร้างเว็บไซต์ใหม่ใน {folder} แล้ว ({len(edition.items)} ข้อ เกณฑ์ปี {edition.year}) · new site with {len(edition.items)} items\n"
        f"ต่อไป · next:\n"
        f"  1. แก้ {folder}/site_config.yml\n"
        f"  2. ita-site -C {folder} status\n"
        f"  3. ita-site -C {folder} serve\n"
        f"  4. ตั้งการตรวจและเผยแพร่อัตโนมัติตาม {folder}/README.md · checks and publishing: see README.md\n"
    )
    return 0
