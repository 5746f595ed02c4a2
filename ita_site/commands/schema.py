"""`schema`: the JSON Schemas, to a folder or to standard output."""

from __future__ import annotations

import json
from pathlib import Path

from ita_site.config import CONFIG_NAME, edition_for, read_config
from ita_site.criteria import Edition
from ita_site.files import write_whole
from ita_site.own_criteria import shelf_in
from ita_site.schema import schemas
from ita_site.streams import put

ENDING = ".schema.json"


def run(root: Path, *, out: Path | None, year: int | None) -> int:
    here = root / CONFIG_NAME
    shelf = shelf_in(root)
    edition = edition_for(shelf, year, read_config(here, shelf)[0] if year is None and here.is_file() else None)
    found = schemas(edition)
    if out is None:
        put(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return 0
    write_schemas(out, edition)
    put(f"เขียน {len(found)} ไฟล์ใน {out} · {len(found)} schemas written\n")
    return 0


def write_schemas(folder: Path, edition: Edition) -> None:
    """Write every schema of an edition into `folder`."""
    for name, schema in schemas(edition).items():
        write_whole(folder / f"{name}{ENDING}", json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
