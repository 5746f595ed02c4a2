"""`schema`: the JSON Schemas, to a folder or to standard output."""

from __future__ import annotations

import json
from pathlib import Path

from ita_site.config import edition_for
from ita_site.criteria import load_edition
from ita_site.files import write_whole
from ita_site.schema import schemas
from ita_site.streams import put

ENDING = ".schema.json"


def run(*, out: Path | None, year: int | None) -> int:
    edition = edition_for(year)
    found = schemas(edition)
    if out is None:
        put(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return 0
    write_schemas(out, edition.year)
    put(f"เขียน {len(found)} ไฟล์ใน {out} · {len(found)} schemas written\n")
    return 0


def write_schemas(folder: Path, year: int) -> None:
    """Write every schema of the year (BE) into `folder`."""
    for name, schema in schemas(load_edition(year)).items():
        write_whole(folder / f"{name}{ENDING}", json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
