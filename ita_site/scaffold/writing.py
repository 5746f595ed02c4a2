"""The templates of new files, and how values are put into them so that they read back as the same values."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from ita_site import __version__
from ita_site.dates import be_iso, be_month_iso
from ita_site.numerals import baht, plain
from ita_site.thai import cut, without_invisible

_LONGEST_COMMENT = 120
_LONGEST_KEY = 900
"""Characters. YAML takes a name of at most 1,024 before its colon; a longer one has to be announced by «? »."""


@cache
def _templates() -> Environment:
    # YAML and Markdown, not HTML: values go through `quoted`, which is a JSON string and so a YAML one
    environment = Environment(  # noqa: S701
        loader=PackageLoader("ita_site.scaffold"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"quoted": quoted, "comment": comment, "key": key, "plain": plain, "baht": baht}
    environment.filters |= {"day": be_iso, "month": be_month_iso, "cell": cell, "block": block}
    return environment


def filled(template: str, **values: object) -> str:
    """The text of a template with these values in it."""
    return _templates().get_template(template).render(version=__version__, **values)


def quoted(value: object) -> str:
    """A text between double quotes: whatever it holds, it stays on its line and reads back the same."""
    return json.dumps(str(value), ensure_ascii=False)


def block(value: object) -> str:
    """A text as officers write it, on lines of its own below `|`; quoted where that would not read back the same."""
    text = str(value)
    lines = text.split("\n")
    plain_lines = all(line == line.strip() and line.isprintable() for line in lines) and lines[0] and lines[-1]
    return "|\n" + "\n".join(f"  {line}" if line else "" for line in lines) if plain_lines else quoted(text)


def cell(value: object) -> str:
    """A value of a table as it was read: numbers and yes or no stay what they are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | Decimal) else '""' if value is None else quoted(value)


def key(value: object, indent: int) -> str:
    """The name of a field that people chose, with its colon; `indent` blanks stand before it."""
    text = quoted(value)
    return f"{text}:" if len(text) <= _LONGEST_KEY else f"? {text}\n{' ' * indent}:"


def comment(value: object) -> str:
    """A text as part of a comment: on one line, and not too long."""
    shown = "".join(c if c.isprintable() else " " for c in without_invisible(str(value)))
    return cut(shown, _LONGEST_COMMENT)
