"""`init`: a complete new site in a folder of its own."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from ita_site.config import edition_for
from ita_site.errors import ConfigError
from ita_site.files import cannot_write
from ita_site.scaffold import site_files
from ita_site.text import Text

NAMELESS = "หน่วยงานของท่าน (แก้ชื่อใน site_config.yml)"


def run(folder: Path, *, agency: str | None, type_: str, year: int | None) -> int:
    """Raises ConfigError when the folder holds anything, or when the year or type is unknown."""
    edition = edition_for(year)
    if type_ not in edition.agency_types:
        known = ", ".join(edition.agency_types)
        raise ConfigError(
            Text(f"ไม่รู้จักประเภท «{type_}» ใช้ค่าใดค่าหนึ่ง: {known}", f"Unknown type «{type_}»; use one of: {known}")
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(
            Text(
                f"{folder} มีไฟล์อยู่แล้ว จึงไม่เขียนทับ เลือกชื่อโฟลเดอร์ใหม่",
                f"{folder} already holds files and is left alone; choose a new folder",
            )
        )
    files = site_files(edition, agency or NAMELESS, type_)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        beside.chmod(0o755)
        try:
            for name, text in files.items():
                path = beside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    sys.stdout.write(
        f"สร้างเว็บไซต์ใหม่ใน {folder} แล้ว ({len(edition.items)} ข้อ เกณฑ์ปี {edition.year}) · new site with {len(edition.items)} items\n"
        f"ต่อไป · next:\n"
        f"  1. แก้ {folder}/site_config.yml\n"
        f"  2. ita-site -C {folder} status\n"
        f"  3. ita-site -C {folder} serve\n"
    )
    return 0
