"""Where the theme lies: inside the package when installed from a wheel, beside it in the repository."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache

from ita_site import __version__


@cache
def theme_dir() -> Path:
    """The folder with `mkdocs.yml`, `pages/`, `overrides/` and `assets/`."""
    package = Path(__file__).resolve().parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "theme"


def keep_compiled(environment: Environment) -> Environment:
    """Let Jinja keep compiled templates in a temporary folder of the user's own: a quarter of a small build."""
    # Jinja checks that the folder is the user's and closed to others; where none is to be had, it compiles as usual
    with suppress(OSError, RuntimeError):
        # how a template is compiled depends on its environment, which only changes with our version
        environment.bytecode_cache = FileSystemBytecodeCache(pattern=f"__ita_site_{__version__}_%s.cache")
    return environment
