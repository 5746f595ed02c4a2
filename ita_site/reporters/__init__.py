"""A report as text for people, or as a file for other programs. Each reporter is `write(report, style) -> str`.

The same report gives the same bytes: no moment, no name of a machine and no path from outside the repository is in any
of them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line names the formats, and `--help` is to be quick
    from ita_site.findings import Report
    from ita_site.style import Style

FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif", "markdown")
OF_HOSTS = frozenset({"github", "gitlab", "junit", "sarif"})
"""What code hosts read; they know a file by its place in the repository."""

Reporter = Callable[["Report", "Style"], str]


def reporter(name: str) -> Reporter:
    """The reporter of a format in FORMATS. Raises KeyError for another name."""
    if name not in FORMATS:
        raise KeyError(name)
    write: Reporter = import_module(f"{__package__}.{name}_format").write
    return write


def told(report: Report, name: str, style: Style, root: Path) -> str:
    """The report on the site in `root` in a format of FORMATS. Raises KeyError for another name.

    For people a place is one in the site's folder; for code hosts, one in the repository, of which the site may be a part.
    """
    from ita_site.reporters.places import in_repository  # noqa: PLC0415 - as above, `--help` is to be quick

    return reporter(name)(in_repository(report, root) if name in OF_HOSTS else report, style)
