"""Where the theme lies: inside the package when installed from a wheel, beside it in the repository."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def theme_dir() -> Path:
    """The folder with `mkdocs.yml`, `pages/`, `overrides/` and `assets/`."""
    package = Path(__file__).resolve().parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "theme"
