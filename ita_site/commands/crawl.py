"""`build --crawl`: tells which links of the built site lead nowhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ita_site.built import Broken, check_built
from ita_site.reporters.text_format import safe_line
from ita_site.streams import put, say
from ita_site.style import Style, style_for


def tell(folder: Path, site_url: str) -> int:
    """Look at every link of the built site and tell of those that do not arrive. Exit code 1 when there is any."""
    if sys.stderr.isatty():
        say("กำลังตรวจทุกลิงก์ในเว็บที่สร้าง … · checking the links of the built site\n")
    found = check_built(folder, site_url)
    put("".join(lines(found, style_for())))
    if not found:
        put("✓ ทุกลิงก์ รูป และหัวข้อภายในเว็บเปิดได้ · every link, picture and heading within the site is there\n")
        return 0
    put(
        f"✕ ลิงก์ภายในเว็บเสีย {len(found)} แห่ง เว็บที่สร้างยังอยู่ที่ {folder} แต่ยังไม่ควรเผยแพร่\n"
        f"  {len(found)} broken links within the site; it is left in {folder}, but should not be published\n"
    )
    return 1


def lines(found: Iterable[Broken], style: Style) -> Iterator[str]:
    """Three lines for each target that is not there: where, what to do, the same in English. A link of the menu stands
    on every page and is told once."""
    by_target: dict[tuple[str, str], list[Broken]] = {}
    for one in found:
        by_target.setdefault((one.kind, one.target), []).append(one)
    for same in by_target.values():
        first, others = same[0], len({one.page for one in same}) - 1
        more = (f" และอีก {others} หน้า", f" and {others} more pages") if others else ("", "")
        yield style.paint(safe_line(f"/{first.page}: ลิงก์ «{first.address}»{more[0]}"), "bold") + "\n"
        yield style.paint(safe_line(f"  → {first.fix.th}"), "green") + "\n"
        yield style.paint(safe_line(f"  link «{first.address}»{more[1]} → {first.fix.en}"), "dim") + "\n"
