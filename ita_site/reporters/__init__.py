"""A report as text for people, or as a file for other programs. Each reporter is `write(report, style) -> str`.

The same report gives the same bytes: no moment, no name of a machine and no path from outside the site is in any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line names the formats, and `--help` is to be quick
    from ita_site.findings import Report
    from ita_site.style import Style

FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif", "markdown")

Reporter = Callable[["Report", "Style"], str]


def reporter(name: str) -> Reporter:
    """The reporter of a format in FORMATS. Raises KeyError for another name."""
    if name not in FORMATS:
        raise KeyError(name)
    write: Reporter = import_module(f"{__package__}.{name}_format").write
    return write
