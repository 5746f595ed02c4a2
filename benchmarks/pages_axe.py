"""What axe-core finds on a page, at two widths and in both schemes."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser

VERSION = "4.14.1"
SIZES = ((360, 800), (1366, 768))
SCHEMES = ("light", "dark")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async tags => (await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}))
  .violations.map(found => [found.id, found.nodes.length])"""


def script(tools: Path, given: Path | None) -> str:
    """The text of axe-core: of the file given, else of the package, which npm puts into `tools` once."""
    home = tools / f"axe-core-{VERSION}"
    path = given or home / "package" / "axe.min.js"
    if not path.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("axe-core cannot be had: there is no npm here; name a file with --axe")
        home.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [npm, "pack", "--silent", f"axe-core@{VERSION}"], cwd=home, check=True, stdout=subprocess.DEVNULL
        )
        shutil.unpack_archive(home / f"axe-core-{VERSION}.tgz", home)
    return path.read_text(encoding="utf-8")


def violations(browser: Browser, address: str, axe: str) -> dict[str, int]:
    """The rules that a page breaks, each with the places at the width and in the scheme where it breaks it most."""
    worst: Counter[str] = Counter()
    for width, height in SIZES:
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.add_init_script(axe)  # not by a <script>, which our policy would refuse
            page.goto(address, wait_until="networkidle")
            worst |= Counter(dict(page.evaluate(_RUN, _TAGS)))
            context.close()
    return dict(worst)
