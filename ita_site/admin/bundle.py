"""The programs of the web form, kept in the package: Decap CMS (MIT) and js-yaml (MIT), unchanged, checked when written."""

from __future__ import annotations

import json
import lzma
from functools import cache
from hashlib import sha256
from pathlib import Path

from ita_site.errors import EngineError
from ita_site.text import Text

_VENDOR = Path(__file__).parent / "vendor"
_PAGE = Path(__file__).parent / "page"
OWN = ("keeper.js", "form.js", "words.js", "start.js", "form.css")
"""Our own part, as it is."""
LICENCES = "licenses.txt"


@cache
def programs() -> dict[str, bytes]:
    """All files beside the page and its configuration, by name. Raises EngineError when one is not as it was kept."""
    kept: dict[str, dict[str, str]] = json.loads(_read(_VENDOR / "kept.json"))
    found = {name: (_PAGE / name).read_bytes() for name in OWN}
    for name, what in kept.items():
        packed = _read(_VENDOR / what["file"])
        try:
            found[name] = lzma.decompress(packed) if what["file"].endswith(".xz") else packed
        except lzma.LZMAError:
            raise _damaged(what["file"]) from None
        if sha256(found[name]).hexdigest() != what["sha256"]:
            raise _damaged(what["file"])
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise _damaged(path.name) from None


def _damaged(name: str) -> EngineError:
    return EngineError(
        Text(
            f"ไฟล์ของโปรแกรมหายไปหรือไม่ตรงกับที่เก็บไว้: {name} ติดตั้ง ita-site ใหม่ แล้วลองอีกครั้ง",
            f"a part of the program is missing or not as it was kept: {name}; install ita-site again",
        )
    )
