"""The two sites that are measured: the example as ita_site builds it, and the same written pages in plain Material.

Plain Material is what somebody gets who follows its guide for a Thai site: language th, its own search, tabs and section
indexes. Its fonts are left out, for they come from another host; that makes it lighter than it is.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from run import ROOT

OURS, PLAIN = "ita_site", "plain Material"
_OWN = ("assets", "search")
"""Of our written tree: what belongs to our look and our search."""


@dataclass(frozen=True)
class Built:
    name: str
    folder: Path


def both(scratch: Path) -> tuple[Built, Built]:
    """Builds both below `scratch`."""
    site = scratch / "ours"
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copy(ROOT / "site_config.yml", site)
    run(sys.executable, "-m", "ita_site.cli", "-C", site, "build", "--offline")
    return Built(OURS, site / "build" / "site"), plain(site / "build" / "tree", scratch / "plain")


def plain(tree: Path, folder: Path) -> Built:
    """Plain Material on the pages of a written tree, built below `folder`."""
    settings = plain_settings(tree, folder)
    run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", settings, "-d", folder / "site")
    return Built(PLAIN, folder / "site")


def plain_settings(tree: Path, folder: Path) -> Path:
    """Writes the pages of a tree and the settings of plain Material into `folder`; gives the path of the settings."""
    shutil.copytree(tree / "docs", folder / "docs", ignore=_not_ours(tree / "docs"))
    written = json.loads((tree / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = {
        **{name: written[name] for name in ("site_name", "site_url", "site_description", "nav")},
        "theme": {
            "name": "material",
            "language": "th",
            "font": False,
            "features": ["navigation.tabs", "navigation.indexes"],
        },
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
    }
    path = folder / "mkdocs.yml"
    path.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    return path


def _not_ours(docs: Path) -> shutil._CopyIgnore:  # type: ignore[name-defined]
    def ignored(folder: object, names: list[str]) -> set[str]:
        return set(_OWN) & set(names) if folder == str(docs) else set()

    return ignored


def run(*words: str | Path, cwd: Path = ROOT) -> None:
    """A process that has to succeed."""
    done = subprocess.run(
        [*map(str, words)],
        check=False, cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{words[1:]} ended with {done.returncode}\n{done.stdout}{done.stderr}")
