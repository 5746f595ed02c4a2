"""One page of every type: those of the example, and those that a finished site does not have."""

from __future__ import annotations

import shutil
from pathlib import Path

from runner import REPOSITORY

from ita_site.config import open_site
from ita_site.sitemap import page_address, site_pages

OF_ITEMS = ("O1", "O12", "O21", "O29", "O34")
"""Pictures, a table, a long table with much evidence, a short table, elements of many kinds."""

UNFINISHED = {
    "2566/": "board",
    "2566/o05/": "item not ready yet",
    "2566/o12/": "item with mistakes",
    "2566/o29/": "item with nothing to report",
    "2566/o31/": "item that is missing",
    "2566/checklist/": "checklist",
    "2566/programmes/waste-bank/": "programme with a month missing",
    "checks/": "findings",
    "": "home",
}
"""Pages of the site that `unfinished` makes."""


def page_types(root: Path = REPOSITORY) -> dict[str, str]:
    """Address -> type: the last page of every type that the site in `root` has, the items `OF_ITEMS`, and the 404 page."""
    found: dict[str, str] = {}
    last: dict[str, str] = {}
    for path, page in site_pages(open_site(root)).items():
        if page.kind != "item":
            last[page.kind] = page_address(path)
        elif page.item in OF_ITEMS:
            found[page_address(path)] = f"item {page.item}"
    return {address: kind for kind, address in last.items()} | found | {"nowhere/at/all/": "404"}


def copied(into: Path) -> Path:
    """A copy of the example that may be spoilt."""
    shutil.copytree(REPOSITORY / "content", into / "content")
    shutil.copy(REPOSITORY / "site_config.yml", into)
    return into


def unfinished(into: Path) -> Path:
    """The example in the middle of the work: an item missing, one not ready, one with mistakes, one with nothing to tell,
    a month not filed, a programme's plan broken."""
    root = copied(into)
    items, programmes = root / "content/2566/items", root / "content/2566/programmes"
    (items / "o31.yml").unlink()
    (items / "o05.yml").write_text("item: O5\nstatus: pending\nowner: กองช่าง\n", encoding="utf-8")
    (items / "o29.yml").write_text(
        "item: O29\nstatus: nil\nnil:\n  statement: ไม่มีเรื่องร้องเรียนการทุจริต\n  covers: {from: 2565-10, to: 2566-03}\n"
        "owner: สำนักปลัด\nupdated: 2566-04-05\n",
        encoding="utf-8",
    )
    broken = items / "o12.yml"
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("shows: [progress, spent, match_plan]", "shows: [progress]"), encoding="utf-8")
    (programmes / "waste-bank/2566-03.yml").unlink()
    (root / "site_config.yml").write_text(
        "\n".join(
            line
            for line in (root / "site_config.yml").read_text(encoding="utf-8").splitlines()
            if not line.strip().startswith(("emblem:", "phone:", "email:", "repository:"))
        )
        + "\n",
        encoding="utf-8",
    )
    return root
