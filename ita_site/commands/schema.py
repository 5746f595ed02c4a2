"""`schema`: the JSON Schemas, to a folder or to standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ita_site.criteria import edition_years, load_edition
from ita_site.errors import ConfigError
from ita_site.files import write_whole
from ita_site.schema import schemas
from ita_site.text import Text

ENDING = ".schema.json"


def run(*, out: Path | None, year: int | None) -> int:
    chosen = year if year is not None else max(edition_years())
    if chosen not in edition_years():
        raise ConfigError(Text(f"ยังไม่มีเกณฑ์ของปี {chosen}", f"There are no criteria for {chosen}"))
    found = schemas(load_edition(chosen))
    if out is None:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return 0
    write_schemas(out, chosen)
    sys.stdout.write(f"เขียน {len(found)} ไฟล์ใน {out} · {len(found)} schemas written\n")
    return 0


def write_schemas(folder: Path, year: int) -> None:
    """Write every schema of the year (BE) into `folder`."""
    for name, schema in schemas(load_edition(year)).items():
        write_whole(folder / f"{name}{ENDING}", json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
